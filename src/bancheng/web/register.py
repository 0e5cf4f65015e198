"""登记: one screen at the counter, phone first, the due time before saving.

Registering, the petitioner's confirmation and accepting (or declining) go through the write door
together, all or none, under one command id: sent twice, they make one case.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from bancheng.casework import access
from bancheng.casework.door import Order, open_case
from bancheng.casework.names import names_for
from bancheng.core.ask import FILES
from bancheng.core.refusal import Refusal
from bancheng.counter.enquiries import became_case
from bancheng.web.attachments.form_files import FormFiles, attach_field, take, with_files_spread
from bancheng.web.cites import cites
from bancheng.web.counter import (
    Counter,
    beginning,
    choices,
    counter_of,
    earlier,
    promises,
)
from bancheng.web.desk import Reader, desk, show
from bancheng.web.enquiries.place_choice import places_for, with_place
from bancheng.web.fields import Given, Wrong, drawn, read, wrong_of
from bancheng.web.late_entry import late_of, read_late
from bancheng.web.register_alike import centre_suggests, is_suggesting
from bancheng.web.told import told

BOTH, ONLY, DECLINE = "accept", "only", "decline"
BEHALF = (
    ("firm", "uscc"),
    ("agent", "agent_phone"),
    ("mandate_until_on", "mandate_seen"),
    ("contact", "contact_phone"),
)
"""Who else stands behind a matter, side by side, folded away in the ordinary case."""
LAID_OUT = frozenset(
    {"phone", "name", "no_phone", "petitioner_kind", "matter", "item", "service_item"}
    | {"channel", "origin_no", "traits", "mandate"}
    | {name for pair in BEHALF for name in pair}
)
"""Fields that have a place of their own; whatever else a standard asks follows them."""


WALLED = (
    "已记录，编号 {}，请先告诉诉求人：本件反映的涉及您或者您所在单位，须回避，以后由别人接着办。"
)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@desk
def register_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /register/"""
    sent: QueryDict = request.POST if request.method == "POST" else QueryDict()
    counter = counter_of(reader, sent.get("at") or request.GET.get("at", ""))
    if counter is None:
        return show(request, reader, "web/register_not.html", at="register", status=403)
    if request.method == "GET":
        return show(
            request, reader, "web/register.html", page(counter, reader, sent), at="register"
        )
    sent = with_place(sent, counter.centre.code)
    brought = take(request, reader)
    try:
        with transaction.atomic():
            done = open_case(
                reader.user,
                counter.centre.code,
                with_files_spread(orders_of(counter, sent), brought),
                sent.get("command_id") or uuid4().hex,
                reader.now,
            )
            if enquiry := sent.get("enquiry", ""):
                became_case(reader.user, enquiry, done.case_no, reader.now)
    except Refusal as refusal:
        wrong = wrong_of(refusal, counter.setting.standard)
        context = page(counter, reader, sent, wrong, brought)
        return show(request, reader, "web/register.html", context, at="register", status=422)
    standard = counter.setting.standard
    still_mine = access.visible(reader.user).filter(case_no=done.case_no).exists()
    if still_mine:
        messages.success(request, told(done, standard, names_for(standard), reader.now))
    else:  # a complaint about the very unit that took it in
        messages.success(request, WALLED.format(done.case_no))
    answer = redirect("case", done.case_no) if still_mine else redirect("duties")
    answer.status_code = 303
    return answer


def orders_of(counter: Counter, sent: QueryDict) -> list[Order]:
    """The acts asked for: register, then perhaps confirm, then accept or decline."""
    given = everything(counter, sent)
    views = counter.views(given)
    done_at, why_late = read_late(counter.setting, sent)
    wanted = ["register"]
    if sent.get("signing") and views["confirm"]:
        wanted.append("confirm")
    if sent.get("then", BOTH) != ONLY:
        wanted.append(DECLINE if sent.get("then") == DECLINE else "accept")
    orders = [Order(act, {**read(views[act], sent), **why_late}, done_at=done_at) for act in wanted]
    if "channel" not in sent:
        # a form that does not ask where somebody stands was filled in at the counter
        orders[0] = replace(orders[0], given={**_at_the_counter(counter), **orders[0].given})
    return orders


def _at_the_counter(counter: Counter) -> dict[str, object]:
    return {"channel": beginning(counter)["channel"]}


def everything(counter: Counter, sent: QueryDict) -> dict[str, object]:
    """All that was typed, so that nothing is lost and the chosen kind can ask for more."""
    chosen = {name: sent.get(name, "") for name in ("kind", "ground")}
    return {
        name: value
        for views in counter.views(chosen).values()
        for name, value in read(views, sent).items()
    }


def page(
    counter: Counter,
    reader: Reader,
    sent: QueryDict,
    wrong: Wrong | None = None,
    brought: FormFiles | None = None,
) -> dict[str, object]:
    """Everything the screen shows."""
    standard = counter.setting.standard
    given = everything(counter, sent) or beginning(counter)
    drawn_fields = {
        field.name: field
        for views in counter.views({}).values()
        for field in drawn(views, given, wrong, choices(counter))
    }
    asked = drawn(counter.asked_too(given), given, wrong, choices(counter))
    others = [v.ask.name for v in counter.views({})["register"] if v.ask.name not in LAID_OUT]
    late = late_of(counter.setting, sent, wrong)
    placed = {*drawn_fields, *(f.name for f in asked), *late.names, FILES.name}
    return {
        "counter": counter,
        "command_id": sent.get("command_id") or uuid4().hex,
        "field": drawn_fields,
        "asked": asked,
        "others": [drawn_fields[name] for name in others],
        "late": late,
        "wrong": wrong,
        "wrong_above": wrong is not None and wrong.field not in placed,
        "service_item": given.get("service_item", ""),
        "behalf": [tuple(drawn_fields.get(name) for name in pair) for pair in BEHALF],
        "for_firm": _on_behalf(given, wrong),
        "declining": sent.get("then") == DECLINE,
        "promises": promises(counter, given, reader),
        "refusals": [(r, cites(standard, r.cites)) for r in standard.refusals.values()],
        "earlier": earlier(reader, str(given.get("phone", ""))),
        "suggesting": is_suggesting(reader, counter.centre),
        "centre_suggests": centre_suggests(counter.centre),
        "enquiry": sent.get("enquiry", ""),
        "decline_waits": counter.setting.needs_approval("decline"),
        "attach": attach_field((), brought, wrong),
        "places": places_for(counter.centre.code, reader, str(given.get("refusal", ""))),
    }


def _on_behalf(given: Given, wrong: Wrong | None) -> bool:
    """Whether something stands in the folded part, or is wrong with it."""
    names = {"mandate", *(name for pair in BEHALF for name in pair)}
    return any(given.get(name) for name in names) or (wrong is not None and wrong.field in names)


@sensitive_post_parameters()
@require_POST
@desk
def register_hints(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The part of the screen that follows from kind and ground: more fields, and the due time."""
    counter = counter_of(reader, request.POST.get("at", ""))
    if counter is None:
        return HttpResponse(status=403)
    given = everything(counter, request.POST)
    context = {
        "asked": drawn(counter.asked_too(given), given, None, choices(counter)),
        "promises": promises(counter, given, reader),
    }
    return render(request, "web/register_hints.html", context)


@sensitive_post_parameters()
@require_POST
@desk
def earlier_cases(request: HttpRequest, reader: Reader) -> HttpResponse:
    """这个电话来过几次: by POST, so that no phone number stands in an address."""
    context = {"earlier": earlier(reader, request.POST.get("phone", ""))}
    return render(request, "web/register_earlier.html", context)
