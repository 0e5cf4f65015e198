"""Brings a demonstration's cases about, act by act, through the write door, spread around now."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from bancheng.casework.surroundings import calendar_of, standard_for
from bancheng.cli.demonstration.plan import CasePlan, Plan
from bancheng.cli.showing import Bar
from bancheng.cli.simulated.driver import Driver
from bancheng.cli.simulated.filling import Filling
from bancheng.cli.simulated.pace import Pace, later_in_office
from bancheng.cli.simulated.staff import Staff
from bancheng.core.calendar import Limit, WorkCalendar, earlier
from bancheng.core.standard.routes import Step
from bancheng.core.standard.standard import Standard
from bancheng.journal import read

APART = 17  # office minutes between the beginnings of cases that began equally long ago


def enact(plan: Plan, now: datetime, told: Bar) -> int:
    """Every case of the plan that is not there yet; how many were brought about."""
    done = 0
    for number, case in enumerate(plan.cases, 1):
        command = f"demo-{plan.standard}-{number}"
        if not read.of_command(f"{command}-1-{_steps(case, standard_for(case.centre))[0].act}"):
            _enact(case, number, command, now)
            done += 1
        told(1)
    return done


def _enact(case: CasePlan, number: int, command: str, now: datetime) -> None:
    standard = standard_for(case.centre)
    staff = Staff(case.centre, standard)
    says: dict[str, object] = {"matter": case.matter, "name": case.name, "phone": case.phone}
    chance = Random(number)  # noqa: S311 - every demonstration is alike
    filling = Filling(staff, chance, {**says, **case.says})
    calendar = calendar_of(case.centre)
    pace = Pace(calendar, _began(case, number, calendar, now), case.pace, now)
    driver = Driver(staff, filling, pace, command)
    for step in _steps(case, standard):
        driver.step(step)
        for act in case.also.get(step.act, ()):
            driver.act(act, {})


def _steps(case: CasePlan, standard: Standard) -> list[Step]:
    """The steps of the route up to the last one told."""
    through = list(standard.routes[case.route].through)
    last = [n for n, step in enumerate(through) if step.act == case.stops_after]
    return through[: last[-1] + 1] if last else through


def _began(case: CasePlan, number: int, calendar: WorkCalendar, now: datetime) -> datetime:
    began = earlier(calendar, now, Limit.parse(case.began))
    if now - began < timedelta(hours=12):
        return began
    return min(later_in_office(calendar, began, number * APART % 150), now - timedelta(hours=1))
