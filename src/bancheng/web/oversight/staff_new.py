"""提出人员记录: one person proposes a record; it waits for another."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bancheng.casework.surroundings import standard_for
from bancheng.core.refusal import Refusal
from bancheng.improvement import staff_records
from bancheng.improvement.staff_record_row import StaffRecord
from bancheng.improvement.staff_records import Wanted
from bancheng.people import directory
from bancheng.people.unit import Unit
from bancheng.web.cites import sources
from bancheng.web.desk import Reader, desk, show
from bancheng.web.fields import Wrong, wrong_of
from bancheng.web.improvement.form import Form
from bancheng.web.improvement.new import APART
from bancheng.web.oversight.staff import centres_open


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@desk
def new_record_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /staff-records/new"""
    centres = centres_open(reader)
    if not centres:
        raise Http404
    sent = request.POST if request.method == "POST" else request.GET
    centre = next((unit for unit in centres if unit.code == sent.get("centre")), centres[0])
    if request.method == "GET":
        return _new(request, reader, centre, centres, sent, None)
    cases = [number for number in APART.split(sent.get("cases", "")) if number]
    person, kind = sent.get("person", ""), sent.get("kind", "")
    wanted = Wanted(person, kind, sent.get("reason", ""), cases, sent.get("body", ""))
    command = sent.get("command_id") or uuid4().hex
    try:
        record = staff_records.propose(reader.user, centre.code, wanted, command, reader.now)
    except Refusal as refusal:
        wrong = wrong_of(refusal, standard_for(centre))
        return _new(request, reader, centre, centres, sent, wrong)
    messages.success(request, "已提出，等另一个人确认。确认以后本人才看得到。")
    return see(record)


def _new(
    request: HttpRequest,
    reader: Reader,
    centre: Unit,
    centres: list[Unit],
    sent: QueryDict,
    wrong: Wrong | None,
) -> HttpResponse:
    standard = standard_for(centre)
    kinds = staff_records.kinds_open_to(reader.user, centre.code, reader.now)
    staff = {
        a.person.username: f"{a.person.name}（{a.unit.shown}）"
        for a in directory.staff_of(centre, reader.now)
        if a.person.username != reader.user.username
    }
    form = Form(sent, wrong)
    form.choose("person", "记谁", staff, few=0)
    form.choose("kind", "记什么", kinds)
    form.text("reason", "什么事、为什么", "确认以后本人看得到：不写诉求人，不写投诉内容")
    form.line("cases", "哪一件工单里的事", "写编号；几件用空格或者顿号分开")
    if any(standard.staff_records[kind].names_a_body for kind in kinds):
        form.line("body", "移送给哪个机关", "只有移送才写", required=False)
    context = {
        "form": form,
        "centre": centre,
        "centres": centres if len(centres) > 1 else [],
        "rules": [
            (rule.label, sources(standard, rule.cites, rule.because))
            for name, rule in standard.staff_records.items()
            if name in kinds
        ],
        "command_id": uuid4().hex,
    }
    status = 422 if wrong else 200
    return show(
        request, reader, "oversight/record_new.html", context, at="staff-records", status=status
    )


def see(record: StaffRecord) -> HttpResponse:
    answer = redirect("staff-record", record.key)
    answer.status_code = 303
    return answer
