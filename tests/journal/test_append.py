"""Facts go in behind the last entry, whole and in order, and come out as they went in."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from bancheng.core.seal import NotSealableError
from bancheng.journal import read
from bancheng.journal.append import append, lock
from bancheng.journal.envelope import NO_PREVIOUS
from bancheng.journal.mistakes import (
    OutsideTransactionError,
    VersionConflictError,
    WrongChainError,
)
from bancheng.journal.verify import verify
from tests.journal.facts import CHAIN, DAWN, TEXTS, fact, small_journal, write

pytestmark = pytest.mark.database


def test_what_is_read_equals_what_append_gave_back() -> None:
    recorded = small_journal()
    assert list(read.chain(CHAIN)) == recorded
    assert [r.position for r in recorded] == [1, 2, 3, 4, 5, 6, 7]


def test_a_fact_comes_back_with_all_it_was_given() -> None:
    given = fact("C-9", "registered", "command-a", TEXTS)
    (recorded,) = write(given)
    assert recorded.case_no == given.case_no
    assert recorded.event == given.event
    assert recorded.command_id == given.command_id
    assert recorded.done_at == given.done_at
    assert recorded.recorded_at == given.recorded_at
    assert recorded.actor == given.actor
    assert recorded.body == given.body
    assert recorded.fields == ("matter", "name", "phone")
    assert read.details("C-9") == {(1, name): text for name, text in TEXTS.items()}


def test_versions_count_within_a_case_across_commands() -> None:
    small_journal()
    assert [r.version for r in read.case("C-1")] == [1, 2, 3, 4]
    assert [r.event for r in read.case("C-2")] == ["registered", "declined"]
    assert read.version_of("C-1") == 4
    assert read.version_of("nobody") == 0
    assert read.case("nobody") == []


def test_a_time_is_kept_to_the_microsecond_whatever_its_zone() -> None:
    at = datetime(2026, 11, 20, 9, 30, 0, 123456, tzinfo=timezone(timedelta(hours=8)))
    write(replace(fact(), done_at=at))
    (recorded,) = read.case("C-1")
    assert recorded.done_at == at
    assert recorded.done_at.utcoffset() == timedelta(0)


def test_a_stale_version_is_refused_and_nothing_is_written() -> None:
    write(fact())
    with (
        pytest.raises(VersionConflictError, match="C-1 已有新的记录") as refused,
        transaction.atomic(),
    ):
        append(CHAIN, [fact(event="accepted")], {"C-1": 0})
    assert (refused.value.expected, refused.value.actual) == (0, 1)
    assert read.head(CHAIN)[0] == 1


def test_an_expected_version_that_holds_lets_the_fact_in() -> None:
    write(fact())
    with transaction.atomic():
        (second,) = append(CHAIN, [fact(event="accepted")], {"C-1": 1})
    assert second.version == 2


def test_a_command_is_answered_once_and_its_facts_are_found_by_it() -> None:
    first, second = write(fact(command_id="one"), fact(event="accepted", command_id="one"))
    assert read.answered("one") == first
    assert read.of_command("one") == [first, second]
    assert read.answered("never") is None
    with pytest.raises(IntegrityError), transaction.atomic():
        append(CHAIN, [fact(event="accepted", command_id="one")])


def test_a_case_is_not_continued_in_another_units_chain() -> None:
    write(fact())
    with pytest.raises(WrongChainError, match="另立工单"):
        write(fact(event="accepted"), chain="another-centre")


def test_chains_of_two_units_count_for_themselves() -> None:
    write(fact("A-1"), chain="a")
    (other,) = write(fact("B-1"), chain="b")
    assert other.position == 1
    assert read.chains() == ["a", "b"]
    assert read.head("nobody") == (0, NO_PREVIOUS)


def test_a_number_with_a_fraction_cannot_be_sealed() -> None:
    body: Any = {"share": 0.5}
    with pytest.raises(NotSealableError, match="/body/share: float"):
        write(replace(fact(), body=body))
    assert read.head(CHAIN)[0] == 0


def test_no_text_and_no_name_stands_in_sealed_bytes() -> None:
    write(fact(details=TEXTS))
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM journal_entry")
        sealed = bytes(cursor.fetchone()[0])
    assert not any(text.encode() in sealed for text in TEXTS.values())


def test_an_empty_list_of_facts_writes_nothing() -> None:
    assert write() == []


def test_texts_of_many_cases_come_by_field() -> None:
    small_journal()
    assert read.details_of(["C-1", "C-2", "C-3"], ["name", "answer"]) == {
        ("C-1", 1, "name"): "虚构人甲",
        ("C-1", 7, "answer"): "已补发证照",
        ("C-2", 2, "name"): "虚构人乙",
    }


def test_reading_behind_a_position_goes_on_from_there() -> None:
    recorded = small_journal()
    assert list(read.chain(CHAIN, after=5)) == recorded[5:]
    assert read.cases(["C-1", "C-3", "none"]) == {
        "C-1": read.case("C-1"),
        "C-3": read.case("C-3"),
        "none": [],
    }


def test_an_entry_may_be_sealed_with_sm3() -> None:
    write(fact(details=TEXTS))
    with transaction.atomic():
        append(CHAIN, [fact(event="accepted", details={"note": "国密摘要"})], algorithm="sm3")
    write(fact(event="transferred"))
    assert verify().ok


@pytest.mark.django_db(transaction=True)
def test_append_outside_a_transaction_is_a_programming_error() -> None:
    with pytest.raises(OutsideTransactionError):
        append(CHAIN, [fact()])
    with pytest.raises(OutsideTransactionError):
        lock(CHAIN)


def test_a_fact_without_zone_or_name_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        replace(fact(), done_at=DAWN.replace(tzinfo=None))
    with pytest.raises(ValueError, match="case_no"):
        replace(fact(), case_no="")
