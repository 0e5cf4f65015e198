"""看得见的堵点: which block points a person may see.

Whoever reads a centre whole, or has a step to take there, sees its points; whoever was given one
sees that one. A point that cites a complaint about conduct does not exist for those the complaint
is kept from: what stands in it may have been learnt from it.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from bancheng.casework import access
from bancheng.casework.holdings import whole_centres
from bancheng.casework.surroundings import standard_for
from bancheng.improvement.point_row import Point, PointCase
from bancheng.people import seats
from bancheng.people.user import User


def visible(user: User, now: datetime) -> QuerySet[Point]:
    """The block points this person may see."""
    if not user.is_active or seats.is_administrator(user, now):
        return Point.objects.none()
    mine = Q(owner_user=user.username) | Q(owner_unit__in=seats.units_of(user, now))
    shown = Q(centre__in=centres_shown(user, now)) | mine
    kept = access.kept_from(user).filter(case_no=OuterRef("case_no"))
    cites = PointCase.objects.filter(point=OuterRef("pk"), until=None)
    return Point.objects.filter(shown).exclude(Exists(cites.filter(Exists(kept))))


def centres_shown(user: User, now: datetime) -> frozenset[str]:
    """The centres whose points this person sees."""
    taking = {
        centre.code
        for centre in seats.centres_of(user, now)
        if seats.roles_at(user, centre, now)
        & {r for rule in standard_for(centre).improvement.values() for r in rule.by}
    }
    return whole_centres(user) | taking


def point_for(user: User, key: str, now: datetime) -> Point:
    """One block point. Raises NotFound where there is none that this person may see."""
    point = visible(user, now).filter(key=key).select_related("told_in").first()
    if point is None:
        raise access.NotFound(key)
    return point


def cases_of(user: User, point: Point) -> list[str]:
    """The cited cases this person may see, in the order they were cited."""
    cited = point.cases.filter(until=None).order_by("pk").values_list("case_no", flat=True)
    numbers = list(cited)
    seen = set(access.visible(user).filter(case_no__in=numbers).values_list("case_no", flat=True))
    return [number for number in numbers if number in seen]
