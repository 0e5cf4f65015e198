"""取数: everything a bulletin counts, as it was known at its moment. Nothing done later changes it.

Figures come from the figures' own plan, as at ``as_at``; reminders from the ledger's lines up to
the journal's position; block points and praise from their steps up to that moment. No complaint
about conduct is in any of it.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from bancheng.bulletin.authority import rule_of
from bancheng.bulletin.issue_row import Issue
from bancheng.casework.case_row import CaseRow
from bancheng.casework.surroundings import calendar_of
from bancheng.figures import sums
from bancheng.figures.figures import Figures, compared
from bancheng.figures.keeping import SETTLED
from bancheng.figures.period import ONE_DAY
from bancheng.figures.scope import everybody
from bancheng.improvement.point_row import Point, PointCase, PointStep
from bancheng.improvement.staff_record_row import StaffRecordCase, StaffRecordStep
from bancheng.journal import read
from bancheng.journal.entry_row import Entry
from bancheng.ledgers.gathering import gather_chain
from bancheng.ledgers.line_row import Line

SUPERVISION = "supervision"
MOST_KEPT = 32


@dataclass(frozen=True)
class Late:
    """A case that was answered late, or was not and was late by then."""

    case_no: str
    unit: str
    open: bool


@dataclass(frozen=True)
class Frozen:
    """``before``: accepted, declined and ended of as many days before; ``reminded``: how often
    the window or the office urged; ``praised``: confirmed praise, of the whole centre; ``steps``:
    how many steps of block points of each kind were taken; ``points``: those that moved or were
    being worked on, with the stage they had then."""

    figures: Figures
    before: Mapping[str, int]
    late: tuple[Late, ...]
    reminded: int
    praised: int
    steps: Mapping[str, int]
    points: tuple[tuple[int, str], ...]

    def digest(self) -> str:
        """The same for the same figures."""
        told = [
            sorted((*key, n) for key, n in self.figures.counted.items() if n),
            [self.figures.in_hand, self.figures.in_hand_before],
            sorted((name, n) for name, n in self.before.items() if n),
            sorted((one.case_no, one.unit, one.open) for one in self.late),
            [self.reminded, self.praised],
            sorted(self.steps.items()),
            sorted(self.points),
        ]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


_kept: dict[tuple[str, datetime, int], Frozen] = {}


def position_at(chain: str, moment: datetime) -> int:
    """The last entry of the journal that was recorded by then; 0 where there was none."""
    rows = Entry.objects.filter(chain=chain, recorded_at__lte=moment).order_by("-position")
    return rows.values_list("position", flat=True).first() or 0


def frozen(issue: Issue, now: datetime) -> Frozen:
    """Count it, now as ever.

    As long as the journal has not gone on, nothing can come out differently, so the page, the PDF
    and the DOCX that are opened one after another are counted once.
    """
    if issue.as_at > now - SETTLED:
        return counted(issue, now)
    head, _ = read.head(issue.centre)
    place = (issue.key, issue.as_at, head)
    found = _kept.get(place)
    if found is None:
        found = counted(issue, now)
        while len(_kept) >= MOST_KEPT:
            _kept.pop(next(iter(_kept)), None)
        _kept[place] = found
    return found


def counted(issue: Issue, now: datetime) -> Frozen:
    """Count it anew."""
    chain, period, as_at = issue.centre, issue.period, issue.as_at
    figures, before = compared(chain, period, None, as_at, now)
    steps, points = _points(issue)
    return Frozen(
        figures=figures,
        before={measure: n for measure, n in before.items() if n},
        late=_late(issue) if figures.n("late") + figures.n("overdue") else (),
        reminded=_reminded(issue),
        praised=_praised(issue),
        steps=steps,
        points=points,
    )


def moments(issue: Issue) -> tuple[datetime, datetime]:
    """From the first day's first moment up to the end of the last, or the issue's own moment."""
    calendar, midnight = calendar_of(issue.centre), datetime.min.time()
    begins = calendar.at(issue.first, midnight)
    return begins, min(calendar.at(issue.last + ONE_DAY, midnight), issue.as_at)


def _late(issue: Issue) -> tuple[Late, ...]:
    """The same answers to the matter that the figures count as late and overdue, looked for once
    among all that fell due."""
    over = Q(verdict_known__lte=issue.as_at)
    fell_due = sums.answers_on(everybody(issue.centre).narrow, issue.period, issue.as_at)
    late = fell_due.filter(Q(over, verdict="late") | Q(~over, due__lt=issue.as_at))
    told = late.annotate(over=over).values_list("case_no", "unit", "over")
    found = [Late(number, unit, open=not known) for number, unit, known in told]
    return tuple(sorted(found, key=lambda one: (one.case_no, one.unit, one.open)))


def _reminded(issue: Issue) -> int:
    """How often it was urged, hurried or followed up (督促、督办), entered by the position."""
    while gather_chain(issue.centre):
        continue
    begins, ends = moments(issue)
    rows = Line.objects.filter(
        chain=issue.centre,
        ledger=SUPERVISION,
        position__lte=issue.position,
        done_at__gte=begins,
        done_at__lt=ends,
    )
    return rows.exclude(Exists(_conduct())).count()


def _conduct() -> QuerySet[CaseRow]:
    return CaseRow.objects.filter(case_no=OuterRef("case_no"), conduct=True)


def _praised(issue: Issue) -> int:
    """How often praise was confirmed; taking praise back later does not undo what was told."""
    begins, ends = moments(issue)
    steps = StaffRecordStep.objects.filter(
        record__centre=issue.centre,
        record__kind__in=rule_of(issue.centre).praise,
        kind="confirmed",
        at__gte=begins,
        at__lt=ends,
    )
    tied = StaffRecordCase.objects.filter(record=OuterRef("record")).filter(Exists(_conduct()))
    return steps.exclude(Exists(tied)).values("record").distinct().count()


MOVES = {
    "proposed": "proposed",
    "adopted": "adopted",
    "not_adopted": "not_adopted",
    "done": "done",
}


def _points(issue: Issue) -> tuple[dict[str, int], tuple[tuple[int, str], ...]]:
    begins, ends = moments(issue)
    tied = PointCase.objects.filter(point=OuterRef("pk")).filter(Exists(_conduct()))
    # what was over before and has not moved since is told no more
    told = Q(touched_at__gte=begins) | Q(stage__in=("proposed", "adopted"))
    points = Point.objects.filter(told, centre=issue.centre).exclude(Exists(tied))
    steps = PointStep.objects.filter(point__in=points, at__lt=max(ends, begins)).order_by("pk")
    stages: dict[int, str] = {}
    moved: set[int] = set()
    taken: Counter[str] = Counter()
    for point, kind, at, data in steps.values_list("point", "kind", "at", "data"):
        stage = _stage(kind, data)
        if stage:
            stages[point] = stage
        if at >= begins and stage:
            moved.add(point)
            taken[stage if kind == "checked" else MOVES[kind]] += 1
    shown = [p for p, stage in stages.items() if p in moved or stage in ("proposed", "adopted")]
    return dict(taken), tuple((point, stages[point]) for point in shown)


def _stage(kind: str, data: Mapping[str, object]) -> str:
    """Where a point stood after a step; empty where a step moves nothing."""
    if kind == "checked":
        return "checked" if data.get("works") else "adopted"
    return MOVES.get(kind, "")
