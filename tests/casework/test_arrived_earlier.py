"""先到后办: an act that arrived before another was sealed, and had to wait for the lock.

Nobody who gave no time of their own is told that their time is wrong; who gave one is.
"""

from __future__ import annotations

import threading

import pytest
from django.db import connections

from bancheng.casework.door import Order, handle
from bancheng.core.refusal import Refusal
from bancheng.journal import append, engine, read
from bancheng.journal.envelope import Recorded
from tests.casework.hall import Hall, at

pytestmark = pytest.mark.database

NOTE = Order("note", {"text": "诉求人来电催问"})
ARRIVED, SEALED = "2026-11-23 10:00:01", "2026-11-23 10:00:03"


def last_two(case_no: str) -> list[Recorded]:
    """The latest entries of a case, the older one first."""
    return read.case(case_no)[-2:]


@pytest.fixture
def waiting(hall: Hall) -> tuple[Hall, str]:
    """A case that is screened, sealed a moment after the next act had arrived."""
    case_no = hall.register("2026-11-23 09:00")
    hall.do("jiang", case_no, "screen", SEALED)
    return hall, case_no


@pytest.mark.django_db(transaction=True)
def test_who_waits_for_the_lock_acts_no_earlier_than_who_held_it(hall: Hall) -> None:
    case_no = hall.register("2026-11-23 09:00")
    arrived, failed = threading.Event(), list[BaseException]()

    def note() -> None:
        arrived.set()
        try:
            handle(hall.people["chen"], case_no, [NOTE], "waited", None, at(ARRIVED))
        except BaseException as failure:
            failed.append(failure)
        finally:
            connections.close_all()

    waiting = threading.Thread(target=note)
    with engine.writing():
        append.lock("hall")
        waiting.start()
        assert arrived.wait(5)
        waiting.join(0.2)
        assert waiting.is_alive(), "it did not wait for the lock"
        handle(hall.people["jiang"], case_no, [Order("screen")], "held", None, at(SEALED))
    waiting.join(20)
    assert failed == []
    screened, noted = last_two(case_no)
    assert (screened.event, noted.event) == ("screened", "noted")
    assert noted.done_at == noted.recorded_at == screened.recorded_at == at(SEALED)


def test_what_moved_no_stage_is_not_overtaken_either(waiting: tuple[Hall, str]) -> None:
    hall, case_no = waiting
    for who, when in (("chen", "2026-11-23 10:00:09"), ("lin", "2026-11-23 10:00:08")):
        handle(hall.people[who], case_no, [NOTE], who, None, at(when))
    first, second = last_two(case_no)
    assert second.recorded_at == first.recorded_at == at("2026-11-23 10:00:09")


def test_a_time_that_was_given_is_held_against_the_last_step(waiting: tuple[Hall, str]) -> None:
    hall, case_no = waiting
    why = {"late_reason": "停电", "late_allowed_by": "lin"}
    order = Order("note", {**NOTE.given, **why}, done_at=at(ARRIVED))
    with pytest.raises(Refusal, match="不能早于上一步") as refused:
        handle(hall.people["chen"], case_no, [order], "given", None, at(ARRIVED))
    assert refused.value.code == "before_last_step"


def test_a_clock_that_is_wrong_by_hours_is_told_of_and_not_covered_up(
    waiting: tuple[Hall, str],
) -> None:
    hall, case_no = waiting
    with pytest.raises(Refusal, match="服务器的时钟") as refused:
        handle(hall.people["chen"], case_no, [NOTE], "slow", None, at("2026-11-23 02:00"))
    assert (refused.value.code, refused.value.field) == ("clock_behind", None)
