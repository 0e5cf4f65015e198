"""照抄: the turns of one week laid on another, seen first, then saved."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from bancheng.casework import rota_keeping
from bancheng.people.errors import PeopleError
from bancheng.people.models import Shift
from bancheng.people.rota import Wanted
from bancheng.people.turns import again
from bancheng.web.desk import Reader, desk, show
from bancheng.web.rota.board import WEEK, title
from bancheng.web.rota.days import week_of
from bancheng.web.rota.halls import Hall, hall_of, read_day
from bancheng.web.rota.wanting import proposals, save, seen

ONE_WEEK = timedelta(days=7)


@require_http_methods(["GET", "POST"])
@desk
def again_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /rota/again?to=2026-11-30"""
    hall = hall_of(request, reader, must_keep=True)
    sent = request.POST if request.method == "POST" else request.GET
    monday = week_of(read_day(sent.get("to", ""), reader.now.date()))[0]
    source = week_of(read_day(sent.get("copied", ""), monday - ONE_WEEK))[0]
    found = proposals(wanted(hall, source, monday), hall, reader.now)
    told, wrong = seen(found), None
    if request.method == "POST" and sent.get("seen") == told:
        try:
            saved = save(found, reader.user)
        except PeopleError as refused:
            wrong = refused
        else:
            messages.success(request, f"已照抄 {len(saved)} 班。")
            on = monday.isoformat()
            answer = redirect(f"{reverse('rota')}?hall={hall.centre.code}&on={on}")
            answer.status_code = 303
            return answer
    context = {
        "hall": hall,
        "monday": monday,
        "source": source,
        "from_title": title(week_of(source), source, WEEK),
        "to_title": title(week_of(monday), monday, WEEK),
        "found": found,
        "can": sum(not one.why_not for one in found),
        "cannot": sum(bool(one.why_not) for one in found),
        "seen": told,
        "changed": request.method == "POST" and wrong is None,
        "wrong": wrong,
    }
    status = 422 if wrong else 200
    return show(request, reader, "rota/again.html", context, at="rota", status=status)


def wanted(hall: Hall, source: date, monday: date) -> list[Wanted]:
    """The turns of the week that begins at ``source``, laid on the working days of the other."""
    begins = datetime.combine(source, time.min, hall.zone)
    shifts = Shift.objects.within(begins, begins + ONE_WEEK).filter(
        window__centre=hall.centre, window__active=True, starts_at__gte=begins
    )
    whole = [s for s in shifts.select_related("window", "user") if s.until == s.ends_at]
    laid = again(whole, monday - source, hall.zone)
    return [
        one
        for one in laid
        if rota_keeping.sessions_of(
            one.window, hall.centre, hall.calendar.local(one.starts_at).date()
        )
    ]
