"""一次请假、外出: who stands in, which turns of the rota it touches, and coming back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from bancheng.casework import rota_keeping
from bancheng.people import directory, seats
from bancheng.people.attendance import plan_between
from bancheng.people.away import candidates, come_back, stand_in, stop_standing_in
from bancheng.people.coverage import stand_in_for_turn
from bancheng.people.errors import PeopleError
from bancheng.people.models import Absence, Post, Shift, User
from bancheng.web.desk import Reader, desk, show
from bancheng.web.overview import role_label
from bancheng.web.rota.away import (
    absences,
    away_too,
    gap_of,
    may_enter_for,
    posts_then,
    span_of,
    stand_in_for,
)
from bancheng.web.rota.days import span_words
from bancheng.web.rota.halls import Hall, hall_at
from bancheng.web.words_of_time import clock_words, day_words


@dataclass(frozen=True)
class Place:
    """A post, who stands in for it, and whom the reader may name instead."""

    post: Post
    label: str
    name: str
    gap: str
    choices: tuple[User, ...]


@dataclass(frozen=True, slots=True)
class Touched:
    """A turn of whoever is away: who stands in at the window, or that nobody does."""

    day: str
    span: str
    window: str
    instead: str
    shift: Shift


@require_http_methods(["GET", "POST"])
@desk
def away_one_page(request: HttpRequest, reader: Reader, key: int) -> HttpResponse:
    """GET and POST /away/<key>/"""
    absence = absences().filter(pk=key).first()
    if absence is None:
        raise Http404(key)
    hall = _hall(absence, reader)
    may = may_enter_for(reader, absence.user)
    wrong = None
    if request.method == "POST":
        if not may or request.POST.get("do") not in DOES:
            raise Http404(key)
        try:
            told = DOES[request.POST["do"]](request.POST, absence, reader)
        except PeopleError as refused:
            wrong = refused
        else:
            messages.success(request, told)
            answer = redirect("away-one", key)
            answer.status_code = 303
            return answer
    context = {
        "hall": hall,
        "absence": absence,
        "span": span_of(absence, hall, reader.now),
        "never": absence.until <= absence.starts_at,
        "over": absence.until <= reader.now,
        "begun": absence.starts_at <= reader.now,
        "reason": absence.get_reason_display() if may else "",
        "places": places(absence, hall, reader) if absence.until > reader.now else [],
        "history": history(absence, hall, reader),
        "touched": touched(absence, hall, reader),
        "may": may,
        "wrong": wrong,
    }
    status = 422 if wrong else 200
    return show(request, reader, "rota/away_one.html", context, at="rota", status=status)


def _hall(absence: Absence, reader: Reader) -> Hall:
    """The hall of the reader's to which whoever is away belongs. Http404 where there is none."""
    known = rota_keeping.halls_of(reader.user, reader.now)
    for centre in known:
        if any(seats.posts_at(absence.user, centre, at) for at in (absence.starts_at, reader.now)):
            return hall_at(centre, reader, known)
    raise Http404(absence.pk)


def places(absence: Absence, hall: Hall, reader: Reader) -> list[Place]:
    """Each post with whoever stands in, and whom the reader may name."""
    found = []
    known = away_too([absence], reader.now)
    for post in posts_then(absence):
        one = stand_in_for(absence, post, reader.now)
        may = [
            other
            for other in candidates(post, reader.now)
            if rota_keeping.may_name(reader.user, post, other, reader.now)
        ]
        found.append(
            Place(
                post,
                f"{post.unit.shown} {role_label(post)}",
                one.user.name if one else "",
                gap_of(one, hall, reader.now, known) if one else "没有人代",
                tuple(may),
            )
        )
    return found


def history(absence: Absence, hall: Hall, reader: Reader) -> list[str]:
    """Who entered what and when, the oldest first."""

    def when(at: datetime) -> str:
        return clock_words(hall.calendar.local(at), reader.now)

    told = [(absence.entered_at, f"{absence.entered_by.name} {when(absence.entered_at)} 登记")]
    for one in absence.stand_ins.all():
        label = role_label(one.post)
        told.append((one.made_at, f"{when(one.made_at)} 定由{one.user.name}代：{label}"))
        if one.ended_at:
            told.append((one.ended_at, f"{when(one.ended_at)} {one.user.name}不再代：{label}"))
    if absence.ended_at and absence.ended_by:
        told.append(
            (absence.ended_at, f"{absence.ended_by.name} {when(absence.ended_at)} 记为回来")
        )
    return [said for _, said in sorted(told, key=lambda each: each[0])]


def touched(absence: Absence, hall: Hall, reader: Reader) -> list[Touched]:
    """The turns that fall into the absence."""
    shifts = (
        Shift.objects.within(absence.starts_at, absence.until)
        .filter(user=absence.user, window__centre=hall.centre)
        .select_related("window")
    )
    if absence.until <= absence.starts_at:
        return []
    plan = plan_between(hall.centre, absence.starts_at, absence.until)
    found = []
    for shift in shifts:
        begins = max(shift.starts_at, absence.starts_at)
        turn = next(turn for turn in plan.turns if turn.key == shift.pk)
        who = stand_in_for_turn(plan, turn, begins)
        instead = f"{directory.name_of(who)}（代{absence.user.name}）" if who else ""
        local = hall.calendar.local(shift.starts_at).date()
        found.append(
            Touched(
                day_words(local, reader.now.date()),
                span_words(shift.starts_at, shift.until, hall),
                shift.window.name,
                instead,
                shift,
            )
        )
    return found


def _back(sent: QueryDict, absence: Absence, reader: Reader) -> str:
    come_back(absence, by=reader.user, at=reader.now)
    begun = absence.starts_at <= reader.now
    return "已记为回来，替岗到此为止。" if begun else "已取消，这次不请假了。"


def _name(sent: QueryDict, absence: Absence, reader: Reader) -> str:
    post = next((p for p in posts_then(absence) if str(p.pk) == sent.get("post")), None)
    if post is None:
        raise PeopleError("没有这个岗位，请刷新页面。")
    username = sent.get("person", "")
    user = next((u for u in candidates(post, reader.now) if u.username == username), None)
    if user is None:
        one = stand_in_for(absence, post, reader.now)
        if username or one is None:
            raise PeopleError("请选由谁代。", "person")
        stop_standing_in(one, by=reader.user, at=reader.now)
        return "现在起没有人代。"
    if not rota_keeping.may_name(reader.user, post, user, reader.now):
        raise PeopleError(f"由{user.name}代要排班的人或者管理员来定。", "person")
    stand_in(absence, post, user, by=reader.user, at=reader.now)
    return f"已定由{user.name}代。"


Doing = Callable[[QueryDict, Absence, Reader], str]
DOES: dict[str, Doing] = {"back": _back, "name": _name}
