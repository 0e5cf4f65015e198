"""甄别并分办: both steps in one form, for whoever may do both; or the first alone."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bancheng.casework import asking
from bancheng.casework.asking import FieldView
from bancheng.casework.door import Order, handle
from bancheng.casework.look import Look, look
from bancheng.casework.stale import Stale
from bancheng.casework.surroundings import setting_of
from bancheng.core.ask import Shape
from bancheng.core.decider import Setting
from bancheng.core.permission import act_term, why_not
from bancheng.core.refusal import Refusal
from bancheng.web.before_acting import before_acting
from bancheng.web.cites import cites
from bancheng.web.desk import Reader, desk, show
from bancheng.web.fields import Wrong, drawn, read, wrong_of
from bancheng.web.heading import heading
from bancheng.web.owed import owed
from bancheng.web.together import AT_ONCE, following, order_of_following, placed_wrong
from bancheng.web.told import told

SCREEN = "screen"
TEMPLATE = "screening/sort.html"


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@desk
def sort_page(request: HttpRequest, reader: Reader, case_no: str) -> HttpResponse:
    """GET and POST /screening/<number>"""
    found = look(reader.user, case_no, reader.now)
    setting = setting_of(found.row.chain, found.standard)
    refusal = why_not(found.question(), SCREEN)
    if refusal is not None and refusal.code in ("not_your_act", "not_used_here", "walled_off"):
        raise Http404
    if request.method == "GET":
        begun = QueryDict(f"{AT_ONCE}=1")
        return show(request, reader, TEMPLATE, page(found, setting, begun), at="screening")
    sent = request.POST
    try:
        orders = orders_of(found, sent, setting)
        command = sent.get("command_id") or uuid4().hex
        done = handle(reader.user, case_no, orders, command, _version(sent), reader.now)
    except Stale as stale:
        again = page(found, setting, sent, stale=stale.sentence)
        return show(request, reader, TEMPLATE, again, at="screening", status=409)
    except Refusal as refused:
        wrong = placed_wrong(wrong_of(refused, found.standard), refused.act, SCREEN)
        again = page(found, setting, sent, wrong)
        return show(request, reader, TEMPLATE, again, at="screening", status=422)
    messages.success(request, told(done, found.standard, found.names, reader.now))
    answer = redirect("screening")
    answer.status_code = 303
    return answer


def _version(sent: QueryDict) -> int | None:
    version = sent.get("version", "")
    return int(version) if version.isascii() and version.isdigit() and len(version) < 9 else None


def _views(setting: Setting) -> list[FieldView]:
    return [v for v in asking.fields(SCREEN, setting) if v.ask.shape is not Shape.FILES]


def orders_of(found: Look, sent: QueryDict, setting: Setting) -> list[Order]:
    """The screening, and the transfer where it is asked for at once."""
    first = Order(SCREEN, read(_views(setting), sent))
    then = order_of_following(found, SCREEN, sent, setting, {})
    return [first, then] if then else [first]


def page(
    found: Look, setting: Setting, sent: QueryDict, wrong: Wrong | None = None, stale: str = ""
) -> dict[str, object]:
    """Everything the page shows."""
    views = _views(setting)
    then = following(found, SCREEN, sent, setting, wrong)
    fields = drawn(views, read(views, sent), wrong)
    placed = {f.name for f in fields} | {f.name for f in (then.fields if then else ())}
    rule, refusal = found.standard.acts[SCREEN], why_not(found.question(), SCREEN)
    return {
        "heading": heading(found),
        "standard": found.standard,
        "term": act_term(found.standard, SCREEN),
        "cites": cites(found.standard, rule.cites),
        "refusal": refusal,
        "refusal_cites": cites(found.standard, refusal.cites) if refusal else "",
        "fields": fields,
        "then": then,
        "before": before_acting(found, then.act) if then else [],
        "matter": found.text("matter") or "",
        "wrong": wrong,
        "wrong_above": wrong is not None and wrong.field not in placed,
        "stale": stale,
        "owed": owed(found),
        "version": found.case.version,
        "command_id": sent.get("command_id") or uuid4().hex,
    }
