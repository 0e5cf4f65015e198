"""登记请假、外出: from when until when, why, and who stands in for each post meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from bancheng.casework import rota_keeping
from bancheng.people import seats
from bancheng.people.absence import Reason
from bancheng.people.away import candidates, go_away, substitute_of
from bancheng.people.errors import PeopleError
from bancheng.people.models import Absence, Post, User
from bancheng.web.desk import Reader, desk, show
from bancheng.web.overview import role_label
from bancheng.web.rota.away import may_enter_for
from bancheng.web.rota.halls import Hall, hall_of, read_moment


@dataclass(frozen=True)
class Seat:
    """A post that somebody may stand in for: whom the reader may name, and who is named by rule."""

    post: Post
    label: str
    field: str
    choices: tuple[User, ...]
    chosen: str
    arranged: bool


@require_http_methods(["GET", "POST"])
@desk
def away_new_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /away/new?who=<user name>"""
    hall = hall_of(request, reader)
    sent = request.POST if request.method == "POST" else request.GET
    user = _who(sent, hall, reader)
    places = seats_of(user, sent, reader)
    wrong = None
    if request.method == "POST":
        try:
            absence = enter(user, places, sent, hall, reader)
        except PeopleError as refused:
            wrong = refused
        else:
            messages.success(request, f"已登记{user.name}请假、外出。")
            answer = redirect("away-one", absence.pk)
            answer.status_code = 303
            return answer
    context = {
        "hall": hall,
        "who": user,
        "seats": places,
        "reasons": Reason.choices,
        "sent": sent,
        "wrong": wrong,
    }
    status = 422 if wrong else 200
    return show(request, reader, "rota/away_new.html", context, at="rota", status=status)


def _who(sent: QueryDict, hall: Hall, reader: Reader) -> User:
    asked = sent.get("who") or reader.user.username
    user = next((u for u in hall.staff(reader.now) if u.username == asked), None)
    if user is None or not may_enter_for(reader, user):
        raise Http404(asked)
    return user


def seats_of(user: User, sent: QueryDict, reader: Reader) -> list[Seat]:
    """The posts of whoever will be away."""
    found = []
    for post in seats.posts_of(user, reader.now):
        named, field = substitute_of(post), f"post{post.pk}"
        may = [
            other
            for other in candidates(post, reader.now)
            if rota_keeping.may_name(reader.user, post, other, reader.now)
        ]
        otherwise = named.username if named in may and named else ""
        found.append(
            Seat(
                post,
                f"{post.unit.shown} {role_label(post)}",
                field,
                tuple(may),
                sent.get(field, otherwise),
                rota_keeping.may_arrange(reader.user, post, reader.now),
            )
        )
    return found


def enter(user: User, places: list[Seat], sent: QueryDict, hall: Hall, reader: Reader) -> Absence:
    """The absence as filled in. ``PeopleError`` names the field that is wrong."""
    begins = read_moment(sent.get("starts_at", ""), hall.zone)
    ends = read_moment(sent.get("ends_at", ""), hall.zone)
    if begins is None:
        raise PeopleError("请写明从几时起不在。", "starts_at")
    if ends is None:
        raise PeopleError("请写明到几时回来。", "ends_at")
    if sent.get("reason") not in Reason.values:
        raise PeopleError("请选原因。", "reason")
    stand_ins: dict[Post, User | None] = {}
    for place in places:
        chosen = next((u for u in place.choices if u.username == place.chosen), None)
        if place.chosen and chosen is None:
            raise PeopleError(f"{place.label}：不能由选的这个人代，请另选。", place.field)
        stand_ins[place.post] = chosen
    reason = sent.get("reason", "")
    return go_away(user, begins, ends, reason, stand_ins, by=reader.user, at=reader.now)
