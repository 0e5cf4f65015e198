"""另一级: what one side of a case sent up may know of the other, and nothing beyond it.

Below: the upper case's number, where it stands, by when something is promised there. Above: the
lower case's number and whom to ring up. Neither sees the other's timeline. Whoever the other
side's case is kept from learns nothing of it here either.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from bancheng.casework.case_row import CaseRow
from bancheng.casework.duty_row import DutyRow
from bancheng.casework.folding import case_now
from bancheng.casework.look import Look
from bancheng.casework.placement_row import Wall
from bancheng.casework.surroundings import works_elsewhere
from bancheng.core.linked import is_abroad, number_there
from bancheng.core.permission import duty_term, stage_term
from bancheng.library import standards
from bancheng.people import seats
from bancheng.people.chart import current

ANSWERS = ("result", "opinion", "basis")


@dataclass(frozen=True)
class Above:
    """The case of its own that the level above has. ``case_no`` is None until it has arrived."""

    case_no: str | None
    centre: str
    phone: str
    stage: str
    promise: str
    due: datetime | None
    provisional: bool
    awaited: bool


@dataclass(frozen=True)
class Below:
    """The case that this one answers for."""

    case_no: str
    centre: str
    phone: str


def above(look: Look) -> Above | None:
    """What the level above is doing with it; None where it was never sent to one that works here,
    or where what is there is kept from the reader."""
    if not look.case.links:
        return None
    link = look.case.links[-1]
    sent = [e.event for e in look.entries if e.event.act == "send_up"]
    unit = current().units.get(sent[-1].text("to_unit") if sent else "")
    centre, phone = (unit.shown, unit.phone) if unit else ("", "")
    awaited = link.standing == "awaited"
    if works_elsewhere(unit) or is_abroad(link.above):
        return None  # told by files; the room above knows what they said
    if link.above is None:
        return Above(None, centre, phone, "", "", None, False, awaited) if awaited else None
    row = CaseRow.objects.filter(case_no=link.above).first()
    if row is None or _is_kept_from(look, row):
        return None
    standard = standards.standard(row.standard, row.edition)
    duty = promise_of(row)
    return Above(
        row.case_no,
        centre,
        phone,
        stage_term(standard, row.stage),
        duty_term(standard, duty.rule) if duty else "",
        duty.due if duty else None,
        duty.provisional if duty else False,
        awaited,
    )


def numbers_of(case_no: str) -> list[str]:
    """The cases of the other level that hold a copy of what was handed over."""
    case = case_now(case_no)
    above = (number_there(link.above) for link in case.links if link.above)
    return [n for n in (case.below, *above) if n]


def below(look: Look) -> Below | None:
    """The centre that sent this case up; None where nobody did."""
    if look.case.below is None:
        return None
    unit = current().units.get(look.case.brought_by or "")
    return Below(look.case.below, unit.shown if unit else "", unit.phone if unit else "")


def promise_of(row: CaseRow) -> DutyRow | None:
    """What is owed there next that brings the answer nearer: the answer itself, else the next."""
    is_open = DutyRow.objects.filter(case=row, state="open", due__isnull=False)
    answer = is_open.filter(means__in=ANSWERS).order_by("due", "pk").first()
    return answer or is_open.exclude(by="petitioner").order_by("due", "pk").first()


def _is_kept_from(look: Look, row: CaseRow) -> bool:
    units = seats.units_of(look.actor.user, look.now)
    kept = Q(user__in=look.actor.names) | Q(unit__in=units)
    return row.conduct and Wall.objects.filter(kept, case=row).exists()
