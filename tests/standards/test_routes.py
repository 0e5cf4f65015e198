"""Every route of every standard can be gone as it is written, by those who may, to its last act."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from bancheng.core.actor import Actor
from bancheng.core.acts import ACTS
from bancheng.core.calendar import CHINA, DEFAULT
from bancheng.core.case import Case
from bancheng.core.decider import Command, Setting, decide
from bancheng.core.event import Event
from bancheng.core.fold import evolve
from bancheng.core.refusal import Refusal
from bancheng.core.standard.routes import Step
from bancheng.core.standard.standard import Standard
from bancheng.core.stories.cast import actor, filled
from bancheng.library import standards
from bancheng.library.calendars import work_calendar

MONDAY = datetime(2026, 11, 23, 9, tzinfo=CHINA)
ROUTES = [(name, route) for name in standards.ids() for route in standards.standard(name).routes]


def _who(act: str, case: Case, standard: Standard) -> Iterator[Actor]:
    """Those whose act it is: a role of the centre, or the unit the case is placed with."""
    rule = standard.acts.get(act)
    approvals = [standard.acts[p.act].approval for p in case.pending.values()]
    for role in (*(rule.by if rule else ()), *(a.by for a in approvals if a)):
        if role in standard.roles or role in ("petitioner", "origin", "system"):
            yield actor(role, standard)
        for unit in case.units:
            if role in case.relative_roles(unit):
                yield actor(unit, standard)


def _done(case: Case, step: Step, at: datetime, setting: Setting) -> Event:
    """The step's event by the first who is not refused. Raises the last Refusal."""
    refusal = Refusal("nobody", f"没有人能办 {step.act}")
    given = filled(step.act, step.with_, (), case, setting.standard)
    for who in _who(step.act, case, setting.standard):
        try:
            return decide(case, Command(step.act, who, given, at, at), setting).event
        except Refusal as no:
            refusal = no
    raise refusal


@pytest.mark.parametrize(("name", "route"), ROUTES)
def test_a_route_leads_from_its_first_act_to_its_last(name: str, route: str) -> None:
    standard = standards.standard(name)
    setting = Setting(standard, work_calendar(DEFAULT))
    case, at = Case(), MONDAY
    for step in standard.routes[route].through:
        at += timedelta(minutes=5)
        evolve(case, _done(case, step, at, setting))
    last = ACTS[standard.routes[route].through[-1].act]
    assert case.stage == last.to
    assert not list(case.owed())


@pytest.mark.parametrize("name", standards.ids())
def test_nobody_can_begin_a_route_at_its_end(name: str) -> None:
    standard = standards.standard(name)
    setting = Setting(standard, work_calendar(DEFAULT))
    for route in standard.routes.values():
        with pytest.raises(Refusal):
            _done(Case(), route.through[-1], MONDAY, setting)
