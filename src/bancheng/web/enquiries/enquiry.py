"""一条咨询: put right by the clerk who noted it, struck out, or made a case of."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bancheng.core.refusal import Refusal
from bancheng.counter import enquiries
from bancheng.counter.enquiries import Noted
from bancheng.web.counter import beginning, counter_of
from bancheng.web.desk import Reader, desk, show
from bancheng.web.enquiries.log import fields_of
from bancheng.web.enquiries.plain_field import wrong_with
from bancheng.web.register import page as register_screen


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@desk
def enquiry_page(request: HttpRequest, reader: Reader, uid: str) -> HttpResponse:
    """GET and POST /enquiries/<uid>/"""
    noted = enquiries.read(reader.user, uid)
    wrong = None
    given = _given(noted)
    if request.method == "POST":
        given = request.POST.dict()
        try:
            enquiries.correct(reader.user, uid, given, reader.now)
        except Refusal as refusal:
            wrong = wrong_with(refusal)
        else:
            messages.success(request, "已更正，原来写的还在。")
            return _back(noted)
    own = noted.row.by == reader.user.username and noted.words is not None
    context = {
        "noted": noted,
        "fields": fields_of(given, wrong),
        "wrong": wrong,
        "may_change": own and noted.row.struck_at is None,
        "command_id": uuid4().hex,
    }
    status = 422 if wrong else 200
    return show(request, reader, "enquiries/enquiry.html", context, at="enquiries", status=status)


@require_POST
@desk
def strike_enquiry(request: HttpRequest, reader: Reader, uid: str) -> HttpResponse:
    """POST /enquiries/<uid>/strike"""
    noted = enquiries.read(reader.user, uid)
    try:
        enquiries.strike(reader.user, uid, reader.now)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "已作废，不再计数。")
    return _back(noted)


@require_safe
@desk
def register_enquiry(request: HttpRequest, reader: Reader, uid: str) -> HttpResponse:
    """GET /enquiries/<uid>/register: the registration screen with what is known already. The words
    come from the log; the address carries nothing but its number."""
    noted = enquiries.read(reader.user, uid)
    if noted.row.case_no:
        return redirect("case", noted.row.case_no)
    counter = counter_of(reader, noted.row.centre)
    if counter is None or counter.centre.code != noted.row.centre or noted.words is None:
        return _back(noted)
    begun = QueryDict(mutable=True)
    begun.update({name: str(value) for name, value in beginning(counter).items()})
    begun.update({"matter": noted.words.asked, "phone": noted.words.phone, "enquiry": uid})
    context = {**register_screen(counter, reader, begun), "noted": noted}
    return show(request, reader, "web/register.html", context, at="register")


def _given(noted: Noted) -> dict[str, str]:
    words = noted.words
    if words is None:
        return {}
    return {"asked": words.asked, "answered": words.answered, "phone": words.phone}


def _back(noted: Noted) -> HttpResponse:
    row = noted.row
    answer = redirect(f"{reverse('enquiries')}?at={row.centre}&day={row.asked_on:%Y-%m-%d}")
    answer.status_code = 303
    return answer
