"""提示: so many cases wrote the same cause lately that it may be worth putting up (SC-8.1).

How many within how long is the standard's word. Counted are cases this person may see that no open
block point cites yet; where a case found its service item, cases of the same item count together.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from bancheng.casework import access
from bancheng.casework.surroundings import calendar_of, standard_for
from bancheng.core.calendar import Limit, earlier
from bancheng.improvement import seen
from bancheng.improvement.authority import proposing_centres
from bancheng.improvement.cause_row import CaseCause
from bancheng.improvement.point_row import PointCase
from bancheng.people.user import User

MOST = 5
LISTED = 30


@dataclass(frozen=True)
class Suggestion:
    """``cases`` of one cause, and of one ``item`` («list/code», empty: of whatever item)."""

    centre: str
    cause: str
    item: str
    cases: tuple[str, ...]
    within: str


@dataclass(frozen=True)
class Told:
    """A case in which somebody wrote down, in words, where it was stuck."""

    centre: str
    case_no: str


def suggestions(user: User, now: datetime) -> list[Suggestion]:
    """What might be put up, as far as this person may put something up; the most cases first
    within each centre, since those are the ones to look at first."""
    found: list[Suggestion] = []
    for centre in proposing_centres(user, now):
        found += _of_centre(user, centre.code, now)
    return found[:MOST]


def _of_centre(user: User, centre: str, now: datetime) -> list[Suggestion]:
    recurring = standard_for(centre).recurring
    if recurring is None:
        return []
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for case_no, item, cause in _recent(user, centre, recurring.within, now):
        groups[cause, item].append(case_no)
    within = Limit.parse(recurring.within).in_chinese()
    enough = [
        Suggestion(centre, cause, item, tuple(sorted(cases, reverse=True)), within)
        for (cause, item), cases in groups.items()
        if len(cases) >= recurring.cases
    ]
    return sorted(enough, key=lambda s: (-len(s.cases), s.cause, s.item))


def _recent(user: User, centre: str, within: str, now: datetime) -> list[tuple[str, str, str]]:
    """Number, item and cause of every case accepted lately that no open point cites."""
    since = earlier(calendar_of(centre), now, Limit.parse(within))
    open_points = seen.visible(user, now).exclude(stage="not_adopted").values("pk")
    cited = PointCase.objects.filter(case_no=OuterRef("case_no"), until=None)
    rows = access.visible(user).filter(chain=centre, accepted_at__gte=since)
    rows = rows.exclude(Exists(cited.filter(point__in=open_points)))
    items = dict(rows.order_by("pk").values_list("case_no", "service_item"))
    told = CaseCause.objects.filter(chain=centre, case_no__in=rows.values("case_no"))
    causes = told.exclude(cause="").order_by("case_no", "cause")
    causes_once = causes.values_list("case_no", "cause").distinct()
    return [
        (case_no, (items[case_no] or "").partition("@")[0], cause)
        for case_no, cause in causes_once
        if case_no in items
    ]


def told_in_words(user: User, now: datetime) -> list[Told]:
    """The latest cases in which a block point was written down in words and none was put up."""
    found: list[Told] = []
    for centre in proposing_centres(user, now):
        cited = PointCase.objects.filter(case_no=OuterRef("case_no"), until=None)
        told = CaseCause.objects.filter(case_no=OuterRef("case_no"), cause="")
        rows = access.visible(user).filter(Exists(told), chain=centre.code)
        rows = rows.exclude(Exists(cited)).order_by("-touched_at")
        found += [Told(centre.code, n) for n in rows.values_list("case_no", flat=True)[:LISTED]]
    return found
