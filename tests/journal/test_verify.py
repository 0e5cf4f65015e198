"""Whatever is changed in the stored journal is found, and the first broken entry is named."""

import pytest
from django.db import DatabaseError, connection, transaction

from bancheng.core.seal import digest
from bancheng.journal import guards, read
from bancheng.journal.case_keys import key_of
from bancheng.journal.cipher import hide
from bancheng.journal.envelope import read_content
from bancheng.journal.mistakes import UnreadableEntryError
from bancheng.journal.verdict import HOW, Break
from bancheng.journal.verify import verify
from tests.journal.facts import CHAIN, fact, small_journal, write
from tests.journal.forging import (
    other_values,
    put,
    reseal_all,
    run,
    sealed_at,
    set_sealed,
)

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("journal")]


@pytest.fixture
def journal(db: None) -> None:
    """Three cases, seven entries."""
    del db
    small_journal()
    assert verify().ok


def first() -> Break:
    """The first break that verification names."""
    found = verify().first
    assert found is not None
    return found


def test_an_untouched_journal_verifies_and_says_what_was_looked_at() -> None:
    verdict = verify()
    assert verdict.ok
    assert (verdict.entries, verdict.texts, verdict.chains) == (7, 6, (CHAIN,))
    assert verdict.guarded


@pytest.mark.parametrize("position", [1, 4, 7])
def test_every_byte_of_a_stored_entry_counts(position: int) -> None:
    sealed = sealed_at(position)
    for index in range(0, len(sealed), 5):
        set_sealed(position, sealed[:index] + bytes([sealed[index] ^ 1]) + sealed[index + 1 :])
        found = first()
        assert found.position == position, (index, found)
        assert found.how == ("seal_mismatch" if position == 7 else "bytes_changed")
    set_sealed(position, sealed)
    assert verify().ok


@pytest.mark.parametrize("change", ["", "{}", "[]", "null", "\x00", "{"])
def test_an_entry_put_in_another_shape_is_named(change: str) -> None:
    set_sealed(3, change.encode())
    assert (first().position, first().how) == (3, "bytes_changed")


def test_a_changed_hash_is_told_from_changed_bytes() -> None:
    run("UPDATE journal_entry SET hash = %s WHERE position = 2", "f" * 64)
    assert (first().position, first().how) == (2, "hash_changed")
    assert "摘要栏被改动" in first().sentence


@pytest.mark.parametrize("column", sorted(other_values()))
def test_every_column_is_compared_with_the_seal(column: str) -> None:
    other = other_values()[column]
    run(f"UPDATE journal_entry SET {column} = %s WHERE position = 6", other)  # noqa: S608
    found = first()
    if column in ("chain", "position"):
        assert (found.chain, found.position) in {(CHAIN, 6), ("other", 1)}
    elif column == "case_no":
        assert (found.position, found.how, found.what) == (6, "moved_to_another_case", "C-2")
    else:
        assert (found.position, found.how, found.what) == (6, "column_differs", column)


@pytest.mark.parametrize("column", [*sorted(other_values()), "hash", "sealed"])
@pytest.mark.parametrize("junk", ["", "x", b"\x00\xff", -1, 8, 8.25, 2**62], ids=repr)
def test_junk_in_a_column_is_named_and_not_stumbled_over(column: str, junk: object) -> None:
    change = f"UPDATE journal_entry SET {column} = %s WHERE position = 6"  # noqa: S608
    try:
        with transaction.atomic():
            run(change, junk)
    except DatabaseError:
        assert connection.vendor == "postgresql", "SQLite takes anything, PostgreSQL minds types"
        return
    found = first()
    # where the chain's own name was changed, the chain of that name is found to begin too late
    assert found.position in ((6, 7) if found.chain == CHAIN else (1,))


def test_an_entry_moved_to_another_case_is_named_and_not_read() -> None:
    run("UPDATE journal_entry SET case_no = 'C-3', version = 2 WHERE position = 6")
    found = first()
    assert (found.position, found.how) == (6, "moved_to_another_case")
    assert found.sentence == (
        f"“{CHAIN}”日志第 6 条（办件 C-3）被挪到别的办件名下：封存的是办件 C-2。"
    )
    with pytest.raises(UnreadableEntryError, match="挪到了别的位置"):
        read.case("C-3")


def test_an_entry_moved_to_another_case_and_resealed_leaves_a_gap() -> None:
    reseal_all(lambda content: content.update(case="C-3") if content["position"] == 3 else None)
    found = first()
    assert (found.position, found.how, found.what) == (3, "version_gap", "1")


@pytest.mark.parametrize("position", [1, 2, 5, 6])
def test_a_dropped_entry_is_named(position: int) -> None:
    run("DELETE FROM journal_entry WHERE position = %s", position)
    assert (first().position, first().how) == (position, "position_missing")


def test_a_dropped_entry_whose_successors_moved_up_is_named() -> None:
    run("DELETE FROM journal_entry WHERE position = 3")
    for position in (4, 5, 6, 7):
        run("UPDATE journal_entry SET position = %s WHERE position = %s", position - 1, position)
    assert (first().position, first().how, first().what) == (3, "column_differs", "position")


@pytest.mark.parametrize(("one", "other"), [(1, 2), (3, 4), (6, 7)])
def test_swapped_entries_are_named(one: int, other: int) -> None:
    for old, new in ((one, 99), (other, one), (99, other)):
        run("UPDATE journal_entry SET position = %s WHERE position = %s", new, old)
    assert (first().position, first().how) == (one, "column_differs")


def test_sealed_bytes_swapped_between_entries_are_named() -> None:
    one, other = sealed_at(3), sealed_at(4)
    set_sealed(3, other)
    set_sealed(4, one)
    assert (first().position, first().how) == (3, "seal_mismatch")


def test_an_entry_put_in_behind_the_last_is_named_unless_it_fits() -> None:
    run(
        "INSERT INTO journal_entry (chain, position, case_no, version, event, command_id,"
        " command_index, recorded_at, algorithm, hash, sealed) SELECT chain, 8, case_no, 9, event,"
        " 'forged', 0, recorded_at, algorithm, hash, sealed FROM journal_entry WHERE position = 7"
    )
    assert (first().position, first().how) == (8, "column_differs")


def test_an_entry_replaced_by_a_fitting_one_breaks_the_link_behind_it() -> None:
    content = read_content(sealed_at(4))
    content["event"] = "completed"
    put(4, content)
    found = first()
    assert (found.position, found.how) == (5, "link_broken")
    assert "第 4 条" in found.sentence


def test_an_unknown_form_is_named_and_not_guessed_at() -> None:
    reseal_all(lambda content: content.update(format=2) if content["position"] == 5 else None)
    assert (first().position, first().how) == (5, "unknown_format")


def test_bytes_of_the_same_meaning_written_otherwise_are_refused() -> None:
    loose = sealed_at(7).replace(b'":', b'": ', 1)
    run("UPDATE journal_entry SET hash = %s WHERE position = 7", digest("sha256", loose))
    set_sealed(7, loose)
    assert (first().position, first().how) == (7, "unknown_format")


def test_a_changed_text_is_named() -> None:
    run("UPDATE journal_detail SET ciphertext = nonce WHERE case_no = 'C-2' AND field = 'reason'")
    found = first()
    assert (found.position, found.how, found.what) == (6, "detail_unreadable", "reason")
    assert read.details("C-2")[(6, "reason")] == read.DAMAGED


def test_a_text_put_in_place_of_another_is_named() -> None:
    run("DELETE FROM journal_detail WHERE case_no = 'C-1' AND field = 'name'")
    run("UPDATE journal_detail SET field = 'name' WHERE case_no = 'C-1' AND field = 'phone'")
    assert (first().position, first().how, first().what) == (1, "detail_unreadable", "name")


def test_a_text_rewritten_by_somebody_who_has_the_keys_is_named() -> None:
    place = ("C-1", 7, "answer")
    nonce, hidden = hide(key_of("C-1")["C-1"], place, b"s" * 16, "没有补发")
    run(
        "UPDATE journal_detail SET nonce = %s, ciphertext = %s WHERE field = 'answer'",
        nonce,
        hidden,
    )
    assert read.details("C-1")[(7, "answer")] == "没有补发"
    assert (first().position, first().how, first().what) == (7, "detail_differs", "answer")


def test_a_text_that_vanished_without_an_erasure_is_named() -> None:
    run("DELETE FROM journal_detail WHERE field = 'reason'")
    assert (first().position, first().how) == (6, "detail_missing")


def test_a_key_that_vanished_without_an_erasure_is_named() -> None:
    run("DELETE FROM journal_casekey WHERE case_no = 'C-2'")
    assert (first().position, first().how) == (2, "detail_unreadable")
    assert read.details("C-2") == {(2, "name"): None, (6, "reason"): None}


def test_a_changed_key_is_named_and_other_cases_are_still_looked_at() -> None:
    run("UPDATE journal_casekey SET wrapped = %s WHERE case_no = 'C-2'", b"x" * 60)
    found = first()
    assert (found.position, found.how) == (2, "detail_unreadable")


@pytest.mark.parametrize(("position", "field"), [(4, "put-in"), (77, "put-in"), (7, "more")])
def test_a_text_that_belongs_to_nothing_sealed_is_named(position: int, field: str) -> None:
    run(
        "INSERT INTO journal_detail (case_no, position, field, algorithm, nonce, ciphertext)"
        " SELECT case_no, CAST(%s AS BIGINT), CAST(%s AS TEXT), algorithm, nonce, ciphertext"
        " FROM journal_detail WHERE field = 'answer'",
        position,
        field,
    )
    found = first()
    assert (found.chain, found.position, found.how) == (CHAIN, position, "detail_not_sealed")


def test_each_chain_is_named_with_its_own_first_break() -> None:
    write(fact("D-1"), fact("D-1", "accepted"), chain="second")
    run("DELETE FROM journal_entry WHERE chain = 'second' AND position = 1")
    run("UPDATE journal_entry SET event = 'x' WHERE chain = %s AND position = 4", CHAIN)
    breaks = verify().breaks
    assert [(b.chain, b.position) for b in breaks] == [(CHAIN, 4), ("second", 1)]
    assert verify("second").chains == ("second",)


def test_missing_guards_are_reported() -> None:
    guards.take_down(connection)
    assert not verify().guarded
    guards.put_up(connection)
    assert verify().guarded


def test_every_way_of_breaking_has_a_sentence() -> None:
    for how in HOW:
        sentence = Break("单位", 3, how, "内容", "C-1", until=9).sentence
        assert "第 3 条" in sentence
        assert "{" not in sentence
