"""反映: one page, plain words, large type; what was typed is kept on the device until it is sent.

Sent twice, by a double tap or on a bad line, it is one case and the same receipt. Where it is not
taken yet, the form comes back with all that was typed and brought.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from math import ceil

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bancheng.channels.web_handover import back_of, note_handed_in
from bancheng.core.refusal import Refusal
from bancheng.petitioner import handing_in, limits, ticket
from bancheng.petitioner.code import grouped
from bancheng.petitioner.making import is_of, last_of
from bancheng.petitioner.question import ANSWER
from bancheng.petitioner.ticket import Ticket
from bancheng.web.attachments.form_files import FormFiles, attach_field, take_for
from bancheng.web.public.address import asking_address
from bancheng.web.public.asking import Asking, answer_of, shown, to_be_asked
from bancheng.web.public.not_taken import keep_until_next_time
from bancheng.web.public.qr import qr_picture
from bancheng.web.public.refused import said
from bancheng.web.public.visit import Visit, public, show

MOST_FILES = 9


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@public
def submit_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """GET and POST /w/<centre>/submit"""
    carried = ticket.opened(request.POST.get("ticket", ""), visit.centre.code, visit.now)
    if not visit.takes_matters and not (carried and carried.via):
        raise Http404(visit.centre.code)
    if request.method != "POST":
        return _form(request, visit, ticket.draw(visit.centre.code, visit.now))
    if carried is None:
        late = Refusal("too_late", "这一页放得太久了。您写的都还在，请再按一次“提交”。")
        return _not_taken(request, visit, ticket.draw(visit.centre.code, visit.now), late)
    return _take(request, visit, carried)


def _take(request: HttpRequest, visit: Visit, carried: Ticket) -> HttpResponse:
    sent, code, asking = request.POST, visit.centre.code, Asking()
    if not handing_in.was_handed_in(carried):
        wait = limits.wait(visit.address, visit.now)
        if wait is not None:
            return _not_taken(request, visit, carried, wait=wait)
        asking = answer_of(request, visit)
        if asking.wrong is not None:
            return _not_taken(request, visit, carried, asking.wrong, asking=asking)
    brought = take_for(carried.owner, request, visit.now, None, MOST_FILES)
    try:
        typed = {name: sent[name] for name in sent if isinstance(sent[name], str)}
        done = handing_in.hand_in(
            visit.centre,
            carried,
            typed,
            brought.given(),
            visit.address,
            visit.now,
            asking.question,
        )
    except Refusal as refusal:
        asked = None if refusal.field == ANSWER else asking  # answered twice at once: another one
        return _not_taken(request, visit, carried, refusal, brought, asked)
    back = back_of(carried.via) if carried.via else ""
    elsewhere = done.repeated and not is_of(carried.code, done.case_no)
    if carried.via and (elsewhere or not done.repeated):
        note_handed_in(carried.via, carried.number, done.case_no, elsewhere, visit.now)
    if elsewhere:
        return handed_over_already(request, visit, back)
    address = asking_address(request, code, carried.code)
    context = {
        "case_no": done.case_no,
        "code": grouped(carried.code),
        "digits": last_of(done.phone),
        "qr": qr_picture(address, "扫一扫，查进度"),
        "sent_at": visit.now,
        "back": back,
        "changed": done.changed,
        "matter": sent.get("matter", ""),
        "phone": visit.phone,
    }
    return show(request, visit, "public/receipt.html", context)


def handed_over_form(
    request: HttpRequest, visit: Visit, carried: Ticket, fields: Mapping[str, str]
) -> HttpResponse:
    """The form as another platform filled it in, for the petitioner to read and hand in."""
    return _form(request, visit, carried, typed=fields)


def handed_over_already(request: HttpRequest, visit: Visit, back: str) -> HttpResponse:
    """What stands on another platform under one number is handed in here once."""
    return show(request, visit, "public/handed_over_already.html", {"back": back})


def _not_taken(
    request: HttpRequest,
    visit: Visit,
    carried: Ticket,
    wrong: Refusal | None = None,
    brought: FormFiles | None = None,
    asking: Asking | None = None,
    wait: timedelta | None = None,
) -> HttpResponse:
    """The form again, with all that was typed and every file there is room for."""
    if brought is None:
        brought = take_for(carried.owner, request, visit.now, None, MOST_FILES)
    again = keep_until_next_time(request, visit, carried.owner, brought)
    answer = _form(request, visit, carried, wrong, brought, asking=asking, again=again, wait=wait)
    if wait is not None:
        answer.status_code = 429
        answer["Retry-After"] = str(ceil(wait.total_seconds()))
    return answer


def _form(
    request: HttpRequest,
    visit: Visit,
    carried: Ticket,
    wrong: Refusal | None = None,
    brought: FormFiles | None = None,
    *,
    typed: Mapping[str, str] | None = None,
    asking: Asking | None = None,
    again: Sequence[str] = (),
    wait: timedelta | None = None,
) -> HttpResponse:
    context = {
        "ticket": ticket.shut(carried),
        "typed": request.POST if typed is None else typed,
        "came": carried.number,
        "about": handing_in.may_be_about(visit.centre),
        "attach": attach_field((), brought),
        "most": MOST_FILES,
        "asked": shown(asking or to_be_asked(visit), visit),
        "again": again,
        "minutes": ceil(wait / limits.MINUTE) if wait is not None else 0,
        "wrong": said(wrong) if wrong else "",
        "wrong_field": wrong.field if wrong else "",
    }
    return show(request, visit, "public/submit.html", context, status=422 if wrong else 200)
