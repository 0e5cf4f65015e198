"""办理: one page for every act. Its form comes from what the act asks under this standard.

A refusal stands at its field with the clause; a case that moved on meanwhile is shown fresh, and
what was typed stays in both cases.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from bancheng.casework import access, asking, masking
from bancheng.casework.asking import FieldView
from bancheng.casework.door import Order, handle
from bancheng.casework.look import Look, look
from bancheng.casework.stale import Stale
from bancheng.casework.surroundings import setting_of
from bancheng.core.acts import ACTS
from bancheng.core.ask import FILES
from bancheng.core.decider import FIELDS, Setting, on_record
from bancheng.core.given import term_of
from bancheng.core.permission import act_term, whose_act, why_not
from bancheng.core.refusal import Refusal
from bancheng.web.attachments.form_files import FormFiles, attach_field, take, with_files
from bancheng.web.before_acting import before_acting, begun_from_case
from bancheng.web.case_choices import choices
from bancheng.web.cites import cites
from bancheng.web.desk import Reader, desk, show
from bancheng.web.enquiries.beside_act import begun_with_answer, beside_act, count_use
from bancheng.web.enquiries.place_choice import with_place
from bancheng.web.fields import Wrong, drawn, read, wrong_of
from bancheng.web.heading import heading
from bancheng.web.late_entry import late_of, read_late
from bancheng.web.open_acts import written_down_for
from bancheng.web.owed import owed
from bancheng.web.story import story
from bancheng.web.told import told

FOR_PERSON = "for_person"
RECENT = 3
ON_RECORD = "来件已写，不改就空着"
PREFILLED = frozenset(
    {"request", "for", "person", "duty", "asked_person", "inquiry", "kind", "service_item"}
    | {"struck"}
)
"""What an address may fill in beforehand: codes only, never words about somebody."""


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@desk
def act_page(request: HttpRequest, reader: Reader, case_no: str, act: str) -> HttpResponse:
    """GET and POST /cases/<number>/<act>"""
    found = look(reader.user, case_no, reader.now)
    if act not in ACTS:
        raise Http404(act)
    if request.method == "GET":
        begun = QueryDict(mutable=True)
        begun.update({k: v for k in PREFILLED if (v := request.GET.get(k))})
        begun = begun_from_case(found, act, begun_with_answer(request, found, begun))
        return show(request, reader, "web/act.html", page(found, act, begun), at="search")
    sent = with_place(request.POST, found.row.chain)
    setting = setting_of(found.row.chain, found.standard)
    brought = take(request, reader, case_no)
    try:
        order = with_files(order_of(found, act, sent, setting), brought)
        command = sent.get("command_id") or uuid4().hex
        done = handle(reader.user, case_no, [order], command, _version(sent), reader.now)
    except Stale as stale:
        fresh = page(found, act, sent, stale=stale.sentence, brought=brought)
        return show(request, reader, "web/act.html", fresh, at="search", status=409)
    except Refusal as refusal:
        wrong = wrong_of(refusal, found.standard)
        again = page(found, act, sent, wrong, brought=brought)
        return show(request, reader, "web/act.html", again, at="search", status=422)
    if not done.repeated:
        count_use(reader, sent)
    messages.success(request, told(done, found.standard, found.names, reader.now))
    still_mine = access.visible(reader.user).filter(case_no=case_no).exists()
    answer = redirect("case", case_no) if still_mine else redirect("duties")
    answer.status_code = 303
    return answer


def _version(sent: QueryDict) -> int | None:
    version = sent.get("version", "")
    return int(version) if version.isascii() and version.isdigit() and len(version) < 9 else None


def order_of(found: Look, act: str, sent: QueryDict, setting: Setting) -> Order:
    """The act as it was asked for. Refusal ``wrong_shape`` for a time that is none."""
    views = views_of(found, act, sent, setting)
    done_at, why_late = read_late(setting, sent)
    given = {**read(views, sent), **why_late}
    return Order(act, given, for_unit=sent.get("for") or None, done_at=done_at)


def views_of(found: Look, act: str, sent: Mapping[str, str], setting: Setting) -> list[FieldView]:
    """What the act asks, what the chosen kind asks beyond, and who answered for a department."""
    known = on_record(found.case)
    views = [
        replace(view, required=False, hint=ON_RECORD) if view.ask.name in known else view
        for view in asking.fields(act, setting, sent)
    ]
    if is_written_down(found, act, sent.get("for", "")):
        views.append(asking.field_view(FOR_PERSON, setting, bool(found.case.units)))
    return views


def is_written_down(found: Look, act: str, for_unit: str) -> bool:
    """Whether the reader would write down what somebody else did."""
    rule = found.standard.acts.get(act)
    if rule is None:
        return False
    by = whose_act(replace(found.question(), for_unit=for_unit or None), rule)
    return by is not None and by.recorded and by.unit is not None


def page(
    found: Look,
    act: str,
    sent: QueryDict,
    wrong: Wrong | None = None,
    stale: str = "",
    brought: FormFiles | None = None,
) -> dict[str, object]:
    """Everything the page shows; the version on it is that of the case as shown."""
    setting = setting_of(found.row.chain, found.standard)
    views = views_of(found, act, sent, setting)
    fields = drawn(views, read(views, sent), wrong, choices(found, act, sent))
    late = late_of(setting, sent, wrong)
    placed = {f.name for f in fields} | late.names | {FILES.name}
    asked = replace(found.question(), for_unit=sent.get("for") or None)
    request = sent.get("request", "")
    if act in ("approve", "reject") and request.isascii() and request.isdigit():
        asked = replace(asked, given={"request": int(request)})
    refusal = why_not(asked, act)
    rule = found.standard.acts.get(act)
    units = written_down_for(found, act)
    return {
        "heading": heading(found),
        "standard": found.standard,
        "act": act,
        "term": act_term(found.standard, act),
        "cites": cites(found.standard, rule.cites if rule else ()),
        "because": rule.because if rule else "",
        "refusal": refusal,
        "refusal_cites": cites(found.standard, refusal.cites) if refusal else "",
        "fields": fields,
        "late": late,
        "for_unit": sent.get("for", ""),
        "units": [(unit, found.names.unit(unit)) for unit in units],
        "stale": stale,
        "wrong": wrong,
        "wrong_above": wrong is not None and wrong.field not in placed,
        "command_id": sent.get("command_id") or uuid4().hex,
        "version": found.case.version,
        "matter": found.text("matter") or "",
        "owed": owed(found),
        "story": story(found)[:RECENT],
        "petitioner": petitioner(found),
        "needs_approval": setting.needs_approval(act),
        "before": before_acting(found, act),
        "attach": attach_field(views, brought, wrong),
        **beside_act(found, act, sent),
    }


def petitioner(found: Look) -> list[tuple[str, str, str]]:
    """Name and phone, masked, as (field, term, value)."""
    return [
        (name, term_of(FIELDS[name], found.standard), masking.masked(name, text))
        for name in ("name", "phone")
        if (text := found.text(name))
    ]


@sensitive_post_parameters()
@require_POST
@desk
def act_fields(request: HttpRequest, reader: Reader, case_no: str, act: str) -> HttpResponse:
    """The fields again, after a kind or ground was chosen that asks for more."""
    found = look(reader.user, case_no, reader.now)
    if act not in ACTS:
        raise Http404(act)
    setting = setting_of(found.row.chain, found.standard)
    views = views_of(found, act, request.POST, setting)
    fields = drawn(views, read(views, request.POST), None, choices(found, act, request.POST))
    brought = attach_field(views, take(request, reader, case_no))
    context = {"fields": fields, "attach": brought, **beside_act(found, act, request.POST)}
    return render(request, "web/act_fields.html", context)
