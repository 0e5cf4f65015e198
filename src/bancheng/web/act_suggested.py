"""办理页上的建议: which department would likely lead, and why; taken by one key or click."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bancheng.casework.look import Look, look
from bancheng.casework.surroundings import setting_of
from bancheng.counter.likeness import near
from bancheng.counter.suggesting import Suggestion
from bancheng.items import finding
from bancheng.web.desk import Reader, desk
from bancheng.web.register_alike import ITEMS, is_suggesting, likely_department


@require_safe
@desk
def act_suggested(request: HttpRequest, reader: Reader, case_no: str, act: str) -> HttpResponse:
    """GET /cases/<number>/<act>/suggested: the part of the page beside the department."""
    found = look(reader.user, case_no, reader.now)
    chips = [lead] if (lead := suggested_lead(found, reader)) else []
    return render(request, "web/suggested.html", {"chips": chips})


def suggested_lead(found: Look, reader: Reader) -> Suggestion | None:
    """The department to lead, never one that is complained of; None where it is not clear."""
    text = found.text("matter") or ""
    if not text or not is_suggesting(reader, found.centre):
        return None
    known = setting_of(found.row.chain, found.standard).known.handling_units or frozenset()
    open_to = {u: found.names.unit(u) for u in known if u not in found.case.accused_units}
    others = [case for case in near(reader.user, text) if case.row.case_no != found.row.case_no]
    items = finding.find(found.row.chain, f"{found.text('item') or ''}\n{text}", ITEMS)
    unit, _, because = likely_department(text, others, items, found.standard.id, open_to)
    if unit not in open_to or found.case.units:
        return None
    return Suggestion("lead", unit, open_to[unit], because)
