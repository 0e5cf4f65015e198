"""一次会议: agenda, attendance, what was decided; fixed anew, ended, called off."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from bancheng.casework.surroundings import calendar_of
from bancheng.core.refusal import Refusal
from bancheng.meetings import calling
from bancheng.meetings.questions import waiting
from bancheng.web.desk import Reader, desk, show
from bancheng.web.fields import Wrong, wrong_of
from bancheng.web.meetings.listing import wanted
from bancheng.web.meetings.on_the_table import Table, table_for
from bancheng.web.meetings.words import asked

SAID = {
    "fix": "已改定会议的时间、地点和主持人。",
    "add": "已列入议程。",
    "off": "已从议程上拿下，本件仍在等候研究。",
    "end": "会议已结束。没有定的事仍在等候研究。",
    "cancel": "会议已取消。议程上的事仍在等候研究。",
}


@require_http_methods(["GET", "POST"])
@desk
def meeting_page(request: HttpRequest, reader: Reader, number: int) -> HttpResponse:
    """GET and POST /meetings/<number>/"""
    table, wrong = table_for(reader, number), None
    if request.method == "POST":
        try:
            said = _do(request, reader, table)
        except Refusal as refusal:
            wrong = wrong_of(refusal, table.body.standard)
        else:
            messages.success(request, said)
            answer = redirect("meeting", number)
            answer.status_code = 303
            return answer
    context = page(request, reader, table, wrong)
    status = 422 if wrong else 200
    return show(request, reader, "meetings/meeting.html", context, at="meetings", status=status)


def _do(request: HttpRequest, reader: Reader, table: Table) -> str:
    """One of the buttons; what was done, in words. Refusal: nothing was done."""
    sent, user, meeting = request.POST, reader.user, table.meeting
    wish = sent.get("do", "")
    if wish == "fix":
        calling.fix_anew(user, meeting, table.body, wanted(sent), reader.now)
    elif wish == "add":
        if not sent.getlist("case"):
            raise Refusal("missing", "请勾选要列入议程的工单。", field="case")
        calling.put_on(user, meeting, sent.getlist("case"), reader.now)
    elif wish == "off":
        calling.take_off(user, meeting, sent.get("case", ""), reader.now)
    elif wish == "end":
        calling.end(user, meeting, reader.now)
    elif wish == "cancel":
        calling.call_off(user, meeting, reader.now)
    else:
        raise Refusal("unknown_option", "没有这个按钮，请刷新页面后再试。")
    return SAID[wish]


def page(
    request: HttpRequest, reader: Reader, table: Table, wrong: Wrong | None
) -> dict[str, object]:
    """Everything the page shows."""
    local = calendar_of(table.meeting.chain).local(table.fixed.starts_at)
    found, _ = waiting(reader.user, [table.body]) if table.meeting.is_open else ([], 0)
    typed = request.POST if wrong else {}
    return {
        "table": table,
        "meeting": table.meeting,
        "free": [asked(one, reader.now) for one in found if one.meeting is None],
        "members": table.body.members(reader.now).items(),
        "starts_at": typed.get("starts_at", f"{local:%Y-%m-%dT%H:%M}"),
        "place": typed.get("place", table.fixed.place),
        "chair": typed.get("chair", table.fixed.chair),
        "waits": sum(line.waits and not line.outcome for line in table.lines),
        "wrong": wrong,
        "wish": typed.get("do", ""),
    }


@require_safe
@desk
def minutes_page(request: HttpRequest, reader: Reader, number: int) -> HttpResponse:
    """GET /meetings/<number>/minutes: the whole meeting on paper."""
    table = table_for(reader, number)
    local = calendar_of(table.meeting.chain).local(table.fixed.starts_at)
    context = {
        "table": table,
        "meeting": table.meeting,
        "on": f"{local:%Y年%m月%d日 %H:%M}",
        "called_by": table.names.user(table.meeting.called_by),
        "ended_by": table.names.user(table.meeting.ended_by) if table.meeting.ended_by else "",
    }
    return show(request, reader, "meetings/minutes.html", context, at="meetings")
