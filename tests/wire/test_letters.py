"""寄信: at least once, in order within a matter, again with patience, and gone with its case."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test.utils import override_settings

from bancheng.journal.case_key_row import CaseKey
from bancheng.wire import letters, rounds
from bancheng.wire.letter_row import Letter
from bancheng.wire.letters import NoLongerError
from bancheng.wire.sending import NotSentError
from tests.casework.hall import at

pytestmark = pytest.mark.database
NOW = at("2026-11-24 09:00")
MINUTE = timedelta(minutes=1)


class KilledError(BaseException):
    """The program is killed here."""


@dataclass
class Postman:
    """Carries letters in a test; ``does`` may fail first."""

    arrived: list[tuple[str, str, Any]] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    does: Callable[[Letter], None] = lambda letter: None
    after: Callable[[Letter], None] = lambda letter: None

    def __call__(self, letter: Letter, told: Mapping[str, Any], now: datetime) -> None:
        self.tried.append(letter.mark)
        self.does(letter)
        self.arrived.append((letter.road, letter.mark, told["n"]))
        self.after(letter)


POSTMAN: list[Postman] = []


def carry(letter: Letter, told: Mapping[str, Any], now: datetime) -> None:
    """The carrier of the road ``test``."""
    POSTMAN[-1](letter, told, now)


@pytest.fixture
def postman(db: None) -> Iterator[Postman]:
    """The road ``test`` is his."""
    POSTMAN[:] = [Postman()]
    with override_settings(ROADS={"test": f"{__name__}.carry"}):
        yield POSTMAN[0]


def write(mark: str, about: str = "", road: str = "test:1", **more: Any) -> bool:
    """A letter that says its mark."""
    return letters.write(road, mark, "一件事", {"n": mark}, NOW, about=about, **more)


def refuse(*marks: str, **how: Any) -> Callable[[Letter], None]:
    """These are not taken."""

    def does(letter: Letter) -> None:
        if letter.mark in marks:
            raise NotSentError("没有连上", **how)

    return does


def run(minutes: float = 0) -> int:
    """A round, some minutes later."""
    return rounds.run(NOW + minutes * MINUTE)


def marks(postman: Postman) -> list[str]:
    """What has arrived, in order."""
    return [mark for _, mark, _ in postman.arrived]


def the(mark: str) -> Letter:
    """A letter as it stands."""
    return Letter.objects.get(mark=mark)


def test_a_letter_goes_once_and_its_text_is_gone(postman: Postman) -> None:
    assert write("a")
    assert not write("a")
    assert run() == 1
    assert not write("a")
    assert run(1) == 0
    assert postman.arrived == [("test:1", "a", "a")]
    assert (bytes(the("a").hidden), the("a").tries, the("a").arrived_at) == (b"", 1, NOW)


def test_the_same_mark_on_another_road_is_another_letter(postman: Postman) -> None:
    assert write("a")
    assert write("a", road="test:2")
    assert run() == 2


def test_what_is_undone_with_its_cause_never_goes(postman: Postman) -> None:
    with transaction.atomic():
        write("a")
        transaction.set_rollback(True)
    assert run() == 0
    assert not Letter.objects.exists()


def test_of_one_matter_the_next_waits_for_the_one_before(postman: Postman) -> None:
    for mark in ("a1", "b1", "a2", "b2", "a3", "free1", "free2"):
        write(mark, about=mark[0] if mark[0] in "ab" else "")
    postman.does = refuse("a1", status=500)
    run()
    assert marks(postman) == ["b1", "free1", "free2", "b2"]
    assert "a2" not in postman.tried
    postman.does = refuse()
    run(1)
    assert marks(postman)[4:] == ["a1", "a2", "a3"]


def test_another_road_waits_for_nobody(postman: Postman) -> None:
    write("a1", about="a")
    write("a2", about="a", road="test:2")
    postman.does = refuse("a1")
    run()
    assert marks(postman) == ["a2"]


def test_each_failure_waits_longer_and_after_the_last_it_is_stuck(postman: Postman) -> None:
    write("a")
    postman.does = refuse("a", status=500)
    now, waits = NOW, []
    while not the("a").stuck:
        rounds.run(now)
        waits.append(the("a").not_before - now)
        # a moment before its time nothing is tried
        before = len(postman.tried)
        rounds.run(the("a").not_before - timedelta(seconds=1))
        assert len(postman.tried) == before
        now = the("a").not_before
    assert tuple(waits[:-1]) == rounds.AGAIN
    assert the("a").tries == len(rounds.AGAIN) + 1
    assert list(letters.stuck()) == [the("a")]
    assert list(letters.stuck(["test:2"])) == []
    assert rounds.run(now + timedelta(days=30)) == 0
    assert letters.try_again(the("a"), now)
    assert not letters.try_again(the("a"), now)
    postman.does = refuse()
    assert rounds.run(now) == 1


def test_what_can_never_go_is_stuck_at_once_and_holds_up_only_its_own_matter(
    postman: Postman,
) -> None:
    for mark in ("a1", "a2", "b1"):
        write(mark, about=mark[0])
    postman.does = refuse("a1", again=False)
    run()
    assert (marks(postman), the("a1").stuck) == (["b1"], True)
    assert letters.drop(the("a1"), "keeper", NOW)
    assert not letters.drop(the("a1"), "lin", NOW)
    run(1)
    assert marks(postman) == ["b1", "a2"]
    one = the("a1")
    assert (one.dropped_by, one.arrived_at, bytes(one.hidden)) == ("keeper", None, b"")


def test_the_other_side_may_ask_to_wait(postman: Postman) -> None:
    for mark in ("a", "b"):
        write(mark)
    postman.does = refuse("a", "b", status=429, after=1800)
    run()
    assert postman.tried == ["a"]
    run(29)
    assert postman.tried == ["a"]
    postman.does = refuse()
    assert run(31) == 2


def test_a_road_that_leads_nowhere_is_tried_once_a_round_and_stops_no_other(
    postman: Postman,
) -> None:
    for n in range(5):
        write(f"dead{n}")
    for n in range(3):
        write(f"other{n}", road="test:2")
    postman.does = refuse(*(f"dead{n}" for n in range(5)))
    assert run() == 3
    assert postman.tried == ["dead0", "other0", "other1", "other2"]
    run(1)
    assert len(postman.tried) == 5
    assert the("dead3").tries == 0
    postman.does = refuse()
    assert run(3) == 5


def test_a_host_that_is_dead_holds_back_no_other_host_of_its_road(postman: Postman) -> None:
    for n in range(20):
        write(f"dead{n}", host="dead.example")
    write("good", host="good.example")
    write("bare")
    postman.does = refuse(*(f"dead{n}" for n in range(20)))
    assert run() == 2
    assert sorted(postman.tried) == ["bare", "dead0", "good"]
    postman.does = refuse("dead0", "dead1", after=3600)
    write("next", host="good.example")
    assert run(1) == 1, "one host asks to wait, and is asked nothing more"
    assert the("dead7").not_before == NOW + 61 * MINUTE


def test_what_failed_before_goes_after_what_has_not_been_tried(postman: Postman) -> None:
    for n in range(9):
        write(f"dead{n}")
    write("good")
    postman.does = refuse(*(f"dead{n}" for n in range(9)))
    for minutes in range(10):
        run(minutes)
    assert marks(postman) == ["good"]


def test_a_line_that_breaks_now_and_then_is_used_again_at_once(postman: Postman) -> None:
    for n in range(8):
        write(f"a{n}")
    postman.does = refuse("a1", "a3", "a5", "a6")
    assert run() == 3
    assert postman.tried == [f"a{n}" for n in range(7)], "twice in a row: the rest waits"
    assert (the("a6").tries, the("a7").tries) == (1, 0)
    assert the("a7").not_before > NOW


def test_what_our_own_side_keeps_back_never_becomes_stuck(postman: Postman) -> None:
    write("a")
    postman.does = refuse("a", counts=False)
    for minutes in range(30):
        run(minutes)
    assert len(postman.tried) == 30
    assert (the("a").tries, the("a").stuck, the("a").failure) == (0, False, "没有连上")
    postman.does = refuse()
    assert run(30) == 1


def test_a_road_has_only_its_share_of_a_round(
    postman: Postman, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3):
        write(f"a{n}")
        write(f"b{n}", road="test:2")
    monkeypatch.setattr(rounds, "LANE_SECONDS", -1.0)
    assert run() == 0
    monkeypatch.setattr(rounds, "LANE_SECONDS", 10.0)
    monkeypatch.setattr(rounds, "AT_ONCE", 2)
    assert run() == 6


def test_a_fault_in_a_carrier_stops_no_other_letter(
    postman: Postman, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(letter: Letter) -> None:
        if letter.mark == "a":
            raise ZeroDivisionError

    write("a")
    write("b", road="test:2")
    postman.does = breaks
    assert run() == 1
    assert "程序出错" in the("a").failure
    assert not the("a").stuck
    assert "去信" in caplog.text


def test_a_road_that_nobody_knows_is_stuck_and_said(postman: Postman) -> None:
    write("a", road="gone:1")
    run()
    assert the("a").stuck
    assert "gone" in the("a").failure


def test_a_carrier_may_say_that_it_is_no_longer_wanted(postman: Postman) -> None:
    def no_longer(letter: Letter) -> None:
        if letter.mark == "a1":
            raise NoLongerError("已看不到这件工单。")

    for mark in ("a1", "a2"):
        write(mark, about="a")
    postman.does = no_longer
    run()
    assert marks(postman) == ["a2"]
    assert the("a1").dropped_at == NOW
    assert not the("a1").dropped_by
    assert bytes(the("a1").hidden) == b""


def test_killed_between_sending_and_noting_it_goes_again_under_the_same_mark(
    postman: Postman,
) -> None:
    def killed(letter: Letter) -> None:
        raise KilledError

    write("a1", about="a")
    write("a2", about="a")
    postman.after = killed
    with pytest.raises(KilledError):
        run()
    postman.after = lambda letter: None
    assert run(4) == 0  # somebody might still have it
    assert run(6) == 2
    assert marks(postman) == ["a1", "a1", "a2"]


def test_what_somebody_else_has_is_not_taken_out_a_second_time(postman: Postman) -> None:
    write("a")
    seen = the("a")
    again: list[bool] = []
    postman.does = lambda letter: again.append(rounds.carry(seen, NOW))
    assert rounds.carry(the("a"), NOW)
    assert again == [False]
    assert marks(postman) == ["a"]


def test_what_a_person_decided_meanwhile_stands(postman: Postman) -> None:
    def dropped_and_failed(letter: Letter) -> None:
        letters.drop(letter, "keeper", NOW)
        raise NotSentError("没有连上", again=False)

    write("a")
    postman.does = dropped_and_failed
    run()
    one = the("a")
    assert (one.stuck, one.tries, one.dropped_by) == (False, 0, "keeper")


def test_the_text_lies_encrypted_and_moved_to_another_letter_it_stays_shut(
    postman: Postman,
) -> None:
    write("secret-a")
    write("secret-b")
    hidden = bytes(the("secret-a").hidden)
    assert b"secret" not in hidden
    Letter.objects.filter(mark="secret-b").update(hidden=hidden)
    run()
    assert marks(postman) == ["secret-a"]
    assert the("secret-b").stuck
    assert "打不开" in the("secret-b").failure


def test_erasing_a_case_takes_its_letters_texts_and_the_key_they_lay_under(
    postman: Postman,
) -> None:
    write("a", case_no="MQ-1")
    write("b", case_no="MQ-2")
    kept = bytes(the("a").hidden)  # as an older backup has it
    letters.forget_case("MQ-1")
    CaseKey.objects.filter(case_no="MQ-1").delete()  # as erasing does
    assert run() == 1
    assert marks(postman) == ["b"]
    assert bytes(the("a").hidden) == b""
    Letter.objects.filter(mark="a").update(hidden=kept, dropped_at=None)
    with pytest.raises(NotSentError, match="打不开"):
        letters.told_by(the("a"))


def test_all_that_waits_on_a_road_can_be_given_up(postman: Postman) -> None:
    write("a")
    run()
    write("b")
    write("c", road="test:2")
    assert letters.drop_all("test:1", "keeper", NOW, "订阅停了。") == 1
    run(1)
    assert marks(postman) == ["a", "c"]
    assert the("a").dropped_at is None


def test_that_it_went_is_known_for_a_while_and_what_waits_is_kept(postman: Postman) -> None:
    write("a")
    run()
    write("waits")
    postman.does = refuse("waits", again=False)
    run(1)
    rounds.run(NOW + letters.KEPT - timedelta(days=1))
    assert Letter.objects.count() == 2
    rounds.run(NOW + letters.KEPT + timedelta(days=1))
    assert [letter.mark for letter in Letter.objects.all()] == ["waits"]


def test_quiet_hours_are_kept(postman: Postman) -> None:
    write("a", not_before=NOW + timedelta(hours=8))
    assert run(479) == 0
    assert run(480) == 1
