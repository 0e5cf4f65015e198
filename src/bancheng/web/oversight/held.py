"""某一家的未办事项: the open duties of one holder, opened from the overview."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from bancheng.casework.duty_row import DutyRow
from bancheng.casework.holdings import Holder, card_of, held
from bancheng.casework.queries import CaseLine, case_lines
from bancheng.casework.surroundings import standard_for
from bancheng.core.permission import duty_term, role_term
from bancheng.people import directory, seats
from bancheng.people.chart import current
from bancheng.web.cites import cites
from bancheng.web.desk import Reader, desk, show
from bancheng.web.oversight.whole import centres_read_whole
from bancheng.web.words_of_time import Due, due_words

WHICH = {"": "未办", "today": "今天到期", "late": "已超时"}


@dataclass(frozen=True, slots=True)
class Row:
    """One duty: what, of which case, by when, under which clause, which card it shows."""

    case_no: str
    term: str
    line: str
    name: str
    due: Due
    card: str
    person: str
    source: SafeString


@require_safe
@desk
def held_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /oversight/held?centre=…&unit=… or &by=…"""
    asked = request.GET
    centre, unit, by = (asked.get(name, "") for name in ("centre", "unit", "by"))
    which = asked.get("which", "")
    if centre not in {c.code for c in centres_read_whole(reader)} or which not in WHICH:
        raise Http404
    rows, more = held(reader.user, Holder(centre, unit or None, by), which, reader.now)
    lines = case_lines([row.case for row in rows])
    context = {
        "name": _name(centre, unit, by),
        "which": WHICH[which],
        "rows": [_row(row, lines[row.case.case_no], reader) for row in rows],
        "more": more,
        "centre": centre,
        "unit": unit,
        "by": by,
        "tabs": [(key, term, key == which) for key, term in WHICH.items()],
    }
    return show(request, reader, "oversight/held.html", context, at="oversight")


def _name(centre: str, unit: str, by: str) -> str:
    if unit:
        known = current().units.get(unit)
        if known is None:
            raise Http404
        return known.name
    if not by:
        raise Http404
    return role_term(standard_for(seats.unit_by_code(centre)), by)


def _row(row: DutyRow, line: CaseLine, reader: Reader) -> Row:
    return Row(
        row.case.case_no,
        duty_term(line.standard, row.rule),
        line.line,
        line.name,
        due_words(row.due, reader.now, row.provisional),
        card_of(row, reader.now),
        directory.name_of(row.person) if row.person else "",
        cites(line.standard, row.cites),
    )
