"""一天的班: one window's day — put somebody on, take somebody off, let another stand, and who
changed what.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from bancheng.casework import rota_keeping
from bancheng.people.errors import PeopleError
from bancheng.people.models import ON_DUTY, Shift, User, Window
from bancheng.people.rota import put_on_shift, take_off_shift
from bancheng.web.desk import Reader, desk, show
from bancheng.web.rota.days import ONE_DAY, sheets, span_words
from bancheng.web.rota.halls import Hall, hall_at, local_moment
from bancheng.web.words_of_time import clock_words


@dataclass(frozen=True, slots=True)
class Turn:
    """One shift as the day's page shows it: how it stands, and who wrote or struck it."""

    shift: Shift
    span: str
    part: str
    standing: str
    written: str
    struck: str
    may_change: bool


@require_http_methods(["GET", "POST"])
@desk
def day_page(request: HttpRequest, reader: Reader, window: int, day: str) -> HttpResponse:
    """GET and POST /rota/<window>/<day>"""
    place = Window.objects.filter(pk=window).select_related("centre").first()
    try:
        on = date.fromisoformat(day)
    except ValueError:
        place = None
    if place is None:
        raise Http404(day)
    hall = hall_at(place.centre, reader, must_keep=request.method == "POST")
    wrong = None
    if request.method == "POST":
        try:
            told = DOES[request.POST.get("do", "")](request.POST, hall, place, on, reader)
        except KeyError:
            raise Http404(day) from None
        except PeopleError as refused:
            wrong = refused
        else:
            messages.success(request, told)
            answer = redirect("rota-day", window, day)
            answer.status_code = 303
            return answer
    context = _page(hall, place, on, reader) | {"wrong": wrong, "sent": request.POST}
    status = 422 if wrong else 200
    return show(request, reader, "rota/day.html", context, at="rota", status=status)


def _page(hall: Hall, window: Window, day: date, reader: Reader) -> dict[str, object]:
    begins = datetime.combine(day, time.min, hall.zone)
    all_of_day = Shift.objects.filter(
        window=window, starts_at__lt=begins + ONE_DAY, ends_at__gt=begins
    ).select_related("user", "made_by", "struck_by")
    parts = rota_keeping.parts_to_lead(hall.centre, day)
    sheet = next(s for s in sheets(hall, [day], reader.now) if s.window.pk == window.pk)
    sessions = rota_keeping.sessions_of(window, hall.centre, day)
    return {
        "hall": hall,
        "window": window,
        "day": day,
        "sheet": sheet,
        "cell": sheet.days[0],
        "turns": [_turn(shift, hall, parts, reader.now) for shift in all_of_day],
        "staff": hall.at_window(begins),
        "parts": [(ON_DUTY, "值守"), *parts.items()],
        "opens": f"{sessions[0][0]:%H:%M}" if sessions else "",
        "closes": f"{sessions[-1][1]:%H:%M}" if sessions else "",
        "over": day < reader.now.date(),
        "before": day - ONE_DAY,
        "after": day + ONE_DAY,
    }


def _turn(shift: Shift, hall: Hall, parts: dict[str, str], now: datetime) -> Turn:
    never = shift.until <= shift.starts_at
    standing = "已取消" if never else "已结束" if shift.until <= now else ""
    if not standing:
        standing = "正在值守" if shift.starts_at <= now else "未到"
    local = hall.calendar.local
    written = struck = ""
    if shift.made_by and shift.made_at:
        written = f"{shift.made_by.name} {clock_words(local(shift.made_at), now)} 排"
    if shift.struck_at:
        who = shift.struck_by.name if shift.struck_by else "系统"
        how = "取消" if never else "提前结束"
        struck = f"{who} {clock_words(local(shift.struck_at), now)} {how}"
    return Turn(
        shift,
        span_words(shift.starts_at, shift.ends_at, hall),
        parts.get(shift.part, "值守"),
        standing,
        written,
        struck,
        shift.until > now and not never,
    )


def _put(sent: QueryDict, hall: Hall, window: Window, day: date, reader: Reader) -> str:
    user = _user(sent, hall, day)
    begins = local_moment(day, sent.get("begins", ""), hall.zone)
    ends = local_moment(day, sent.get("ends", ""), hall.zone)
    if begins is None or ends is None:
        raise PeopleError("请写明几点到几点，例如 09:00 到 12:00。", "begins")
    if begins < reader.now:
        raise PeopleError("已经过去的时间不再排班；今天的请从现在以后排起。", "begins")
    parts = rota_keeping.parts_to_lead(hall.centre, day)
    part = sent.get("part", ON_DUTY)
    put_on_shift(window, user, begins, ends, part if part in parts else ON_DUTY, by=reader.user)
    return f"已排{user.name} {begins:%H:%M}–{ends:%H:%M}。"


def _strike(sent: QueryDict, hall: Hall, window: Window, day: date, reader: Reader) -> str:
    shift = _shift(sent, window)
    take_off_shift(shift, reader.now, by=reader.user)
    begun = shift.starts_at < reader.now
    return f"{shift.user.name}这一班{'到现在为止' if begun else '已取消'}。"


def _swap(sent: QueryDict, hall: Hall, window: Window, day: date, reader: Reader) -> str:
    shift, user = _shift(sent, window), _user(sent, hall, day)
    if user.pk == shift.user_id:
        raise PeopleError(f"这一班本来就是{user.name}。", "person")
    with transaction.atomic():
        take_off_shift(shift, reader.now, by=reader.user)
        begins = max(shift.starts_at, reader.now)
        put_on_shift(window, user, begins, shift.ends_at, shift.part, by=reader.user)
    return f"这一班已由{shift.user.name}换成{user.name}。"


Doing = Callable[[QueryDict, Hall, Window, date, Reader], str]
DOES: dict[str, Doing] = {"put": _put, "strike": _strike, "swap": _swap}


def _shift(sent: QueryDict, window: Window) -> Shift:
    key = sent.get("shift", "")
    known = Shift.objects.filter(window=window).select_related("user")
    shift = known.filter(pk=key).first() if key.isascii() and key.isdigit() else None
    if shift is None:
        raise PeopleError("没有这一班，可能刚被改过，请看最新的表。")
    return shift


def _user(sent: QueryDict, hall: Hall, day: date) -> User:
    noon = datetime.combine(day, time(12), hall.zone)
    known = {user.username: user for user in hall.at_window(noon)}
    user = known.get(sent.get("person", ""))
    if user is None:
        raise PeopleError("请选一个人；名单里没有的，先请系统管理员任命。", "person")
    return user
