"""请假和替岗: who of a hall is away now or soon, and who stands in (AB角)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from bancheng.casework import rota_keeping
from bancheng.people import seats
from bancheng.people.models import Absence, Post, StandIn, User
from bancheng.web.desk import Reader, desk, show
from bancheng.web.overview import role_label
from bancheng.web.rota.halls import Hall, hall_of
from bancheng.web.words_of_time import clock_words

SHOWN = 60
AwayToo = Mapping[int, Sequence[Absence]]


@dataclass(frozen=True, slots=True)
class Instead:
    """Who stands in for one post; ``gap`` says why nobody does all the time."""

    post: str
    name: str
    gap: str


@dataclass(frozen=True, slots=True)
class Line:
    """One absence as the list shows it. The reason is for those who plan, and for oneself."""

    key: int
    name: str
    span: str
    state: str
    reason: str
    instead: tuple[Instead, ...]


@require_safe
@desk
def away_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /away/"""
    hall = hall_of(request, reader)
    staff = hall.staff(reader.now)
    rows = list(
        absences()
        .filter(Q(ended_at=None) | Q(ended_at__gt=reader.now), user__in=staff)
        .filter(ends_at__gt=reader.now)
        .order_by("starts_at", "pk")[: SHOWN + 1]
    )
    arranged = [user for user in staff if may_enter_for(reader, user)]
    known = away_too(rows[:SHOWN], reader.now)
    context = {
        "hall": hall,
        "lines": [line(row, hall, reader, known) for row in rows[:SHOWN]],
        "more": len(rows) > SHOWN,
        "may_own": bool(seats.posts_at(reader.user, hall.centre, reader.now)),
        "arranged": [user for user in arranged if user.pk != reader.user.pk],
    }
    return show(request, reader, "rota/away.html", context, at="rota")


def absences() -> QuerySet[Absence]:
    """Absences with all that a line says of them."""
    return Absence.objects.select_related("user", "entered_by", "ended_by").prefetch_related(
        "stand_ins__user", "stand_ins__post__unit", "user__posts__unit"
    )


def may_enter_for(reader: Reader, user: User) -> bool:
    """Oneself; or somebody one of whose posts the reader arranges."""
    if user.pk == reader.user.pk:
        return True
    posts = seats.posts_of(user, reader.now)
    return any(rota_keeping.may_arrange(reader.user, post, reader.now) for post in posts)


def line(absence: Absence, hall: Hall, reader: Reader, known: AwayToo) -> Line:
    """One absence for the list."""
    begun = absence.starts_at <= reader.now
    knows = absence.user_id == reader.user.pk or may_enter_for(reader, absence.user)
    return Line(
        absence.pk,
        absence.user.name,
        span_of(absence, hall, reader.now),
        "现在不在" if begun else "以后",
        absence.get_reason_display() if knows else "",
        tuple(instead_of(absence, hall, reader.now, known)),
    )


def span_of(absence: Absence, hall: Hall, now: datetime) -> str:
    """From when until when."""
    begins, ends = hall.calendar.local(absence.starts_at), hall.calendar.local(absence.until)
    return f"{clock_words(begins, now)} 至 {clock_words(ends, now)}"


def instead_of(absence: Absence, hall: Hall, now: datetime, known: AwayToo) -> list[Instead]:
    """Each post of whoever is away: who stands in, or that nobody does."""
    found = []
    for post in posts_then(absence):
        one = stand_in_for(absence, post, now)
        if one is None:
            found.append(Instead(role_label(post), "", "没有人代"))
        else:
            found.append(Instead(role_label(post), one.user.name, gap_of(one, hall, now, known)))
    return found


def posts_then(absence: Absence) -> list[Post]:
    """The posts of whoever is away that are in force at some time of the absence."""
    begins, ends = timezone.localdate(absence.starts_at), timezone.localdate(absence.until)
    return [
        post
        for post in absence.user.posts.all()
        if post.from_on <= ends and (post.until_on is None or begins < post.until_on)
    ]


def stand_in_for(absence: Absence, post: Post, now: datetime) -> StandIn | None:
    """Whoever stands in for a post, now or when it begins."""
    of_post = [one for one in absence.stand_ins.all() if one.post_id == post.pk]
    return next((one for one in of_post if one.begins < one.until and one.until > now), None)


def away_too(found: Iterable[Absence], now: datetime) -> AwayToo:
    """When those who stand in are away themselves, in one query."""
    users = {one.user_id for absence in found for one in absence.stand_ins.all()}
    known: dict[int, list[Absence]] = {}
    for other in Absence.objects.filter(user__in=users, ends_at__gt=now) if users else ():
        known.setdefault(other.user_id, []).append(other)
    return known


def gap_of(one: StandIn, hall: Hall, now: datetime, known: AwayToo) -> str:
    """Whoever stands in may be away too; it does not go on to their own substitute by itself."""
    begins = max(one.begins, now)
    away = [
        other
        for other in known.get(one.user_id, ())
        if max(other.starts_at, begins) < min(other.until, one.until)
    ]
    if not away:
        return ""
    spans = "、".join(span_of(other, hall, now) for other in away)
    return f"{one.user.name}{spans}也不在，那段时间没有人代，不会自动转给别人"
