"""等交办的工单: accepted, and not yet with anybody — to be screened, put to a meeting, passed on.

The same list for a leading group's office, a supervision and a township's window: whose turn it is
comes from what is owed and from who may do it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from bancheng.casework.access import visible
from bancheng.casework.at_once import follower
from bancheng.casework.case_row import CaseRow
from bancheng.casework.duty_row import DutyRow
from bancheng.casework.facts import case_of
from bancheng.casework.queries import CaseLine, case_lines
from bancheng.casework.surroundings import calendar_of, setting_of, standard_for
from bancheng.core.act import Question
from bancheng.core.case import Case
from bancheng.core.permission import why_not
from bancheng.core.stage import UNASSIGNED
from bancheng.core.standard.standard import Standard
from bancheng.journal import read
from bancheng.library import standards
from bancheng.people import seats
from bancheng.people.actor import actor_for
from bancheng.people.user import User

SORTING = ("screen", "transfer", "refer")
AT_HAND = (*SORTING, "answer", "assist", "send_up", "guide", "explain")


@dataclass(frozen=True)
class Waiting:
    """One case: what is owed of it next, and the acts open to the reader, the owed ones first.
    ``at_once``: the act that may follow one of them in the same form."""

    line: CaseLine
    duty: DutyRow | None
    acts: tuple[str, ...]
    at_once: dict[str, str]
    returns: int


def sorts_somewhere(user: User, now: datetime) -> list[str]:
    """The centres at which somebody screens, refers or passes on."""
    found = []
    for centre in seats.centres_of(user, now):
        acts = standard_for(centre).acts
        roles = seats.roles_at(user, centre, now)
        if any(roles & set(acts[act].by) for act in SORTING if act in acts):
            found.append(centre.code)
    return found


def rows(user: User, now: datetime) -> QuerySet[CaseRow]:
    """The cases whose placing is owed by somebody with this person's roles, the oldest first."""
    mine = Q(pk__in=[])
    for centre in sorts_somewhere(user, now):
        roles = seats.roles_at(user, centre, now)
        owed = DutyRow.objects.filter(
            case=OuterRef("pk"), state="open", unit=None, by__in=roles, rule__in=_rules(centre)
        )
        mine |= Q(Exists(owed), chain=centre)
    unplaced = visible(user).filter(mine, stage__in=UNASSIGNED)
    return unplaced.order_by("accepted_at", "pk")


def _rules(centre: str) -> list[str]:
    """The duties by which a case is placed, in every edition that a case here may be pinned to."""
    standard_id = standard_for(centre).id
    editions = [standards.standard(standard_id, e) for e in standards.editions(standard_id)]
    return sorted(
        {n for rules in editions for n, d in rules.duties.items() if set(d.owed) & set(SORTING)}
    )


def waiting(user: User, page: Sequence[CaseRow], now: datetime) -> list[Waiting]:
    """These cases with the acts at hand: a fixed number of statements for a page."""
    numbers = [row.case_no for row in page]
    lines, recorded = case_lines(list(page)), read.cases(numbers)
    duties: dict[int, DutyRow] = {}
    owed = DutyRow.objects.filter(case__in=page, state="open", unit=None)
    for duty in owed.order_by("-due", "-pk"):
        if set(duty.owed) & set(SORTING):
            duties[duty.case_id] = duty
    found = []
    for row in page:
        case, next_duty = case_of(recorded[row.case_no]), duties.get(row.pk)
        line, first = lines[row.case_no], next_duty.owed if next_duty else []
        question = _question(user, row, case, line.standard, now)
        acts = [a for a in AT_HAND if a in line.standard.acts and why_not(question, a) is None]
        acts = [a for a in acts if a in first] + [a for a in acts if a not in first]
        setting = setting_of(row.chain, line.standard)
        then = {act: next_ for act in acts if (next_ := follower(question, act, setting))}
        found.append(Waiting(line, next_duty, tuple(acts), then, case.returns))
    return found


def _question(user: User, row: CaseRow, case: Case, standard: Standard, now: datetime) -> Question:
    return Question(case, actor_for(user, row.chain), standard, calendar_of(row.chain), now)
