"""一起办的结果: some of the cases done, what was skipped and why, and how the others go on.

Forty at a time, so that somebody sees it go on; a script sends the next forty by itself, without
it there is a button. The browser may be shut in between: what is done is done, each by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bancheng.casework import access, asking
from bancheng.casework.queries import CaseLine
from bancheng.casework.surroundings import setting_of
from bancheng.core.acts import ACTS
from bancheng.core.permission import act_term
from bancheng.web.desk import Reader, show
from bancheng.web.fields import read
from bancheng.web.lists.bulk_lines import Line, back_of, marks, number, told
from bancheng.workbench.bulk_choice import Candidate, Marked, candidates, shared_fields
from bancheng.workbench.bulk_run import Result, run

BATCH = 40
GOES_ON = "on"
OURS = frozenset(
    {"csrfmiddlewaretoken", "case", "page", "whole", "back", "act", "go", "command_id"}
    | {"done", "skipped", "total"}
)
"""What the pages say to each other; everything else is the act's."""


def batch(
    request: HttpRequest, reader: Reader, marked: list[Marked], act: str, skipped: list[Line]
) -> HttpResponse:
    """Do the act on the first of these cases. ``skipped``: those left out before the first."""
    sent = request.POST
    now, rest = marked[:BATCH], marked[BATCH:]
    found, _ = candidates(reader.user, now, reader.now)
    command_id = sent.get("command_id") or uuid4().hex
    given = _given(act, found, request)
    results = run(reader.user, now, act, given, command_id, reader.now)
    done, not_done = _lines(results, {c.row.case_no: c.line for c in found}, reader)
    not_done = skipped + not_done
    before, left_out = number(sent, "done"), number(sent, "skipped")
    context = {
        "act": act,
        "term": act_term(found[0].line.standard, act) if found else ACTS[act].term,
        "done": done,
        "skipped": not_done,
        "done_so_far": before + len(done),
        "skipped_so_far": left_out + len(not_done),
        "total": number(sent, "total") or len(marked) + len(skipped),
        "rest": marks(rest),
        "carried": [(k, v) for k, values in sent.lists() if k not in OURS for v in values],
        "command_id": command_id,
        "goes_on": GOES_ON,
        "back": back_of(sent),
    }
    if "HX-Request" in request.headers:
        return render(request, "lists/bulk_part.html", context)
    return show(request, reader, "lists/bulk_done.html", context, at="search")


def _given(act: str, found: list[Candidate], request: HttpRequest) -> dict[str, object]:
    """The fields of the form, as the standard of these cases asks them."""
    if not found:
        return {}
    sent = request.POST
    words = {name: value for name, value in sent.items() if isinstance(value, str)}
    setting = setting_of(found[0].row.chain, found[0].line.standard)
    return read(shared_fields(asking.fields(act, setting, words)), sent)


def _lines(
    results: list[Result], words: Mapping[str, CaseLine], reader: Reader
) -> tuple[list[Line], list[Line]]:
    """What was done and what was not; no way leads to a case the reader no longer sees."""
    numbers = [result.case_no for result in results]
    seen = access.visible(reader.user).filter(case_no__in=numbers)
    still = set(seen.values_list("case_no", flat=True))
    done, not_done = [], []
    for result in results:
        line = words.get(result.case_no)
        first_words = line.line if line else ""
        if result.refusal is None:
            done.append(Line(result.case_no, first_words, linked=result.case_no in still))
        else:
            standard = line.standard if line else None
            not_done.append(told(result.case_no, first_words, result.refusal, standard))
    return done, not_done
