"""堵点的一步: one page for deciding, doing, checking, saying better and citing another case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bancheng.casework.surroundings import standard_for
from bancheng.core.refusal import Refusal
from bancheng.core.standard.improving import PointStep
from bancheng.improvement import authority, points, reading, seen
from bancheng.improvement.kept_texts import ERASED
from bancheng.improvement.point_row import Point
from bancheng.improvement.saying import Said
from bancheng.improvement.whom import owner_of, possible_owners
from bancheng.web.desk import Reader, desk, show
from bancheng.web.fields import wrong_of
from bancheng.web.improvement.form import MOST_CAUSES, Form


@dataclass(frozen=True, slots=True)
class Step:
    """``rule``: under which of the standard's rules it is taken; ``told``: what is said after."""

    term: str
    rule: PointStep
    told: str
    draw: Callable[[Form, Point, Reader], None]
    take: Callable[[Reader, str, QueryDict, str], Point]


def _draw_adopt(form: Form, point: Point, reader: Reader) -> None:
    units, people = possible_owners(point.centre, reader.now)
    owners = {f"unit:{unit.code}": unit.shown for unit in units}
    owners |= {f"user:{username}": name for username, name in people}
    form.choose("owner", "交给谁改", owners, "一个单位，或者本中心的一个人", few=0)
    form.date("due_on", "几时改好")
    form.text("reason", "为什么采纳", "采纳全部还是一部分，也写在这里")


def _take_adopt(reader: Reader, key: str, sent: QueryDict, command: str) -> Point:
    owner = owner_of(sent.get("owner", ""))
    day, reason = sent.get("due_on", ""), sent.get("reason", "")
    return points.adopt(reader.user, key, owner, day, reason, command, reader.now)


def _draw_not_adopt(form: Form, point: Point, reader: Reader) -> None:
    form.text("reason", "为什么不采纳", "提的人看得到；以后情况变了还可以再采纳")


def _take_not_adopt(reader: Reader, key: str, sent: QueryDict, command: str) -> Point:
    return points.not_adopt(reader.user, key, sent.get("reason", ""), command, reader.now)


def _draw_done(form: Form, point: Point, reader: Reader) -> None:
    form.text("what", "改了什么", "改了哪一条、哪一步，文件名称也写上")
    form.date("done_on", "从哪天起", "这一天以前、以后的件数要比一比")


def _take_done(reader: Reader, key: str, sent: QueryDict, command: str) -> Point:
    what, day = sent.get("what", ""), sent.get("done_on", "")
    return points.report_done(reader.user, key, what, day, command, reader.now)


WORKS = {"yes": "改好了", "no": "还没有改好，退回再改"}


def _draw_check(form: Form, point: Point, reader: Reader) -> None:
    form.choose("works", "核对下来", WORKS)
    form.text("text", "看到了什么", "到窗口看了、问了谁、试办了一件")


def _take_check(reader: Reader, key: str, sent: QueryDict, command: str) -> Point:
    works = sent.get("works", "")
    if works not in WORKS:
        raise Refusal("missing", "请选核对下来改没改好。", field="works")
    return points.check(reader.user, key, works == "yes", sent.get("text", ""), command, reader.now)


def _draw_revise(form: Form, point: Point, reader: Reader) -> None:
    words = reading.standing_words(reading.steps_of(point))
    if not form.typed:
        form.typed = {**words, "cause": point.cause}
    causes = standard_for(point.centre).causes
    form.line("title", "堵在哪里", "一句话，不写姓名和电话")
    labels = {name: cause.label for name, cause in causes.items()}
    form.choose("cause", "原因", labels, few=MOST_CAUSES)
    form.text("proposal", "怎么改（优化建议）", required=False)


def _take_revise(reader: Reader, key: str, sent: QueryDict, command: str) -> Point:
    said = Said(sent.get("title", ""), sent.get("cause", ""), sent.get("proposal", ""))
    return points.revise(reader.user, key, said, command, reader.now)


def _draw_cite(form: Form, point: Point, reader: Reader) -> None:
    form.line("case_no", "工单编号")
    form.text("note", "这件怎么看出来的", "可不填；不写姓名和电话", required=False)


def _take_cite(reader: Reader, key: str, sent: QueryDict, command: str) -> Point:
    case_no, note = sent.get("case_no", "").strip(), sent.get("note", "")
    return points.cite(reader.user, key, case_no, note, command, reader.now)


STEPS: dict[str, Step] = {
    "adopt": Step("采纳，交人改", "adopt", "已采纳。", _draw_adopt, _take_adopt),
    "not-adopt": Step("不采纳", "adopt", "已记下不采纳。", _draw_not_adopt, _take_not_adopt),
    "done": Step("报告改好了", "do", "已报告，等别人核对。", _draw_done, _take_done),
    "check": Step("核对", "check", "核对结果已记下。", _draw_check, _take_check),
    "revise": Step("改写", "propose", "已改写，原来的仍在经过里。", _draw_revise, _take_revise),
    "cite": Step("加一件工单", "propose", "已列进来。", _draw_cite, _take_cite),
}


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@desk
def step_page(request: HttpRequest, reader: Reader, key: str, step: str) -> HttpResponse:
    """GET and POST /bottlenecks/<key>/<step>"""
    point = seen.point_for(reader.user, key, reader.now)
    if step not in STEPS:
        raise Http404(step)
    if request.method == "GET":
        return _shown(request, reader, point, step, Form({}))
    sent = request.POST
    try:
        STEPS[step].take(reader, key, sent, sent.get("command_id") or uuid4().hex)
    except Refusal as refusal:
        wrong = wrong_of(refusal, standard_for(point.centre))
        return _shown(request, reader, point, step, Form(sent, wrong), status=422)
    messages.success(request, STEPS[step].told)
    answer = redirect("bottleneck", key)
    answer.status_code = 303
    return answer


def _shown(
    request: HttpRequest, reader: Reader, point: Point, step: str, form: Form, status: int = 200
) -> HttpResponse:
    refusal = authority.why_not(reader.user, point, STEPS[step].rule, reader.now)
    STEPS[step].draw(form, point, reader)
    words = reading.standing_words(reading.steps_of(point))
    context = {
        "key": point.key,
        "step": step,
        "term": STEPS[step].term,
        "form": form,
        "refusal": refusal,
        "title": words.get("title") or ERASED,
        "proposal": words.get("proposal", ""),
        "command_id": uuid4().hex,
    }
    return show(request, reader, "improvement/step.html", context, at="bottlenecks", status=status)
