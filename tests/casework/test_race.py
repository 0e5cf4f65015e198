"""并发: of two who do the same thing at the same moment exactly one has done it.

The slice runs with every `make test`; `make nightly` runs a thousand rounds on each engine.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

import pytest
from django.db import IntegrityError, connections

from bancheng.casework import door, folding
from bancheng.casework.door import Done, Order, handle, open_case
from bancheng.core.case import Case
from bancheng.core.refusal import Refusal
from bancheng.journal import append, read
from bancheng.journal.verify import verify
from bancheng.people.appoint import appoint, create_user
from bancheng.people.seats import unit_by_code
from tests.casework.hall import PASSWORD, Hall, at

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]

NAMES = {"mo": "莫海涛", "tan": "覃小满"}
SLICE, ALL = 30, 500  # rounds of each of the two ways to claim


@dataclass
class Outcome:
    """What became of one round: who did it, and what the others were told."""

    done: dict[str, Done] = field(default_factory=dict)
    told: dict[str, Refusal] = field(default_factory=dict)


def at_once(tries: dict[str, Callable[[], Done]]) -> Outcome:
    """Lets everybody try at the same moment, each over a connection of their own."""
    outcome, gate = Outcome(), threading.Barrier(len(tries))
    broken: list[BaseException] = []

    def run(who: str) -> None:
        try:
            connections["default"].ensure_connection()
            gate.wait()
            outcome.done[who] = tries[who]()
        except Refusal as refusal:
            outcome.told[who] = refusal
        except BaseException as failure:
            broken.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(who,)) for who in tries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if broken:
        raise broken[0]
    return outcome


@pytest.fixture
def two(hall: Hall) -> Iterator[Hall]:
    """A hall whose housing department has two clerks."""
    tan = create_user("tan", NAMES["tan"], PASSWORD, must_change_password=False)
    appoint(tan, unit_by_code("housing"), "department")
    hall.people["tan"] = tan
    yield hall
    assert verify().ok


def claim_rounds(hall: Hall, rounds: int, shown: bool) -> Counter[str]:
    """Two clerks claim the same new case, again and again. Returns how often each one won.

    ``shown``: each sends the version that their page showed.
    """
    won: Counter[str] = Counter()
    for number in range(rounds):
        case_no = hall.placed()
        version = read.version_of(case_no) if shown else None

        def claim(who: str, no: str = case_no, seen: int | None = version) -> Done:
            command = f"{who}-{no}"
            return handle(
                hall.people[who], no, [Order("claim")], command, seen, at("2026-11-23 09:30")
            )

        outcome = at_once({who: partial(claim, who) for who in NAMES})
        claims = [r.actor["user"] for r in read.case(case_no) if r.event == "claimed"]
        assert len(claims) == 1, f"round {number}: claimed by {claims}"
        assert claims == list(outcome.done)
        (winner,), (loser,) = outcome.done, outcome.told
        assert NAMES[winner] in outcome.told[loser].sentence, outcome.told[loser].sentence
        won[winner] += 1
    return won


@pytest.mark.parametrize("shown", [True, False])
def test_of_two_who_claim_at_once_one_has_it_and_the_other_is_told_who(
    two: Hall, shown: bool
) -> None:
    assert claim_rounds(two, SLICE, shown).total() == SLICE


@pytest.mark.nightly
@pytest.mark.parametrize("shown", [True, False])
def test_of_two_who_claim_a_thousand_times_one_has_it_each_time(two: Hall, shown: bool) -> None:
    won = claim_rounds(two, ALL, shown)
    assert won.total() == ALL
    assert min(won["mo"], won["tan"]) > 0, "they were never truly at once"


def test_without_the_version_as_a_lock_the_race_is_seen_to_fail(
    two: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: both decide on what stood before either had acted, and nobody compares."""
    append_now, look_now = append.append, folding.look_at
    before: dict[str, Case] = {}

    def case_long_ago(case_no: str) -> Case:
        if threading.current_thread() is threading.main_thread():
            return look_now(case_no)
        return before.setdefault(case_no, look_now(case_no))

    monkeypatch.setattr(folding, "look_at", case_long_ago)
    monkeypatch.setattr(append, "append", lambda chain, facts, _: append_now(chain, facts))
    with pytest.raises(AssertionError, match="claimed by"):
        claim_rounds(two, 3, shown=False)


def test_one_command_sent_twice_at_once_happens_once(hall: Hall) -> None:
    for number in range(10):
        done = double_click(hall, f"click-{number}")
        assert done["left"].case_no == done["right"].case_no
        assert sorted([done["left"].repeated, done["right"].repeated]) == [False, True]
        assert len(read.case(done["left"].case_no)) == 1


def test_without_the_memory_of_commands_a_double_click_is_seen_to_fail(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "_repeated", lambda *_: None)
    with pytest.raises(IntegrityError):
        double_click(hall, "click")


def double_click(hall: Hall, command: str) -> dict[str, Done]:
    """The same registration, sent twice at the same moment."""
    given = {"matter": "证明开不出来", "name": "秦桂芳", "no_phone": True, "channel": "counter"}

    def click() -> Done:
        orders, chen = [Order("register", given)], hall.people["chen"]
        return open_case(chen, "hall", orders, command, at("2026-11-23 09:00"))

    return at_once({"left": click, "right": click}).done
