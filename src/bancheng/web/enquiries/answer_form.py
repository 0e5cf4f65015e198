"""写一条常见答复: from nothing, from a closed case, or a new wording of one there is."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bancheng.casework import access
from bancheng.casework.look import Look, look
from bancheng.core.refusal import Refusal
from bancheng.core.stage import CLOSED
from bancheng.counter import answer_words, answers
from bancheng.counter.slips import saying
from bancheng.web.desk import Reader, desk, show
from bancheng.web.enquiries.at_counter import AtCounter, at_counter
from bancheng.web.enquiries.plain_field import plain_field, wrong_with
from bancheng.web.fields import Field, Widget, Wrong

LONG = frozenset({"question", "text"})
HINTS = {
    "title": "一看就知道答的是什么",
    "question": "群众会怎么说，换几种说法，找起来准",
    "text": "去掉姓名、电话、编号；写得照着念就行",
    "basis": "哪份文件、哪一条；政策变了能查到是哪一条变了",
}
NAMES = ("name", "phone", "firm", "agent", "origin_no")
ANSWERED = ("answer", "reply", "receive_result", "explain")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@desk
def answer_form(request: HttpRequest, reader: Reader, uid: str = "") -> HttpResponse:
    """GET and POST /answers/new and /answers/<uid>/edit"""
    at = at_counter(request, reader)
    source = _source(reader, request.POST.get("case") or request.GET.get("case", ""), at)
    given = _begun(reader, uid, source, at)
    wrong = None
    if request.method == "POST":
        given = request.POST.dict()
        try:
            row = answers.propose(
                reader.user, at.code, uid, given, at.today, reader.now,
                from_case=source.row.case_no if source else "",
                names=_names(source) if source else (),
            )  # fmt: skip
        except Refusal as refusal:
            wrong = wrong_with(refusal)
        else:
            messages.success(request, "已提交，请另一位同事核对以后就能用。")
            answer = redirect("answer", row.uid)
            answer.status_code = 303
            return answer
    context = {
        "at": at,
        "uid": uid,
        "source": source.row.case_no if source else "",
        "fields": fields_of(given, wrong),
        "wrong": wrong,
    }
    status = 422 if wrong else 200
    return show(request, reader, "enquiries/answer_form.html", context, at="answers", status=status)


def may_become_answer(found: Look) -> bool:
    """A closed case that was answered. A complaint about conduct is nobody's model."""
    done = found.case.stage in CLOSED and found.case.answer in ("result", "basis")
    return done and not found.case.conduct and saying.last(found, *ANSWERED) is not None


def fields_of(given: dict[str, str], wrong: Wrong | None) -> list[Field]:
    """The fields of a wording, and until when its basis holds."""
    found = []
    for name, (term, longest) in answer_words.TERMS.items():
        widget: Widget = "text" if name in LONG else "line"
        field = plain_field(
            name, term, given, wrong, widget=widget, required=name in answer_words.MUST,
            hint=HINTS.get(name, ""), longest=longest,
        )  # fmt: skip
        found.append(field)
    until = plain_field(
        "valid_until", "依据管到哪天", given, wrong, widget="date", required=True,
        hint="过了这天就不再供选，先核对依据", longest=10,
    )  # fmt: skip
    return [*found, until]


def _source(reader: Reader, case_no: str, at: AtCounter) -> Look | None:
    """The case it is made of. Raises NotFound where the reader may not see it or it is no model."""
    if not case_no:
        return None
    found = look(reader.user, case_no, reader.now)
    if found.row.chain != at.code or not may_become_answer(found):
        raise access.NotFound(case_no)
    return found


def _begun(reader: Reader, uid: str, source: Look | None, at: AtCounter) -> dict[str, str]:
    if uid:
        kept = answers.one(reader.user, uid, at.today)
        standing = kept.in_force or kept.versions[0]
        words = standing.words
        told = {name: getattr(words, name) for name in answer_words.TERMS} if words else {}
        until = standing.row.valid_until
        return {**told, "valid_until": until.isoformat() if until and until >= at.today else ""}
    return _from_case(source, at.today) if source else {}


def _from_case(found: Look, today: date) -> dict[str, str]:
    """What the case says already; whoever writes it cleans it."""
    done = saying.last(found, *ANSWERED)
    item = found.text("item") or ""
    return {
        "title": f"{item}怎么办" if item else "",
        "item": item,
        "question": (found.text("matter") or "")[:500],
        "text": saying.said(done, "text") or saying.said(done, "basis"),
        "basis": saying.said(done, "basis"),
        "valid_until": today.replace(year=today.year + 1, day=min(today.day, 28)).isoformat(),
    }


def _names(found: Look) -> list[str]:
    """The words of the case that point at somebody, in every version they were given."""
    texts = (entry.texts.get(name) for entry in found.entries for name in NAMES)
    return [*(text for text in texts if text), found.row.case_no]
