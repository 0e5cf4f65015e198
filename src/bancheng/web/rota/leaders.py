"""领导进大厅: the days of a month, who came, from when to when, what each settled (SC-8.3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from bancheng.casework.leader_work import Work, leader_roles, work_of
from bancheng.people import leader_days, seats
from bancheng.people.errors import PeopleError
from bancheng.people.models import LeaderDay, User
from bancheng.web.cites import sources
from bancheng.web.desk import Reader, desk, show
from bancheng.web.rota.halls import Hall, hall_of, read_day
from bancheng.web.words_of_time import WEEKDAYS


@dataclass(frozen=True)
class Line:
    """One day of the month's list."""

    day: LeaderDay
    weekday: str
    standing: str
    was: str
    work: Work


@dataclass(frozen=True)
class Sum:
    """One leader's month: planned, came, cases touched, acts done. Never a ranking."""

    name: str
    planned: int
    came: int
    acts: int
    cases: int


@require_http_methods(["GET", "POST"])
@desk
def leaders_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /leader-days/?on=2026-11-01"""
    hall = hall_of(request, reader)
    leaders = leaders_of(hall, reader)
    may = hall.keeps or any(user.pk == reader.user.pk for user in leaders)
    wrong = None
    if request.method == "POST":
        hall = hall if may else hall_of(request, reader, must_keep=True)
        try:
            planned = _plan(request.POST, hall, leaders, reader)
        except PeopleError as refused:
            wrong = refused
        else:
            messages.success(request, f"已排{planned.user.name} {planned.falls_on:%m-%d} 进大厅。")
            on = planned.falls_on.isoformat()
            answer = redirect(f"{reverse('leader-days')}?hall={hall.centre.code}&on={on}")
            answer.status_code = 303
            return answer
    first = read_day(request.GET.get("on", ""), reader.now.date()).replace(day=1)
    days = leader_days.between(hall.centre, first, _next_month(first) - timedelta(days=1))
    works = work_of(reader.user, [d for d in days if d.called_off_at is None], hall.centre)
    by_day = {work.day.pk: work for work in works}
    lines = [_line(day, by_day.get(day.pk), hall, reader) for day in days]
    context = {
        "hall": hall,
        "first": first,
        "before": (first - timedelta(days=1)).replace(day=1),
        "after": _next_month(first),
        "lines": lines,
        "sums": sums(lines),
        "leaders": leaders,
        "sources": [
            (role.label, sources(hall.standard, role.in_hall.cites, role.in_hall.because))
            for role in hall.standard.roles.values()
            if role.in_hall
        ],
        "may": may,
        "today": reader.now.date(),
        "wrong": wrong,
        "sent": request.POST,
    }
    status = 422 if wrong else 200
    return show(request, reader, "rota/leaders.html", context, at="rota", status=status)


def leaders_of(hall: Hall, reader: Reader) -> list[User]:
    """Whoever has a role that comes to this hall."""
    roles = leader_roles(hall.standard)
    names = [
        user
        for user in hall.staff(reader.now)
        if roles & {post.role for post in seats.posts_at(user, hall.centre, reader.now)}
    ]
    return sorted(names, key=lambda user: user.pk)


def _plan(sent: QueryDict, hall: Hall, leaders: list[User], reader: Reader) -> LeaderDay:
    user = next((u for u in leaders if u.username == sent.get("person")), None)
    if user is None:
        raise PeopleError("请选哪一位领导。", "user")
    falls_on = read_day(sent.get("falls_on", ""), date.min)
    if falls_on == date.min:
        raise PeopleError("请写明哪一天。", "falls_on")
    try:
        starts, ends = (time.fromisoformat(sent.get(name, "")) for name in ("starts", "ends"))
    except ValueError:
        raise PeopleError("请写明几点到几点，例如 09:00 到 11:00。", "starts") from None
    return leader_days.plan_day(
        hall.centre,
        user,
        falls_on,
        starts,
        ends,
        by=reader.user,
        at=reader.now,
        leaders=leader_roles(hall.standard),
    )


def _line(day: LeaderDay, work: Work | None, hall: Hall, reader: Reader) -> Line:
    today = reader.now.date()
    if day.called_off_at:
        who = day.called_off_by.name if day.called_off_by else ""
        standing = f"已取消（{who}）"
    elif day.came_at:
        standing = "来了"
    elif day.falls_on < today:
        standing = "没有来的记录"
    else:
        standing = "已排"
    return Line(
        day,
        f"周{WEEKDAYS[day.falls_on.weekday()]}",
        standing,
        was_words(day, hall),
        work or Work(day, (), ()),
    )


def was_words(day: LeaderDay, hall: Hall) -> str:
    """``09:05–10:50`` as it was; open-ended while the leader is there."""
    if day.came_at is None:
        return ""
    came = hall.calendar.local(day.came_at)
    left = f"{hall.calendar.local(day.left_at):%H:%M}" if day.left_at else "（未记离厅）"
    return f"{came:%H:%M}–{left}"


def sums(lines: list[Line]) -> list[Sum]:
    """The month by leader, in the order of the days."""
    found: dict[int, list[Line]] = {}
    for line in lines:
        if line.day.called_off_at is None:
            found.setdefault(line.day.user_id, []).append(line)
    return [
        Sum(
            own[0].day.user.name,
            len(own),
            sum(line.day.came_at is not None for line in own),
            sum(len(line.work.acts) for line in own),
            len(set().union(*(line.work.case_nos for line in own))),
        )
        for own in found.values()
    ]


def _next_month(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)
