"""Which files are taken, and in which order; what is refused leaves nothing behind."""

from __future__ import annotations

from itertools import count

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from bancheng.casework.case_row import CaseRow
from bancheng.core.refusal import Refusal
from bancheng.exchange import taking_in
from bancheng.exchange.card import Card
from bancheng.exchange.contents import packed
from bancheng.exchange.crossing_row import Crossing
from bancheng.exchange.envelope import Route, Strict, look_at, seal
from bancheng.exchange.file_row import Line, SentFile, TakenFile
from bancheng.exchange.making import make
from bancheng.exchange.noted import Came, Noted
from bancheng.exchange.own_keys import opening_key, own_card
from bancheng.exchange.partner_row import ABOVE, BELOW
from bancheng.exchange.partners import add, end, end_key, possible, renew
from bancheng.exchange.receipts import give_up_as
from bancheng.journal.entry_row import Entry
from bancheng.journal.keys import signing_key
from bancheng.people.models import Unit
from tests.exchange.pair import Pair, heard, on

pytestmark = [pytest.mark.database, pytest.mark.clause("SC-5.1.d")]


def refusal_of(pair: Pair, content: bytes, who: str = "xiang") -> str:
    """The code of the refusal; nothing may be there afterwards that was not before."""
    before = (Entry.objects.count(), TakenFile.objects.count(), Line.objects.count())
    with pytest.raises(Refusal) as refused:
        pair.takes(who, content, "23 12:00")
    assert (Entry.objects.count(), TakenFile.objects.count(), Line.objects.count()) == before
    assert refused.value.sentence.endswith("。")
    return refused.value.code


def test_a_changed_file_does_nothing(pair: Pair) -> None:
    pair.sent_up()
    content = pair.made("bai", "23 10:10")
    for at in range(0, len(content), 61):
        changed = bytearray(content)
        changed[at] ^= 1
        refusal_of(pair, bytes(changed))
    pair.takes("xiang", content, "23 12:00")
    assert CaseRow.objects.filter(chain="county-hall").count() == 1


def test_a_file_taken_twice_does_no_harm_and_says_when(pair: Pair) -> None:
    pair.sent_up()
    content = pair.made("bai", "23 10:10")
    first = pair.takes("xiang", content, "23 10:20")
    again = pair.takes("xiang", content, "23 15:00")
    assert (again.repeated, again.file.pk) == (True, first.file.pk)
    assert again.file.taken_at == on("23 10:20")
    assert CaseRow.objects.filter(chain="county-hall").count() == 1


def test_the_same_file_can_be_had_again_until_the_receipt_is_back(pair: Pair) -> None:
    pair.sent_up()
    content = pair.made("bai", "23 10:10")
    assert bytes(SentFile.objects.get(partner=pair.up).content) == content
    pair.takes("xiang", content, "23 10:20")
    pair.passes("xiang", "bai", "23 10:30")
    sent = SentFile.objects.get(partner=pair.up)
    assert bytes(sent.content) == b""
    assert sent.acknowledged_at == on("23 10:30")


def test_made_twice_by_one_command_it_is_one_file(pair: Pair) -> None:
    pair.sent_up()
    one = make(pair.people["bai"], pair.up, None, "twice", on("23 10:10"))
    two = make(pair.people["bai"], pair.up, None, "twice", on("23 10:11"))
    assert one.pk == two.pk


def test_nothing_to_tell_makes_no_file(pair: Pair) -> None:
    with pytest.raises(Refusal) as refused:
        pair.made("bai", "23 10:10")
    assert refused.value.code == "nothing_to_tell"
    assert not SentFile.objects.exists()


def test_a_gap_is_seen_and_closed_by_the_missing_file(pair: Pair) -> None:
    pair.sent_up()
    first = pair.made("bai", "23 10:10")
    pair.sent_up()
    second = pair.made("bai", "23 10:20")
    assert refusal_of(pair, second) == "gap"
    pair.takes("xiang", first, "23 12:00")
    pair.takes("xiang", second, "23 12:01")
    assert CaseRow.objects.filter(chain="county-hall").count() == 2


def test_a_file_that_never_arrives_is_given_up_and_told_anew(pair: Pair) -> None:
    pair.sent_up()
    lost = pair.made("bai", "23 10:10")
    assert give_up_as(pair.people["bai"], SentFile.objects.get(), on("23 10:15"))
    assert not give_up_as(pair.people["bai"], SentFile.objects.get(), on("23 10:15"))
    pair.passes("bai", "xiang", "23 10:20")
    assert CaseRow.objects.filter(chain="county-hall").count() == 1
    assert refusal_of(pair, lost) == "old_serial"


def test_a_file_given_up_that_was_taken_all_the_same_is_one_case(pair: Pair) -> None:
    pair.sent_up()
    pair.passes("bai", "xiang", "23 10:10")
    give_up_as(pair.people["bai"], SentFile.objects.get(), on("23 10:15"))
    taken = pair.passes("bai", "xiang", "23 10:20")
    assert [line.said for line in taken.file.lines.all()] == ["以前收过，没有再立。"]
    assert CaseRow.objects.filter(chain="county-hall").count() == 1


def test_a_receipt_that_was_lost_holds_nothing_up(pair: Pair) -> None:
    pair.sent_up()
    pair.passes("bai", "xiang", "23 10:10")
    pair.passes("xiang", "bai", "23 10:20")
    pair.made("bai", "23 10:21")  # a receipt and nothing else, which gets lost
    pair.sent_up()
    pair.passes("bai", "xiang", "23 10:30")
    assert CaseRow.objects.filter(chain="county-hall").count() == 2


def test_another_row_of_files_is_refused(pair: Pair) -> None:
    """As from a partner whose system was brought back from an old backup."""
    pair.sent_up()
    first = pair.made("bai", "23 10:10")
    head = look_at(first).head
    pair.takes("xiang", first, "23 10:20")
    public = opening_key().public_key().public_bytes_raw()
    for serial, previous, code in (
        (1, "", "old_serial"),
        (2, "sha256:" + "9" * 64, "another_row"),
    ):
        route = Route(head.sender, head.recipient, serial, previous, on("23 10:30"))
        forged = seal(packed([], [], None, []), route, signing_key(), public)
        assert refusal_of(pair, forged) == code


def test_a_file_for_somebody_else_is_not_ours_to_take(pair: Pair) -> None:
    pair.sent_up()
    content = pair.made("bai", "23 10:10")
    assert refusal_of(pair, content, "bai") == "not_for_us"
    assert refusal_of(pair, content, "land") == "not_your_act"
    end(pair.down, "keeper", on("23 10:15"))
    assert refusal_of(pair, content) == "not_your_act"


def test_what_was_signed_with_an_ended_key_is_refused_whenever_it_was_made(pair: Pair) -> None:
    pair.sent_up()
    content = pair.made("bai", "23 10:10")
    end_key(pair.down, "keeper", on("23 10:15"))
    assert refusal_of(pair, content) == "ended_key"
    with pytest.raises(Refusal) as refused:
        make(pair.people["xiang"], pair.down, None, "none", on("23 10:20"))
    assert refused.value.code == "no_key"


def test_a_key_nobody_entered_is_refused(pair: Pair) -> None:
    pair.sent_up()
    content = pair.made("bai", "23 10:10")
    stranger = _card_of_another("town-hall")
    renew(pair.down, stranger, heard(stranger), "keeper", on("23 10:15"))
    assert refusal_of(pair, content) == "ended_key"
    pair.down.keys.filter(ended_at__isnull=False).delete()
    assert refusal_of(pair, content) == "unknown_key"


def test_a_card_is_entered_only_with_what_was_heard(pair: Pair) -> None:
    card = _card_of_another("town-hall")
    for wrong in ("", heard(own_card(Unit.objects.get(code="town-hall"))), heard(card)[:-1]):
        with pytest.raises(Refusal) as refused:
            renew(pair.down, card, wrong, "keeper", on("23 10:15"))
        assert refused.value.code == "not_heard"
    assert renew(pair.down, card, heard(card).upper(), "keeper", on("23 10:15"))
    with pytest.raises(Refusal) as refused:
        add((ABOVE, pair.up.ours, pair.up.theirs), card, heard(card), "keeper", on("23 10:16"))
    assert refused.value.code == "known_already"


def test_who_works_here_is_no_partner(pair: Pair) -> None:
    centres = list(Unit.objects.filter(form="centre"))
    found = {(relation, o.code, t.code) for relation, o, t in possible(centres, on("23 10:00"))}
    assert found == {
        ("above", "town-hall", "far-county-hall"),
        ("below", "county-hall", "far-town-hall"),
    }


def test_ended_and_entered_anew_the_matters_go_on(pair: Pair) -> None:
    """As after one side was brought back from an old backup."""
    below = pair.sent_up()
    pair.passes("bai", "xiang", "23 10:10")
    pair.passes("xiang", "bai", "23 10:20")
    other = pair.sent_up()
    pair.made("bai", "23 10:30")  # never arrives
    for partner in (pair.up, pair.down):
        end(partner, "keeper", on("23 10:40"))
    assert not SentFile.objects.exclude(content=b"").exists()
    pair.up = pair.enters((ABOVE, pair.up.ours, pair.up.theirs), "county-hall")
    pair.down = pair.enters((BELOW, pair.down.ours, pair.down.theirs), "town-hall")
    taken = pair.passes("bai", "xiang", "23 11:00")
    assert (taken.file.serial, taken.file.lines.count()) == (1, 1)
    assert CaseRow.objects.filter(chain="county-hall").count() == 2
    above = Crossing.objects.get(way="up", lower_no=below).their_no
    pair.dealt_with(above)
    pair.do("land", above, "reply", "24 10:00", answer="result", text="已批")
    pair.passes("xiang", "bai", "24 10:10")
    assert CaseRow.objects.get(case_no=below).stage == "replied"
    assert CaseRow.objects.get(case_no=other).stage == "assigned"


def test_killed_midway_nothing_is_half_done(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    pair.sent_up()
    pair.sent_up()
    content = pair.made("bai", "23 10:10")
    record, seen = taking_in._record, count()

    def cut_off(came: Came, one: Strict) -> Noted:
        if next(seen) == 1:
            raise ConnectionError
        return record(came, one)

    monkeypatch.setattr(taking_in, "_record", cut_off)
    with pytest.raises(ConnectionError):
        pair.takes("xiang", content, "23 10:20")
    assert not CaseRow.objects.filter(chain="county-hall").exists()
    assert not TakenFile.objects.exists()
    monkeypatch.undo()
    pair.takes("xiang", content, "23 10:21")
    assert CaseRow.objects.filter(chain="county-hall").count() == 2


def _card_of_another(unit: str) -> Card:
    signs = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    opens = X25519PrivateKey.generate().public_key().public_bytes_raw()
    return Card(unit=unit, name="柳河镇便民服务中心", signs=signs.hex(), opens=opens.hex())
