"""给诉求人的单子: what it will say, how it is given, and the paper itself.

The paper shows name and phone whole, as it is the petitioner's own; so it is opened by POST, which
records who gave it and how. Afterwards only whoever gave it sees it whole, on that day.
"""

from __future__ import annotations

from uuid import uuid4

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from bancheng.casework.look import Look, look
from bancheng.core.permission import act_term
from bancheng.core.refusal import Refusal
from bancheng.counter import given_slips, slips
from bancheng.counter.slip_given_row import SlipGiven
from bancheng.counter.staff import must_work_at
from bancheng.people import directory as people
from bancheng.web.desk import Reader, desk, show
from bancheng.web.enquiries import code_on_receipt
from bancheng.web.enquiries.code_on_receipt import PrintedCode
from bancheng.web.enquiries.plain_field import wrong_with
from bancheng.web.heading import heading

TELLING = ("inform", "explain", "tell_acceptance", "tell_review")


@require_http_methods(["GET", "POST"])
@desk
def slip_page(request: HttpRequest, reader: Reader, case_no: str, kind: str) -> HttpResponse:
    """GET and POST /cases/<number>/slips/<kind>"""
    found = look(reader.user, case_no, reader.now)
    must_work_at(reader.user, found.row.chain)
    if kind not in slips.on_offer(found):
        raise Http404(kind)
    wrong = None
    if request.method == "POST":
        command = request.POST.get("command_id") or uuid4().hex
        how = request.POST.get("how", "")
        try:
            with transaction.atomic():
                row = given_slips.give(reader.user, found, kind, how, command[:40], reader.now)
                printed = (
                    code_on_receipt.made(request, reader, found, command[:40])
                    if kind == code_on_receipt.RECEIPT
                    else None
                )
        except Refusal as refusal:
            wrong = wrong_with(refusal)
        else:
            if printed is not None:
                return paper(request, reader, found, row, printed)
            answer = redirect("slip-paper", case_no, kind, row.pk)
            answer.status_code = 303
            return answer
    desk_ = given_slips.desk_of(found.centre)
    rows = [row for row in given_slips.given(case_no) if row.kind == kind]
    context = {
        "heading": heading(found),
        "standard": found.standard,
        "slip": slips.slip_of(found, kind, desk_, whole=False),
        "kind": kind,
        "ways": given_slips.HOW,
        "given": [(row, people.name_of(row.by), given_slips.HOW[row.how]) for row in rows],
        "command_id": uuid4().hex,
        "wrong": wrong,
        "query_code": code_on_receipt.choice(found, kind, request.POST.get("word", "")),
    }
    status = 422 if wrong else 200
    return show(request, reader, "enquiries/slip.html", context, at="search", status=status)


@require_safe
@desk
def slip_paper(
    request: HttpRequest, reader: Reader, case_no: str, kind: str, given: int
) -> HttpResponse:
    """GET /cases/<number>/slips/<kind>/<giving>: the sheet as it was given, ready to print."""
    found = look(reader.user, case_no, reader.now)
    must_work_at(reader.user, found.row.chain)
    row = SlipGiven.objects.filter(pk=given, case_no=case_no, kind=kind).first()
    if row is None:
        raise Http404(str(given))
    return paper(request, reader, found, row)


def paper(
    request: HttpRequest,
    reader: Reader,
    found: Look,
    row: SlipGiven,
    printed: PrintedCode | None = None,
) -> HttpResponse:
    """The sheet; with the query code only in the answer that made it."""
    case_no, kind = found.row.case_no, row.kind
    whole = row.by == reader.user.username and _same_day(row, found)
    then = slips.as_it_stood(found, row.version, row.at)
    if kind not in slips.on_offer(then):
        raise Http404(kind)
    context = {
        "case_no": case_no,
        "slip": slips.slip_of(then, kind, given_slips.desk_of(found.centre), whole=whole),
        "whole": whole,
        "how": given_slips.HOW[row.how],
        "printing": row.how == "printed",
        "at": found.calendar.local(row.at),
        "by": people.name_of(row.by),
        "telling": owed_telling(found),
        "query_code": printed,
    }
    return render(request, "enquiries/paper.html", context)


def _same_day(row: SlipGiven, found: Look) -> bool:
    zone = found.calendar.local
    return zone(row.at).date() == zone(found.now).date()


def owed_telling(found: Look) -> list[tuple[str, str]]:
    """Acts of telling that the reader owes: handing over the paper may be their moment."""
    acts = dict.fromkeys(act for duty in found.owed_by_reader() for act in duty.owed)
    return [(act, act_term(found.standard, act)) for act in acts if act in TELLING]
