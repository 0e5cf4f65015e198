"""在岗: who stands at the windows of a hall now, stood there then, or will; and which open window
has nobody (XF-5).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from bancheng.people import counting
from bancheng.people.absence import Absence, StandIn
from bancheng.people.chart import current
from bancheng.people.coverage import Plan, Span, Standing, StandingIn, Turn, standing_at
from bancheng.people.hall_hours import Session, parse_sessions
from bancheng.people.shift import Shift
from bancheng.people.unit import Unit
from bancheng.people.window import Window

MOMENT = timedelta(seconds=1)


def plan_between(centre: Unit, begins: datetime, ends: datetime) -> Plan:
    """The rota of a hall with its absences, from the tables: three queries."""
    shifts = Shift.objects.within(begins, ends).filter(window__centre=centre)
    turns = [
        Turn(s.pk, s.window_id, s.user.username, s.part, s.starts_at, s.until)
        for s in shifts.select_related("user")
    ]
    wanted = {turn.username for turn in turns}
    stand_ins = [
        StandingIn(one.user.username, one.absence.user.username, one.begins, one.until)
        for one in StandIn.objects.filter(
            absence__user__username__in=wanted,
            absence__starts_at__lt=ends,
            absence__ends_at__gt=begins,
        ).select_related("user", "absence__user", "post")
        if one.begins < one.until and _counts_at(one, centre)
    ]
    wanted |= {one.username for one in stand_ins}
    away: dict[str, list[Span]] = {}
    for absence in Absence.objects.filter(
        user__username__in=wanted, starts_at__lt=ends, ends_at__gt=begins
    ).select_related("user"):
        if absence.starts_at < absence.until:
            span = (absence.starts_at, absence.until)
            away.setdefault(absence.user.username, []).append(span)
    return Plan(turns, away, stand_ins)


def _counts_at(one: StandIn, centre: Unit) -> bool:
    chart = current()
    unit = next((u for u in chart.units.values() if u.pk == one.post.unit_id), None)
    return unit is not None and counting.serves(chart, unit, centre.code)


def plan_now(centre: Unit) -> Plan:
    """The same of yesterday to next week, from memory: no query."""
    chart = current()
    turns = [
        Turn(s.pk, s.window_id, username, s.part, s.starts_at, s.until)
        for username, shifts in chart.shifts.items()
        for s in shifts
        if s.window.centre_id == centre.pk
    ]
    stand_ins = [
        StandingIn(username, cover.holder, cover.begins, cover.until)
        for username, covers in chart.covers.items()
        for cover in covers
        if counting.serves(chart, cover.post.unit, centre.code)
    ]
    return Plan(turns, chart.away, stand_ins)


def standing_now(centre: Unit, at: datetime) -> list[Standing]:
    """Everybody who stands at a window of the hall now, from memory; leaders first."""
    plan = plan_now(centre)
    windows = dict.fromkeys(turn.window for turn in plan.turns)
    found = [one for window in windows for one in standing_at(plan, window, at)[0]]
    return sorted(found, key=lambda one: not one.leads)


def stood_at(window: Window, at: datetime) -> list[Standing]:
    """Who stood at a window at some moment, also long ago."""
    plan = plan_between(window.centre, at, at + MOMENT)
    return standing_at(plan, window.pk, at)[0]


def is_open(window: Window, at: datetime, hall_sessions: Sequence[str]) -> bool:
    """Whether a window is open ``at``. ``hall_sessions``: the hall's hours that day, none if
    it is closed; a window with hours of its own is open where both are."""
    moment = timezone.localtime(at).time()
    return window.active and any(
        opens <= moment < closes for opens, closes in open_sessions(window, hall_sessions)
    )


def open_sessions(window: Window, hall_sessions: Sequence[str]) -> list[Session]:
    """The hours of a window on a day: the hall's, cut to its own where it has some."""
    hall = parse_sessions(hall_sessions)
    own = parse_sessions(window.hours) or hall
    both = [(max(a[0], b[0]), min(a[1], b[1])) for a in hall for b in own]
    return sorted(session for session in both if session[0] < session[1])


def unattended(
    centre: Unit,
    at: datetime,
    hall_sessions: Sequence[str],
    windows: Iterable[Window] | None = None,
) -> list[Window]:
    """The windows of a hall that are open ``at`` and have nobody on duty (XF-5); whoever is on the
    rota but away, with nobody in their place, is not on duty."""
    known = Window.objects.filter(centre=centre, active=True) if windows is None else windows
    opened = [window for window in known if is_open(window, at, hall_sessions)]
    if not opened:
        return []
    plan = plan_between(centre, at, at + MOMENT)
    return [window for window in opened if not standing_at(plan, window.pk, at)[0]]
