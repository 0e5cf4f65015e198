"""写发件箱: who must be told of a new duty, a moved due time, a warning, a word of those outside
who wait. Sending comes later.

It is written with the act, so that nothing told is ever about something that did not happen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bancheng.casework import writing
from bancheng.casework.outbox_row import Outgoing
from bancheng.casework.project import Pinned
from bancheng.casework.slip_keys import key_of
from bancheng.core.case import Case
from bancheng.core.duty import Duty
from bancheng.core.event import Event
from bancheng.core.glossary import RELATIVE_ROLES
from bancheng.core.stage import CLOSED, Stage
from bancheng.journal.envelope import Recorded

OUTSIDE = ("petitioner", "origin")
HEARD = ("note", "supplement")
"""Acts of those outside that somebody must read although nothing new is owed by them."""


@dataclass(frozen=True)
class News:
    """What is told of a duty, or of a case where none is open, and to whom: a role, a unit, or one
    person."""

    about: str
    duty: Duty | None
    role: str = ""
    unit: str | None = None
    user: str = ""


def put_in_outbox(
    pinned: Pinned, case: Case, recorded: Sequence[Recorded], events: Sequence[Event]
) -> None:
    """One line for each holder that has something new to know."""
    lines = [
        {
            "case_no": "" if news.user else pinned.case_no,
            "position": entry.position,
            "chain": pinned.chain,
            "about": news.about,
            "duty_id": news.duty.id if news.duty and not news.user else "",
            "to_role": "" if news.unit or news.user else news.role,
            "to_unit": news.unit or "",
            "to_user": news.user,
            "slip": key_of(pinned.case_no, news.duty.arose) if news.duty and news.user else "",
            "made_at": event.recorded_at,
        }
        for entry, event in zip(recorded, events, strict=True)
        for news in _news(pinned, case, event)
    ]
    writing.add(Outgoing, lines)


def _news(pinned: Pinned, case: Case, event: Event) -> Iterator[News]:
    for duty in event.opened:
        if not _is_above(duty, case):
            yield from _to_holder("duty_opened", duty)
    for moved in event.moved:
        if not _is_above(case.duties[moved.duty], case):
            yield from _to_holder("due_moved", case.duties[moved.duty])
    if event.act == "remind":
        yield from _to_whoever_reads("urged", pinned, case)
    elif event.by.role in OUTSIDE and event.act in HEARD and not event.opened:
        yield from _to_whoever_reads("heard", pinned, case)
    elif event.act in ("warn", "lapse"):
        yield from _late(pinned, case, event)


def _late(pinned: Pinned, case: Case, event: Event) -> Iterator[News]:
    """What the clock found, to the holder and to whom the standard names."""
    duty = case.duties[event.text("duty")]
    if duty.person is not None:
        yield from _to_holder(event.name, duty)
    card = pinned.standard.cards.get(event.text("card"))
    for role in card.tell if card else (duty.by,):
        relative = role in RELATIVE_ROLES
        if relative and _is_above(duty, case):
            continue
        if duty.person is None or not relative:
            yield News(event.name, duty, role, duty.unit if relative else None)


def _to_whoever_reads(about: str, pinned: Pinned, case: Case) -> Iterator[News]:
    """Those who owe something on the case; where it is over, those who register and those who may
    take it up again. What nobody has registered yet is read with the rest."""
    if case.stage is Stage.SUBMITTED:
        return
    if case.stage not in CLOSED:
        for duty in case.owed():
            if duty.person is None and not _is_above(duty, case):
                yield from _to_holder(about, duty)
        return
    acts = (pinned.standard.acts.get(name) for name in ("register", "reopen"))
    for role in dict.fromkeys(role for act in acts if act for role in act.by):
        if role not in RELATIVE_ROLES and role not in (*OUTSIDE, "system"):
            yield News(about, None, role)


def _to_holder(about: str, duty: Duty) -> Iterator[News]:
    if duty.person is not None:
        yield News(about, duty, user=duty.person)
    elif duty.by not in ("petitioner", "origin", "system"):
        yield News(about, duty, duty.by, duty.unit)


def _is_above(duty: Duty, case: Case) -> bool:
    """The level above is told of its own case and cannot read this one."""
    return case.joint and duty.unit is not None and duty.unit == case.lead()
