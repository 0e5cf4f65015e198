"""定一件: one form that decides a case, as proposed or otherwise; or says why not today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bancheng.casework import asking
from bancheng.casework.asking import FieldView
from bancheng.casework.door import Order
from bancheng.casework.look import Look, look
from bancheng.casework.stale import Stale
from bancheng.casework.surroundings import setting_of
from bancheng.core.ask import Shape
from bancheng.core.decider import Setting
from bancheng.core.permission import act_term, why_not
from bancheng.core.refusal import Refusal
from bancheng.core.stage import Stage
from bancheng.meetings.deciding import decide, with_minutes
from bancheng.meetings.meeting_row import Meeting
from bancheng.meetings.questions import Question, question_of
from bancheng.web.cites import cites
from bancheng.web.desk import Reader, desk, show
from bancheng.web.fields import Field, Wrong, drawn, read, wrong_of
from bancheng.web.heading import heading
from bancheng.web.late_entry import late_of, read_late
from bancheng.web.meetings.on_agenda import meeting_for, meetings_with
from bancheng.web.meetings.words import asked
from bancheng.web.owed import owed
from bancheng.web.together import following, order_of_following, placed_wrong
from bancheng.web.told import told

DETERMINE, POSTPONE = "determine", "postpone"
SAME = ("lead", "supporting")
LEFT_OUT = frozenset({"opinion", "present"})
"""The minutes hold the decision's words, the attendance who was there."""
ORDER = ("lead", "supporting", "decided_due_on", "reason", "minutes")
"""Who, by when, and then the words; whatever else a standard asks follows."""
AS_PROPOSED = "同意上述建议。"


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@desk
def decide_page(request: HttpRequest, reader: Reader, case_no: str) -> HttpResponse:
    """GET and POST /questions/<number>"""
    found = look(reader.user, case_no, reader.now)
    if not _is_theirs(found):
        raise Http404
    setting = setting_of(found.row.chain, found.standard)
    if request.method == "GET":
        begun = _begun(found, request.GET.get("meeting", ""))
        return show(request, reader, TEMPLATE, page(found, reader, begun), at="questions")
    sent, act = request.POST, _act(request.POST)
    meeting = meeting_for(reader, found, sent.get("meeting", ""))
    try:
        orders = orders_of(found, act, sent, setting, meeting)
        command = sent.get("command_id") or uuid4().hex
        done = decide(reader.user, case_no, orders, meeting, command, _version(sent), reader.now)
    except Stale as stale:
        again = page(found, reader, sent, stale=stale.sentence)
        return show(request, reader, TEMPLATE, again, at="questions", status=409)
    except Refusal as refusal:
        wrong = placed_wrong(wrong_of(refusal, found.standard), refusal.act, act)
        again = page(found, reader, sent, wrong)
        return show(request, reader, TEMPLATE, again, at="questions", status=422)
    messages.success(request, told(done, found.standard, found.names, reader.now))
    answer = redirect("meeting", meeting.pk) if meeting else redirect("questions")
    answer.status_code = 303
    return answer


TEMPLATE = "meetings/decide.html"


def _is_theirs(found: Look) -> bool:
    """Whether the reader decides here at all: whoever does not finds no such page."""
    refusal = why_not(found.question(), DETERMINE)
    return refusal is None or refusal.code not in ("not_your_act", "not_used_here", "walled_off")


def _act(sent: QueryDict) -> str:
    return POSTPONE if POSTPONE in sent else DETERMINE


def _version(sent: QueryDict) -> int | None:
    version = sent.get("version", "")
    return int(version) if version.isascii() and version.isdigit() and len(version) < 9 else None


def _begun(found: Look, meeting: str) -> QueryDict:
    """What the form begins with: the decision it would renew, else what was proposed."""
    begun = QueryDict(mutable=True)
    begun["meeting"] = meeting
    last = next((e for e in reversed(found.entries) if e.event.name == "determined"), None)
    if found.case.stage is Stage.DETERMINED and last is not None:
        begun["lead"] = last.event.text("lead")
        begun.setlist("supporting", list(last.event.names("supporting")))
        begun["decided_due_on"] = last.event.text("decided_due_on")
        return begun
    put = question_of(found.row)
    begun["lead"] = put.lead
    begun.setlist("supporting", list(put.supporting))
    begun["decided_due_on"] = put.due_on.isoformat() if put.due_on else ""
    if put.lead:
        begun["minutes"] = AS_PROPOSED
    return begun


def views_of(act: str, found: Look, setting: Setting, sent: Mapping[str, str]) -> list[FieldView]:
    """What the body says; the reason only where it would change what it said."""
    anew = found.case.stage is Stage.DETERMINED
    views = asking.fields(act, setting, sent)
    if act == POSTPONE:
        return [view for view in views if view.ask.name == "reason"]
    left_out = LEFT_OUT if anew else LEFT_OUT | {"reason"}
    shown = [
        replace(view, required=view.required or view.ask.name == "reason")
        for view in views
        if view.ask.name not in left_out and view.ask.shape is not Shape.FILES
    ]
    return sorted(
        shown, key=lambda view: ORDER.index(view.ask.name) if view.ask.name in ORDER else 9
    )


def orders_of(
    found: Look, act: str, sent: QueryDict, setting: Setting, meeting: Meeting | None
) -> list[Order]:
    """The decision, and the transfer where it is asked for at once."""
    done_at, why_late = read_late(setting, sent)
    given = {**read(views_of(act, found, setting, sent), _own(sent, act)), **why_late}
    order = with_minutes(Order(act, given, None, done_at), found.row.case_no, meeting, found.names)
    if act == POSTPONE:
        return [order]
    same = {name: given[name] for name in SAME if name in given}
    then = order_of_following(found, act, sent, setting, same)
    return [order, replace(then, done_at=done_at)] if then else [order]


def _own(sent: QueryDict, act: str) -> QueryDict:
    """The reason for postponing has a name of its own on the page, beside that for deciding."""
    if act == DETERMINE:
        return sent
    own = QueryDict(mutable=True)
    own["reason"] = sent.get("why_postponed", "")
    return own


def page(
    found: Look, reader: Reader, sent: QueryDict, wrong: Wrong | None = None, stale: str = ""
) -> dict[str, object]:
    """Everything the page shows."""
    setting = setting_of(found.row.chain, found.standard)
    put: Question = question_of(found.row)
    views = views_of(DETERMINE, found, setting, sent)
    refusal = why_not(found.question(), DETERMINE)
    fields: list[Field] = drawn(views, read(views, sent), wrong)
    then = following(found, DETERMINE, sent, setting, wrong, frozenset(SAME))
    postponing = wrong is not None and POSTPONE in sent
    rule = found.standard.acts[DETERMINE]
    late = late_of(setting, sent, wrong)
    placed = {f.name for f in fields} | late.names
    placed |= {f.name for f in then.fields} if then else set()
    return {
        "heading": heading(found),
        "standard": found.standard,
        "asked": asked(put, reader.now),
        "matter": found.text("matter") or "",
        "term": act_term(found.standard, DETERMINE),
        "cites": cites(found.standard, rule.cites),
        "refusal": refusal,
        "refusal_cites": cites(found.standard, refusal.cites) if refusal else "",
        "anew": found.case.stage is Stage.DETERMINED,
        "fields": fields,
        "then": then,
        "late": late,
        "may_postpone": why_not(found.question(), POSTPONE) is None,
        "postpone_term": act_term(found.standard, POSTPONE),
        "why_postponed": sent.get("why_postponed", ""),
        "postponing": postponing,
        "meetings": meetings_with(reader, found),
        "meeting": sent.get("meeting", ""),
        "wrong": wrong,
        "wrong_above": wrong is not None and (postponing or wrong.field not in placed),
        "stale": stale,
        "owed": owed(found),
        "version": found.case.version,
        "command_id": sent.get("command_id") or uuid4().hex,
    }
