"""大厅安排: the days on which this hall departs from the calendar, and why.

A day that holds up promises already made moves them openly: the clock's next round writes each
moved due time into its case and tells whoever holds it.
"""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods

from bancheng.people.change import record
from bancheng.people.closure import Closure
from bancheng.people.errors import PeopleError
from bancheng.people.establish import set_hall_day
from bancheng.people.models import Unit
from bancheng.people.unit import Form
from bancheng.web.administration.boxes import Box, draw, read, wrong_of
from bancheng.web.administration.keeping import kept_unit
from bancheng.web.desk import Reader, desk, show

ASKED = (
    Box("falls_on", "哪一天", required=True, widget="date"),
    Box(
        "works",
        "怎样安排",
        required=True,
        widget="pick",
        choices={"closed": "不开放", "open": "开放"},
    ),
    Box("sessions", "当日办公时间", hint="开放的可以写；空着就是平常的时间", listed=True),
    Box("reason", "原因", hint="来办事的人会看到，例如 设备检修", required=True),
)
SHOWN = 60


@require_http_methods(["GET", "POST"])
@desk
def days_page(request: HttpRequest, reader: Reader, code: str) -> HttpResponse:
    """GET and POST /units/<code>/days"""
    centre = kept_unit(reader, code)
    if centre.form != Form.CENTRE:
        raise Http404(code)
    refused = None
    if request.method == "POST":
        try:
            told = _change(request, reader, centre)
        except PeopleError as wrong:
            refused = wrong
        else:
            messages.success(request, told)
            return redirect("unit-days", code)
    today = reader.now.date()
    days = Closure.objects.filter(centre=centre).order_by("-falls_on")[:SHOWN]
    fields = draw(ASKED, request.POST.dict(), wrong_of(refused) if refused else None)
    context = {
        "centre": centre,
        "days": [(day, day.falls_on >= today) for day in days],
        "fields": fields,
        "refused": refused,
    }
    status = 422 if refused else 200
    return show(request, reader, "administration/days.html", context, at="overview", status=status)


def _change(request: HttpRequest, reader: Reader, centre: Unit) -> str:
    gone = request.POST.get("cancel", "")
    if gone:
        return _cancel(reader, centre, parse_date(gone))
    values = read(ASKED, request.POST)
    falls_on = parse_date(str(values["falls_on"]))
    if falls_on is None:
        raise PeopleError("日期写成 2026-12-31 这样。", "falls_on")
    if falls_on < reader.now.date():
        raise PeopleError("过去的日子不能再改：那天的到期时间已经照当时的安排算了。", "falls_on")
    works, sessions = values["works"] == "open", values["sessions"]
    with transaction.atomic():
        day = set_hall_day(
            centre,
            falls_on,
            works=works,
            reason=str(values["reason"]),
            sessions=[str(s) for s in sessions] if isinstance(sessions, list) else [],
        )
        said = f"{falls_on:%Y-%m-%d} {'开放' if works else '不开放'}（{day.reason}）"
        record(reader.user.username, centre, f"安排 {said}。")
    return f"已安排：{said}。还没办完的工单，到期时间由系统公开改定。"


def _cancel(reader: Reader, centre: Unit, on: date | None) -> str:
    day = Closure.objects.filter(centre=centre, falls_on=on).first() if on else None
    if day is None or on is None:
        raise PeopleError("这一天没有安排，可能刚被别人取消。", "falls_on")
    if on < reader.now.date():
        raise PeopleError("过去的安排不能取消。", "falls_on")
    with transaction.atomic():
        day.delete()
        record(reader.user.username, centre, f"取消了 {on:%Y-%m-%d} 的安排（{day.reason}）。")
    return f"已取消 {on:%Y-%m-%d} 的安排。"
