"""排班: people in turn, on the hall's working days, at these hours; seen first, then saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from bancheng.casework import rota_keeping
from bancheng.people.errors import PeopleError
from bancheng.people.hall_hours import Session
from bancheng.people.models import ON_DUTY, User, Window
from bancheng.people.rota import Wanted
from bancheng.people.turns import Change, Pattern, days_between, in_turn
from bancheng.web.desk import Reader, desk, show
from bancheng.web.rota.halls import Hall, hall_of, read_day
from bancheng.web.rota.wanting import proposals, save, seen

SEATS = 6
"""So many people can be named in turn; the fields left empty count for nothing."""
EACH, WHOLE, OWN = "each", "whole", "own"
CHANGES: tuple[tuple[Change, str], ...] = (
    ("day", "每天换人"),
    ("session", "每一班换人（上午、下午）"),
    ("week", "每周换人"),
)
SPANS = ((WHOLE, "全天一班"), (EACH, "按开放时段，一段一班"), (OWN, "自己定时间"))


@dataclass(frozen=True)
class Asked:
    """What was filled in; ``wanted`` follows from it."""

    window: Window | None
    people: list[User]
    first: date
    last: date
    span: str
    own: tuple[str, str]
    change: Change
    part: str


@require_http_methods(["GET", "POST"])
@desk
def plan_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /rota/plan"""
    hall = hall_of(request, reader, must_keep=True)
    sent = request.POST if request.method == "POST" else request.GET
    windows, staff = hall.windows(), hall.at_window(reader.now)
    asked = _asked(sent, hall, windows, staff, reader)
    context = _page(hall, windows, staff, asked, reader)
    if request.method == "GET":
        return show(request, reader, "rota/plan.html", context, at="rota")
    try:
        found = proposals(wanted(asked, hall), hall, reader.now)
        told = seen(found)
        if sent.get("seen") == told and any(not one.why_not for one in found):
            saved = save(found, reader.user)
            messages.success(request, f"已排 {len(saved)} 班。")
            on = asked.first.isoformat()
            answer = redirect(f"{reverse('rota')}?hall={hall.centre.code}&on={on}")
            answer.status_code = 303
            return answer
    except PeopleError as refused:
        context |= {"wrong": refused}
        return show(request, reader, "rota/plan.html", context, at="rota", status=422)
    context |= {
        "found": found,
        "can": sum(not one.why_not for one in found),
        "cannot": sum(bool(one.why_not) for one in found),
        "seen": told,
        "changed": bool(sent.get("seen")),
    }
    return show(request, reader, "rota/plan.html", context, at="rota")


def wanted(asked: Asked, hall: Hall) -> list[Wanted]:
    """The turns asked for. ``PeopleError`` names the field that is wrong."""
    if asked.window is None:
        raise PeopleError("请选窗口；这个中心还没有窗口的，请系统管理员先设。", "window")
    days = days_between(asked.first, asked.last)
    hours = [(day, _hours(asked, asked.window, hall, day)) for day in days]
    if not any(sessions for _, sessions in hours):
        raise PeopleError("这些天窗口都不开，请换日期。", "from")
    pattern = Pattern(asked.window, asked.people, asked.change, asked.part)
    return in_turn(pattern, hours, hall.zone)


def _hours(asked: Asked, window: Window, hall: Hall, day: date) -> list[Session]:
    sessions = rota_keeping.sessions_of(window, hall.centre, day)
    if not sessions or asked.span == EACH:
        return sessions
    if asked.span == WHOLE:
        return [(sessions[0][0], sessions[-1][1])]
    try:
        begins, ends = (time.fromisoformat(text.strip()) for text in asked.own)
    except ValueError:
        raise PeopleError("自己定时间的，请写明几点到几点，例如 08:30 到 12:00。", "own") from None
    if ends <= begins:
        raise PeopleError("下班时间要晚于上班时间。", "own")
    return [(begins, ends)]


def _asked(
    sent: QueryDict, hall: Hall, windows: list[Window], staff: list[User], reader: Reader
) -> Asked:
    by_name = {user.username: user for user in staff}
    named = [sent.get(f"person{n}", "") for n in range(1, SEATS + 1)]
    window = next((w for w in windows if str(w.pk) == sent.get("window")), None)
    monday = reader.now.date() + timedelta(days=7 - reader.now.weekday())
    first = read_day(sent.get("from", ""), monday)
    parts = rota_keeping.parts_to_lead(hall.centre, reader.now.date())
    part, change = sent.get("part", ""), sent.get("change", "")
    return Asked(
        window=window or (windows[0] if windows else None),
        people=[by_name[name] for name in named if name in by_name],
        first=first,
        last=read_day(sent.get("until", ""), first + timedelta(days=6)),
        span=sent.get("span", WHOLE),
        own=(sent.get("begins", ""), sent.get("ends", "")),
        change=next((c for c, _ in CHANGES if c == change), "day"),
        part=part if part in parts else ON_DUTY,
    )


def _page(
    hall: Hall, windows: list[Window], staff: list[User], asked: Asked, reader: Reader
) -> dict[str, object]:
    parts = rota_keeping.parts_to_lead(hall.centre, datetime.date(reader.now))
    chosen = [user.username for user in asked.people]
    seats = [chosen[n] if n < len(chosen) else "" for n in range(SEATS)]
    return {
        "hall": hall,
        "windows": windows,
        "staff": staff,
        "asked": asked,
        "seats": [(n, f"第 {n} 人", username) for n, username in enumerate(seats, 1)],
        "spans": SPANS,
        "changes": CHANGES,
        "parts": [(ON_DUTY, "值守"), *parts.items()],
    }
