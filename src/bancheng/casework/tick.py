"""时钟: what time itself brings about — warnings before due, lateness noted, a new calendar.

Every one of them goes through the write door as a command of the system, at most once: its
command id is made of what it is about.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.module_loading import import_string

from bancheng.casework import linking
from bancheng.casework.cards import LATE, late_card, warns_at
from bancheng.casework.door import SYSTEM, Order, handle
from bancheng.casework.duty_row import DutyRow
from bancheng.casework.surroundings import calendar_of
from bancheng.core.calendar import Limit, due_time
from bancheng.core.refusal import Refusal
from bancheng.core.standard.standard import Standard
from bancheng.core.standard.within import AS_DECIDED, AS_PROMISED, BEFORE_DUE
from bancheng.library import standards

AHEAD = timedelta(days=40)  # no card looks further ahead than the longest holiday and its days


@dataclass
class Ticked:
    """How many of each the tick brought about."""

    warned: int = 0
    lapsed: int = 0
    redated: int = 0
    carried: int = 0


def run(now: datetime) -> Ticked:
    """Bring about what time has brought about by ``now``. Repeating it does no harm."""
    ticked = Ticked()
    _redate(now, ticked)
    ticked.carried = linking.run(now)
    rows = DutyRow.objects.filter(state="open", due__lte=now + AHEAD).select_related("case")
    for duty in rows.order_by("due", "pk"):
        standard = standards.standard(duty.case.standard, duty.case.edition)
        _cards(duty, standard, now, ticked)
    for name in settings.AFTER_EACH_TICK:
        import_string(name)(now)
    return ticked


def _cards(duty: DutyRow, standard: Standard, now: datetime, ticked: Ticked) -> None:
    if duty.due is None:
        return
    if duty.due < now:
        ticked.lapsed += _send("lapse", duty, late_card(standard), now)
        return
    for name, card in standard.cards.items():
        if card.at == LATE:
            continue
        at = warns_at(card, duty.due, calendar_of(duty.chain))
        if _began_before(duty, at) and at <= now:
            ticked.warned += _send("warn", duty, name, now)


def _began_before(duty: DutyRow, at: datetime) -> bool:
    """A duty shorter than the warning needs none: it is due as soon as it is owed."""
    return duty.start is None or duty.start < at


def _send(act: str, duty: DutyRow, card: str, now: datetime) -> int:
    due = duty.due.isoformat() if duty.due else ""
    command_id = _command_id(act, duty.case.case_no, duty.duty_id, card, due)
    given: dict[str, object] = {"duty": duty.duty_id}
    if card:
        given["card"] = card
    return _handle(duty.case.case_no, Order(act, given), command_id, now)


def _handle(case_no: str, order: Order, command_id: str, now: datetime) -> int:
    try:
        done = handle(SYSTEM, case_no, [order], command_id, None, now)
    except Refusal:
        return 0  # the case moved on between the list and the door
    return 0 if done.repeated else 1


def _command_id(*parts: str) -> str:
    return "tick-" + hashlib.sha256("\x00".join(parts).encode()).hexdigest()[:40]


def _redate(now: datetime, ticked: Ticked) -> None:
    """Where the calendar says otherwise than the promise, the promise moves openly."""
    moved: dict[str, list[str]] = {}
    for duty in DutyRow.objects.filter(state="open", due__isnull=False).select_related("case"):
        if duty.limit in (AS_DECIDED, AS_PROMISED, BEFORE_DUE) or duty.start is None:
            continue
        standard = standards.standard(duty.case.standard, duty.case.edition)
        limit = Limit.parse(duty.limit)
        found = due_time(limit, duty.start, calendar_of(duty.chain), standard.closed_hours)
        if (found.due, found.provisional) != (duty.due, duty.provisional):
            told = f"{duty.duty_id} {found.due} {found.provisional}"
            moved.setdefault(duty.case.case_no, []).append(told)
    for case_no, changes in moved.items():
        command_id = _command_id("redate", case_no, *sorted(changes))
        ticked.redated += _handle(case_no, Order("redate"), command_id, now)
