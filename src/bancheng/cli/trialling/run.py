"""Registers every letter under every standard and drives each case to its end by one route."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from bancheng.casework.surroundings import standard_for
from bancheng.cli.demonstration.plan import Plan
from bancheng.cli.demonstration.settle import settle
from bancheng.cli.showing import Bar
from bancheng.cli.simulated.driver import Driver
from bancheng.cli.simulated.filling import Filling
from bancheng.cli.simulated.pace import Pace
from bancheng.cli.simulated.staff import Staff
from bancheng.cli.trialling.letters import Letter
from bancheng.cli.trialling.tally import Tally
from bancheng.core.standard.routes import Step
from bancheng.core.standard.standard import Standard

LONGEST_WAIT = timedelta(days=60)  # a reply later than this tells of a lost letter, not of work
ANSWERING = frozenset({"reply", "answer", "receive_result"})
OFFICE_MINUTES = 25


def run(plan: Plan, letters: Sequence[Letter], seed: int, now: datetime, told: Bar) -> Tally:
    """The trial under one standard; every route is taken as often as any other, give or take one.

    Raises Refusal and StuckError where a case cannot go on: then the standard or the program is at
    fault, and the trial has done its work.
    """
    settle(plan.centre, None, now)
    centre = plan.centre.trial_centre
    standard = standard_for(centre)
    staff = Staff(centre, standard)
    chance = Random(seed)  # noqa: S311 - to be drawn again alike
    tally = Tally(standard.id)
    for letter, route in zip(letters, _routes(standard, len(letters), chance), strict=True):
        own = Random(f"{seed} {letter.number}")  # noqa: S311 - to be drawn again alike
        driver = _driven(staff, standard, letter, route, own)
        tally.add(standard, route, driver.case_no, driver.case, driver.events)
        told(1)
    return tally


def _routes(standard: Standard, letters: int, chance: Random) -> list[str]:
    """A route for each letter, dealt like cards so that none is taken much more than another."""
    names = list(standard.routes)
    dealt = [names[n % len(names)] for n in range(letters)]
    chance.shuffle(dealt)
    return dealt


def _driven(staff: Staff, standard: Standard, letter: Letter, route: str, chance: Random) -> Driver:
    came_at = staff.calendar.next_opening(letter.came_at)
    says: dict[str, object] = {
        "matter": letter.matter,
        "name": "来信人",
        "origin_no": letter.number,
        "reply.text": letter.reply,
        "answer.text": letter.reply,
        "receive_result.text": letter.reply,
    }
    filling = Filling(staff, chance, {name: value for name, value in says.items() if value})
    pace = Pace(staff.calendar, came_at, OFFICE_MINUTES)
    driver = Driver(staff, filling, pace, f"trial-{standard.id}-{letter.number}")
    for step in standard.routes[route].through:
        if step.act == "archive":
            break
        _wait_for_reply(driver, step, letter, came_at)
        driver.step(step)
    driver.finish()
    return driver


def _wait_for_reply(driver: Driver, step: Step, letter: Letter, came_at: datetime) -> None:
    """The answer is given when it was truly given, where that can have been work."""
    if step.act not in ANSWERING or letter.replied_at is None:
        return
    if letter.replied_at - came_at <= LONGEST_WAIT:
        driver.pace.skip_to(letter.replied_at)
