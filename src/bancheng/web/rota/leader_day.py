"""领导进大厅的一天: came and left, what the journal says was done, what is written down besides."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bancheng.casework import access, leader_work
from bancheng.core.refusal import Refusal
from bancheng.people import leader_days
from bancheng.people.errors import PeopleError
from bancheng.people.models import LeaderDay
from bancheng.web.desk import Reader, desk, show
from bancheng.web.fields import Wrong
from bancheng.web.rota.halls import Hall, hall_at, local_moment
from bancheng.web.rota.leaders import was_words
from bancheng.web.words_of_time import WEEKDAYS


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@desk
def leader_day_page(request: HttpRequest, reader: Reader, key: int) -> HttpResponse:
    """GET and POST /leader-days/<key>/"""
    day = (
        LeaderDay.objects.filter(pk=key)
        .select_related("centre", "user", "planned_by", "recorded_by", "called_off_by")
        .first()
    )
    if day is None:
        raise Http404(key)
    hall = hall_at(day.centre, reader)
    may = may_record(day, hall, reader)
    wrong: Wrong | None = None
    if request.method == "POST":
        if not may or request.POST.get("do") not in DOES:
            raise Http404(key)
        try:
            told = DOES[request.POST["do"]](request.POST, day, hall, reader)
        except (PeopleError, Refusal) as refused:
            wrong = Wrong(refused.sentence, field=refused.field or "")
        except access.NotFound:
            sentence = "没有这件工单，或者不在您能查看的范围内，请核对编号。"
            wrong = Wrong(sentence, field="case_no")
        else:
            messages.success(request, told)
            answer = redirect("leader-day", key)
            answer.status_code = 303
            return answer
    works = leader_work.work_of(reader.user, [day], hall.centre)
    here = hall.calendar.local(reader.now)
    context = {
        "hall": hall,
        "day": day,
        "weekday": f"周{WEEKDAYS[day.falls_on.weekday()]}",
        "was": was_words(day, hall),
        "work": works[0],
        "may": may,
        "is_today": day.falls_on == here.date(),
        "is_ahead": day.falls_on > here.date(),
        "clock": f"{here:%H:%M}",
        "command_id": uuid4().hex,
        "wrong": wrong,
        "sent": request.POST,
    }
    status = 422 if wrong else 200
    return show(request, reader, "rota/leader_day.html", context, at="rota", status=status)


def may_record(day: LeaderDay, hall: Hall, reader: Reader) -> bool:
    """The leader, whoever writes the rota, and whoever takes cases at the window."""
    if day.user_id == reader.user.pk or hall.keeps:
        return True
    return any(c.pk == hall.centre.pk for c in access.may_open_cases_at(reader.user))


def _came(sent: QueryDict, day: LeaderDay, hall: Hall, reader: Reader) -> str:
    moment = local_moment(day.falls_on, sent.get("clock", ""), hall.zone)
    if moment is None:
        raise PeopleError("请写明几点，例如 09:05。", "clock")
    leader_days.came(day, moment, by=reader.user, at=reader.now)
    return f"已记{day.user.name} {moment:%H:%M} 到厅。"


def _left(sent: QueryDict, day: LeaderDay, hall: Hall, reader: Reader) -> str:
    moment = local_moment(day.falls_on, sent.get("clock", ""), hall.zone)
    if moment is None:
        raise PeopleError("请写明几点，例如 11:00。", "clock")
    leader_days.left(day, moment, by=reader.user, at=reader.now)
    return f"已记{day.user.name} {moment:%H:%M} 离厅。"


def _note(sent: QueryDict, day: LeaderDay, hall: Hall, reader: Reader) -> str:
    if reader.is_administrator:
        raise Http404(day.pk)
    command = sent.get("command_id", "")[:32] or uuid4().hex
    text, case_no = sent.get("text", ""), sent.get("case_no", "")
    leader_work.note(reader.user, day, case_no, text, command, reader.now)
    return "已记下。"


def _call_off(sent: QueryDict, day: LeaderDay, hall: Hall, reader: Reader) -> str:
    leader_days.call_off(day, by=reader.user, at=reader.now)
    return "已取消这一天。"


Doing = Callable[[QueryDict, LeaderDay, Hall, Reader], str]
DOES: dict[str, Doing] = {"came": _came, "left": _left, "note": _note, "call_off": _call_off}
