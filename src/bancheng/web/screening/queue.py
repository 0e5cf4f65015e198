"""待交办: one page with every case that waits to be screened, referred or passed on."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from bancheng.casework.surroundings import calendar_of
from bancheng.casework.waiting_to_be_placed import Waiting, rows, sorts_somewhere, waiting
from bancheng.core.permission import act_term, duty_term, stage_term
from bancheng.web.desk import Reader, desk, show
from bancheng.web.words_of_time import Due, age_words, due_words

A_PAGE = 25


@dataclass(frozen=True, slots=True)
class Step:
    """A button: an act, or two together."""

    term: str
    address: str


@dataclass(frozen=True, slots=True)
class Row:
    """One case as the queue shows it; ``steps`` are in sight, ``more`` folded."""

    case_no: str
    line: str
    name: str
    age: str
    due: Due | None
    term: str
    stage: str
    tags: tuple[str, ...]
    green: bool
    returns: int
    steps: tuple[Step, ...]
    more: tuple[Step, ...]


@require_safe
@desk
def queue_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /screening/"""
    if not sorts_somewhere(reader.user, reader.now):
        raise Http404
    pages = Paginator(rows(reader.user, reader.now), A_PAGE)
    shown = pages.get_page(request.GET.get("page", "1"))
    found = waiting(reader.user, list(shown.object_list), reader.now)
    context = {
        "rows": [row_of(one, reader) for one in found],
        "page": shown,
        "total": pages.count,
    }
    return show(request, reader, "screening/queue.html", context, at="screening")


def row_of(one: Waiting, reader: Reader) -> Row:
    """One case with its age, its limit and what the reader can do with it here."""
    case, standard = one.line.case, one.line.standard
    kind, ground = standard.kinds.get(case.kind or ""), standard.grounds.get(case.ground or "")
    labels = [kind.label if kind else "", ground.label if ground else ""]
    labels += [standard.traits[t].label for t in case.traits if t in standard.traits]
    calendar = calendar_of(case.chain)
    steps = tuple(steps_of(one))
    return Row(
        case_no=case.case_no,
        line=one.line.line,
        name=one.line.name,
        age=age_words(case.accepted_at, reader.now, calendar) if case.accepted_at else "",
        due=due_words(one.duty.due, reader.now, one.duty.provisional) if one.duty else None,
        term=duty_term(standard, one.duty.rule) if one.duty else "",
        stage=stage_term(standard, case.stage),
        tags=tuple(filter(None, labels)),
        green=case.green,
        returns=one.returns,
        steps=steps[:2],
        more=steps[2:],
    )


def steps_of(one: Waiting) -> list[Step]:
    """The acts at hand; where one may be followed at once by the next, its form has both."""
    case, standard = one.line.case, one.line.standard
    found = []
    for act in one.acts:
        term, address = act_term(standard, act), reverse("act", args=(case.case_no, act))
        if act in one.at_once:
            term = f"{term}、{act_term(standard, one.at_once[act])}"
            address = reverse("screening-case", args=(case.case_no,))
        found.append(Step(term, address))
    return found
