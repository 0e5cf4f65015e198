"""核查函: what somebody is asked by name, and nothing else of the case it belongs to.

The address carries the slip's key; neither the case nor the petitioner can be told from it, and the
pages of everybody else of the unit know nothing of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from bancheng.casework import access, slips
from bancheng.casework.slips import Slip, SlipLine
from bancheng.core.refusal import Refusal
from bancheng.core.standard.within import limit_words
from bancheng.web.attachments.form_files import FormFiles, attach_field, take
from bancheng.web.desk import Reader, desk, show
from bancheng.web.words_of_time import Due, clock_words, due_words
from bancheng.workbench import draft_ends

ERASED = "（已依法删除）"
HOW_IT_ENDED = {
    "done": "已答复",
    "lifted": "已经作出核查结论，不用再答复",
    "dropped": "不用再答复",
    "ended": "不用再答复",
    "replaced": "不用再答复",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A slip in a list."""

    key: str
    asked: str
    due: Due
    ended: str
    late: bool


@require_safe
@desk
def slips_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /inquiries/"""
    found = [line_of(line, reader) for line in slips.lines_of(reader.user)]
    context = {
        "open": [line for line in found if not line.ended],
        "closed": [line for line in found if line.ended],
    }
    return show(request, reader, "oversight/slips.html", context, at="duties")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@desk
def slip_page(request: HttpRequest, reader: Reader, key: str) -> HttpResponse:
    """GET and POST /inquiries/<key>"""
    if request.method == "GET":
        slip = slips.slip_for(reader.user, key)
        return show(request, reader, "oversight/slip.html", page(slip, reader), at="duties")
    typed, command = request.POST.get("text", ""), request.POST.get("command_id") or uuid4().hex
    brought = take(request, reader)
    try:
        slips.answer(reader.user, key, typed, command, reader.now, brought.given())
    except (Refusal, access.NotFound) as refusal:
        slip = slips.slip_for(reader.user, key)
        if not slip.line.is_open:
            return _back(key)
        sentence = getattr(refusal, "sentence", "现在不能答复，请刷新后再试。")
        again = page(slip, reader, typed, sentence, brought)
        return show(request, reader, "oversight/slip.html", again, at="duties", status=422)
    draft_ends.handed_in(reader.user, request.POST.get("draft", ""), command)
    messages.success(request, "已经答复。发函的人看得到您的答复，您单位的其他人看不到。")
    return _back(key)


def _back(key: str) -> HttpResponse:
    answer = redirect("inquiry", key)
    answer.status_code = 303
    return answer


def page(
    slip: Slip,
    reader: Reader,
    typed: str = "",
    wrong: str = "",
    brought: FormFiles | None = None,
) -> dict[str, object]:
    """Everything the page shows."""
    line = slip.line
    written_down = slip.written_down_by
    return {
        "line": line_of(line, reader),
        "key": line.key,
        "is_open": line.is_open,
        "question": slip.question or ERASED,
        "from_whom": f"{slip.asking_unit} {slip.asked_by}".strip(),
        "answer": "" if slip.answered_at is None else slip.answer or ERASED,
        "files": slip.files,
        "attach": attach_field((), brought),
        "answered": _clock(slip.answered_at, reader),
        "written_down": f"由 {written_down} 代为记录" if written_down else "",
        "refs": slip.refs,
        "because": slip.because,
        "limit": limit_words(slip.limit),
        "typed": typed,
        "wrong": wrong,
        "command_id": uuid4().hex,
    }


def line_of(line: SlipLine, reader: Reader) -> Line:
    """A slip in words."""
    late = line.due is not None and (line.closed_at or reader.now) > line.due
    ended = "" if line.is_open else HOW_IT_ENDED.get(line.state, "")
    return Line(
        line.key, _clock(line.asked_at, reader), due_words(line.due, reader.now), ended, late
    )


def open_slips(reader: Reader) -> list[Line]:
    """For the page of one's duties: what one alone was asked and has not answered."""
    return [line_of(line, reader) for line in slips.open_lines_of(reader.user)]


def _clock(at: datetime | None, reader: Reader) -> str:
    return clock_words(at, reader.now) if at else ""
