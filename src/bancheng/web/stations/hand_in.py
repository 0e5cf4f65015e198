"""代收: a station takes a matter down and hands it in; the centre's window registers it.

The station has no part in the case but to know how it stands, so that the villager who comes back
to ask is told.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bancheng.casework import access, asking
from bancheng.casework.asking import FieldView
from bancheng.casework.door import Order, open_case
from bancheng.casework.queries import case_lines
from bancheng.casework.surroundings import setting_of, standard_for
from bancheng.core.decider import Setting
from bancheng.core.glossary import OUTCOME_TERMS
from bancheng.core.permission import stage_term
from bancheng.core.refusal import Refusal
from bancheng.people import seats
from bancheng.people.unit import Unit
from bancheng.web.desk import Reader, desk, show
from bancheng.web.fields import Wrong, drawn, read, wrong_of

ASKED = ("name", "phone", "matter", "item", "traits", "agent")
NEEDED = ("name", "phone")
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Brought:
    """One matter the station handed in."""

    case_no: str
    line: str
    name: str
    stage: str


def centres_for(reader: Reader) -> list[Unit]:
    """The centres at which the reader hands in for others."""
    found = []
    for centre in seats.centres_of(reader.user, reader.now):
        standard = standard_for(centre)
        rule = standard.acts.get("submit")
        roles = seats.roles_at(reader.user, centre, reader.now)
        if rule and standard.channel_from("station") and roles & set(rule.by):
            found.append(centre)
    return found


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@desk
def hand_in_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /hand-in/"""
    centres = centres_for(reader)
    if not centres:
        raise Http404
    centre, wrong = centres[0], None
    setting = setting_of(centre, standard_for(centre))
    if request.method == "POST":
        sent = request.POST
        given = read(_views(setting), sent)
        given["channel"] = setting.standard.channel_from("station")
        command = sent.get("command_id") or uuid4().hex
        try:
            _with_name_and_phone(given)
            order = Order("submit", given)
            done = open_case(reader.user, centre.code, [order], command, reader.now)
        except Refusal as refusal:
            wrong = wrong_of(refusal, setting.standard)
        else:
            said = f"已交{centre.shown}的窗口登记，编号 {done.case_no}。请把编号告诉本人。"
            messages.success(request, said)
            answer = redirect("hand-in")
            answer.status_code = 303
            return answer
    context = page(reader, centre, setting, request.POST, wrong)
    status = 422 if wrong else 200
    return show(request, reader, "stations/hand_in.html", context, at="hand-in", status=status)


def _with_name_and_phone(given: dict[str, object]) -> None:
    """Whom the window would ring up: without a name nobody can be told anything."""
    if not given.get("name"):
        raise Refusal("missing", "请填姓名：窗口要知道是谁的事。", field="name")
    if not given.get("phone") and not given.get("agent"):
        sentence = "请填联系电话；本人没有电话的，在“代办人”里写明通过谁联系。"
        raise Refusal("missing", sentence, field="phone")


def _views(setting: Setting) -> list[FieldView]:
    views = {view.ask.name: view for view in asking.fields("submit", setting)}
    found = [views[name] for name in ASKED if name in views]
    return [replace(v, required=v.required or v.ask.name in NEEDED) for v in found]


def page(
    reader: Reader, centre: Unit, setting: Setting, sent: QueryDict, wrong: Wrong | None
) -> dict[str, object]:
    """The form, and what was handed in before with how it stands."""
    views = _views(setting)
    typed = sent if wrong else QueryDict()
    return {
        "centre": centre,
        "fields": drawn(views, read(views, typed), wrong),
        "wrong": wrong,
        "command_id": typed.get("command_id") or uuid4().hex,
        "brought": brought(reader),
    }


def brought(reader: Reader) -> list[Brought]:
    """The latest matters of the reader's station."""
    rows = list(access.visible(reader.user).order_by("-touched_at")[:SHOWN])
    lines = case_lines(rows)
    found = []
    for row in rows:
        line = lines[row.case_no]
        words = line.standard.words.get(f"outcome.{row.outcome}", "")
        stage = (
            words or OUTCOME_TERMS.get(row.outcome or "") or stage_term(line.standard, row.stage)
        )
        found.append(Brought(row.case_no, line.line, line.name, stage))
    return found
