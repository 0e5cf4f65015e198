"""一起办: one act for the cases that were marked, with one form.

Three steps of one address, all posted: choose the act, fill in its form, see what was done and
what was skipped and why. Many are done in batches (``bulk_batch``).
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bancheng.casework import asking
from bancheng.casework.look import Look, look
from bancheng.casework.surroundings import setting_of
from bancheng.core.acts import ACTS
from bancheng.core.acts.complete import outcomes_open_to
from bancheng.core.given import options
from bancheng.core.refusal import Refusal
from bancheng.web.basics import works_on_cases
from bancheng.web.case_choices import choices
from bancheng.web.cites import cites
from bancheng.web.desk import Reader, desk, show
from bancheng.web.fields import Wrong, drawn, read, wrong_of
from bancheng.web.lists.bulk_batch import GOES_ON, batch
from bancheng.web.lists.bulk_lines import back_of, marked_in, marks, plain, skipped_by
from bancheng.workbench import bulk_run
from bancheng.workbench.bulk_choice import (
    MOST,
    ONE_BY_ONE,
    Candidate,
    Marked,
    Opening,
    candidates,
    opening,
    openings,
    shared_fields,
)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@desk
def bulk_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """POST /lists/together; whoever comes here without cases is sent to the list."""
    if not works_on_cases(reader):
        raise Http404
    if request.method == "GET":
        return redirect("search")
    sent = request.POST
    marked, act = marked_in(sent), sent.get("act", "")
    if act and (act not in ACTS or act in ONE_BY_ONE):
        raise Http404(act)
    if act and sent.get("go") == GOES_ON:
        return batch(request, reader, marked[:MOST], act, [])
    found, unseen = candidates(reader.user, marked, reader.now)
    if not act:
        return _acts(request, reader, marked, found)
    return _form(request, reader, opening(found, act), unseen)


def _acts(
    request: HttpRequest, reader: Reader, marked: list[Marked], found: list[Candidate]
) -> HttpResponse:
    """The first step: which act."""
    context = {
        "marked": marks(marked[:MOST]),
        "many": len(found),
        "beyond": max(len(marked) - MOST, 0),
        "most": MOST,
        "openings": openings(found),
        "lines": [plain(candidate) for candidate in found],
        "back": back_of(request.POST),
    }
    return show(request, reader, "lists/bulk_acts.html", context, at="search")


def _form(
    request: HttpRequest, reader: Reader, opened: Opening, unseen: list[Marked]
) -> HttpResponse:
    """The second step: what the act asks, once for all. It is checked on the first of the cases
    before anything is done on any of them."""
    sent, wrong = request.POST, None
    skipped = skipped_by(opened, unseen)
    given: dict[str, object] = {}
    if opened.open and sent.get("go"):
        given = _given(opened, sent)
        try:
            bulk_run.try_first(opened.open[0], opened.act, given, reader.now)
        except Refusal as refusal:
            wrong = wrong_of(refusal, opened.open[0].line.standard)
        else:
            marked = [candidate.marked for candidate in opened.open]
            return batch(request, reader, marked, opened.act, skipped)
    every = [*opened.open, *(candidate for candidate, _ in opened.not_open)]
    context: dict[str, object] = {
        "act": opened.act,
        "term": opened.term,
        "lines": [plain(candidate) for candidate in opened.open],
        "skipped": skipped,
        "every": marks([*(candidate.marked for candidate in every), *unseen]),
        "command_id": sent.get("command_id") or uuid4().hex,
        "back": back_of(sent),
        "wrong": wrong,
        **(_drawn(opened, reader, sent, given, wrong) if opened.open else {}),
    }
    status = 422 if wrong else 200
    return show(request, reader, "lists/bulk_form.html", context, at="search", status=status)


def _given(opened: Opening, sent: QueryDict) -> dict[str, object]:
    first = opened.open[0]
    setting = setting_of(first.row.chain, first.line.standard)
    return read(shared_fields(asking.fields(opened.act, setting, _words(sent))), sent)


def _drawn(
    opened: Opening,
    reader: Reader,
    sent: QueryDict,
    given: dict[str, object],
    wrong: Wrong | None,
) -> dict[str, object]:
    first = opened.open[0]
    standard = first.line.standard
    setting = setting_of(first.row.chain, standard)
    views = shared_fields(asking.fields(opened.act, setting, _words(sent)))
    found = look(reader.user, first.row.case_no, reader.now)
    fields = drawn(views, given, wrong, _choices(found, opened, sent))
    rule = standard.acts.get(opened.act)
    return {
        "fields": fields,
        "cites": cites(standard, rule.cites if rule else ()),
        "needs_approval": setting.needs_approval(opened.act),
        "wrong_above": wrong is not None and wrong.field not in {field.name for field in fields},
    }


def _choices(found: Look, opened: Opening, sent: QueryDict) -> dict[str, Mapping[str, str]]:
    """Those of the first case; how it ended may be whatever fits any of them."""
    shown = dict(choices(found, opened.act, _words(sent)))
    if "outcome" in shown:
        fitting = {o for c in opened.open for o in outcomes_open_to(c.question.case)}
        every = options("outcomes", found.standard) or {}
        shown["outcome"] = {name: label for name, label in every.items() if name in fitting}
    return shown


def _words(sent: QueryDict) -> dict[str, str]:
    return {name: value for name, value in sent.items() if isinstance(value, str)}
