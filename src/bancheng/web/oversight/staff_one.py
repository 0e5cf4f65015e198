"""一条人员记录: its steps, and what a second person or its proposer may do about it."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from bancheng.casework.surroundings import standard_for
from bancheng.core.refusal import Refusal
from bancheng.improvement import staff_records, staff_seen
from bancheng.improvement.staff_record_row import STAGES, StaffRecord
from bancheng.improvement.staff_seen import Told
from bancheng.people import directory, seats
from bancheng.people.chart import current
from bancheng.web.cites import sources
from bancheng.web.desk import Reader, desk, show
from bancheng.web.fields import Wrong, wrong_of
from bancheng.web.oversight.staff import ERASED, TONES
from bancheng.web.oversight.staff_new import see
from bancheng.web.words_of_time import clock_words

DID = {
    "proposed": "提出",
    "confirmed": "确认",
    "refused": "不确认",
    "withdrawn": "收回",
    "revoke_asked": "提出撤销",
    "revoked": "确认撤销",
    "kept": "不同意撤销，记录照旧",
}


@require_safe
@desk
def staff_record_page(request: HttpRequest, reader: Reader, key: str) -> HttpResponse:
    """GET /staff-records/<key>/"""
    record = staff_seen.record_for(reader.user, key, reader.now)
    return _record(request, reader, record)


@sensitive_post_parameters()
@require_POST
@desk
def staff_record_step(request: HttpRequest, reader: Reader, key: str, step: str) -> HttpResponse:
    """POST /staff-records/<key>/<step>"""
    record = staff_seen.record_for(reader.user, key, reader.now)
    sent = request.POST
    reason, command = sent.get("reason", ""), sent.get("command_id") or uuid4().hex
    user, now = reader.user, reader.now
    try:
        if step == "confirm":
            staff_records.confirm(user, key, command, now)
        elif step == "refuse":
            staff_records.refuse(user, key, reason, command, now)
        elif step == "withdraw":
            staff_records.withdraw(user, key, reason, command, now)
        elif step == "revoke":
            staff_records.ask_to_revoke(user, key, reason, command, now)
        else:
            raise Http404(step)
    except Refusal as refusal:
        wrong = wrong_of(refusal, standard_for(record.centre))
        return _record(request, reader, record, sent, step, wrong)
    messages.success(request, "已记下。")
    return see(record)


def _record(
    request: HttpRequest,
    reader: Reader,
    record: StaffRecord,
    sent: QueryDict | None = None,
    step: str = "",
    wrong: Wrong | None = None,
) -> HttpResponse:
    standard = standard_for(record.centre)
    rule = standard.staff_records.get(record.kind)
    unit = current().units.get(record.unit)
    own = record.person == reader.user.username
    waits = record.stage == "proposed" or record.revoking
    second = staff_records.why_not_second(reader.user, record, reader.now)
    roles = seats.roles_at(reader.user, record.centre, reader.now)
    may_ask = rule is not None and bool(roles & set(rule.by)) and not own
    context = {
        "key": record.key,
        "name": directory.name_of(record.person),
        "unit": unit.shown if unit else "",
        "label": staff_seen.label_of(record),
        "stage": STAGES[record.stage],
        "tone": TONES[record.stage],
        "revoking": record.revoking and not own,
        "own": own,
        "cases": staff_seen.cases_of(reader.user, record),
        "steps": [_told(told, reader) for told in staff_seen.steps_of(record) if _for(told, own)],
        "may_confirm": second is None,
        "why_not": second.sentence if second and waits and second.code == "same_person" else "",
        "may_withdraw": record.stage == "proposed" and record.proposed_by == reader.user.username,
        "may_revoke": record.stage == "confirmed" and not record.revoking and may_ask,
        "rule": sources(standard, rule.cites, rule.because) if rule else "",
        "typed": sent.get("reason", "") if sent else "",
        "step": step,
        "wrong": wrong,
        "command_id": uuid4().hex,
    }
    status = 422 if wrong else 200
    return show(
        request, reader, "oversight/record_one.html", context, at="staff-records", status=status
    )


def _for(told: Told, own: bool) -> bool:
    """The person reads what stands; what was asked and not decided is between the other two."""
    return not own or told.step.kind in ("proposed", "confirmed", "revoked")


def _told(told: Told, reader: Reader) -> dict[str, object]:
    step = told.step
    body = told.texts.get("body", "")
    return {
        "at": clock_words(step.at, reader.now),
        "who": directory.name_of(step.by),
        "did": DID[step.kind] + (f"，移送{body}" if body else ""),
        "text": ERASED if step.erased else told.texts.get("reason", ""),
    }
