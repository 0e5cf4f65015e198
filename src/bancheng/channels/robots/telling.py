"""说什么: how many things wait and when the first is due. It names no case and nobody.

Complaints about conduct are not counted: who reads a group is not known here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial

from bancheng.casework.duty_row import DutyRow
from bancheng.casework.surroundings import calendar_of, standard_for
from bancheng.channels.following import Write, follow
from bancheng.channels.robots.settings import RobotSettings
from bancheng.channels.setup_row import Setup
from bancheng.core.calendar import CHINA, WorkCalendar
from bancheng.core.event import Event
from bancheng.wire import letters

FRESH = timedelta(hours=1)
"""So long after its time a summary is still said."""
NEAR = {0: "今天", 1: "明天", 2: "后天"}


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for somebody."""

    count: int
    late: int
    first: datetime | None


def tell(setup: Setup, chosen: RobotSettings, now: datetime) -> None:
    """A letter at each of the set times, and one for what came meanwhile."""
    here = now.astimezone(CHINA)
    calendar = calendar_of(setup.centre)
    if calendar.works(here.date()):
        for clock in filter(None, chosen.clocks.split(",")):
            at = datetime.combine(here.date(), time.fromisoformat(clock), here.tzinfo)
            if (
                at <= now < at + FRESH
                and setup.changed_at <= at
                and waiting(setup, chosen, now).count
            ):
                _write(setup, f"at {at:%F %R}", now, now)
    if chosen.news:
        follow(setup, now, lambda found: _news(setup, chosen, calendar, found, now))


def _news(
    setup: Setup,
    chosen: RobotSettings,
    calendar: WorkCalendar,
    found: Sequence[tuple[str, Event]],
    now: datetime,
) -> list[Write]:
    roles = _window_roles(setup)
    for _, event in found:
        new = any(
            duty.unit == chosen.unit if chosen.unit else not duty.unit and duty.by in roles
            for duty in event.opened
        )
        if new and event.recorded_at > now - timedelta(days=1):
            step = chosen.together * 60
            ends = datetime.fromtimestamp((now.timestamp() // step + 1) * step, CHINA)
            opens = open_from(calendar, ends)
            return [partial(_write, setup, f"news {opens:%F %R}", now, opens)]
    return []


def _write(setup: Setup, mark: str, now: datetime, goes_at: datetime) -> None:
    letters.write(
        setup.road,
        mark,
        "告诉群里",
        {"until": (goes_at + FRESH).timestamp()},
        now,
        about=mark,
        not_before=goes_at,
    )


def waiting(setup: Setup, chosen: RobotSettings, now: datetime) -> Waiting:
    """What waits for whom the group is about; nothing of complaints about conduct."""
    rows = DutyRow.objects.filter(chain=setup.centre.code, state="open", case__conduct=False)
    if chosen.unit:
        rows = rows.filter(unit=chosen.unit, person=None)
    else:
        rows = rows.filter(unit=None, person=None, by__in=_window_roles(setup))
    dues = list(rows.order_by("due", "pk").values_list("due", flat=True))
    known = sorted(due for due in dues if due is not None)
    return Waiting(
        len(dues), sum(due < now for due in known), next((d for d in known if d >= now), None)
    )


def sentence(found: Waiting, now: datetime) -> str:
    """``有 3 件事要办，最早 今天 17:00 到期。``"""
    parts = [f"有 {found.count} 件事要办"]
    if found.late:
        parts.append(f"{found.late} 件已经超时")
    if found.first is not None:
        parts.append(f"最早 {_moment(found.first, now)} 到期")
    return f"办成：{'，'.join(parts)}。请登录办理。"


def open_from(calendar: WorkCalendar, at: datetime) -> datetime:
    """That moment, or when the hall opens next."""
    here = calendar.local(at)
    sessions = calendar.hours.on(here.date())
    if calendar.works(here.date()) and here.time() < sessions[-1].closes:
        return max(here, datetime.combine(here.date(), sessions[0].opens, here.tzinfo))
    day = calendar.step(here.date(), 1)
    return datetime.combine(day, calendar.hours.on(day)[0].opens, here.tzinfo)


def _window_roles(setup: Setup) -> frozenset[str]:
    rule = standard_for(setup.centre).acts.get("register")
    return frozenset(rule.by) if rule else frozenset()


def _moment(at: datetime, now: datetime) -> str:
    local, here = at.astimezone(CHINA), now.astimezone(CHINA)
    days = (local.date() - here.date()).days
    day = NEAR.get(days) or f"{local.month}月{local.day}日"
    return f"{day} {local:%H:%M}"
