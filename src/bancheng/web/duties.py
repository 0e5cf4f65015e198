"""我的待办: what I must do now, by due time, each with the one button that does it.

The same page for clerks, departments, the office, the leading group and the supervision: what they
hold differs, how they read it does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from bancheng.casework.queries import DutyLine, counts, my_duties
from bancheng.casework.surroundings import calendar_of
from bancheng.core.calendar import CHINA
from bancheng.core.permission import act_term
from bancheng.people import directory, seats
from bancheng.people.directory import name_of
from bancheng.web.cites import cites
from bancheng.web.desk import Reader, desk, show
from bancheng.web.oversight.slips import open_slips
from bancheng.web.rota.warnings import warnings
from bancheng.web.words_of_limits import limit_words
from bancheng.web.words_of_time import Due, Tone, day_line, due_words, greeting
from bancheng.web.workbench.drafts import unfinished

GROUPS: tuple[tuple[Tone, str], ...] = (
    ("late", "已超时"),
    ("soon", "今天到期"),
    ("later", "以后到期"),
    ("open", "没有时限，办完为止"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One duty as the list shows it."""

    due: Due
    term: str
    tag: str
    green: bool
    case_no: str
    line: str
    name: str
    first_asked: str
    source: SafeString
    because: str
    act: str
    button: str
    waits_for: str
    in_place_of: str = ""


@require_safe
@desk
def duties_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /"""
    if reader.is_administrator:
        return redirect("overview")
    rows = [row_of(line, reader) for line in my_duties(reader.user, reader.now)]
    centres = seats.centres_of(reader.user, reader.now)
    context = {
        "greeting": f"{greeting(reader.now)}，{given_name(reader.user.name)}",
        "today": day_line(reader.now, calendar_of(centres[0])) if centres else [],
        "counts": counts(reader.user, reader.now),
        "groups": list(grouped(rows)),
        "slips": open_slips(reader),
        "has_post": bool(centres),
        "warnings": warnings(reader),
        "unfinished": unfinished(reader),
    }
    return show(request, reader, "web/duties.html", context, at="duties")


def given_name(name: str) -> str:
    """``晓岚`` of ``陈晓岚``; any other length stays whole, as surnames can have two characters."""
    return name[1:] if len(name) == 3 else name


def grouped(rows: Iterable[Row]) -> Iterable[tuple[Tone, str, list[Row]]]:
    """Late first; groups without rows are left out."""
    by_tone: dict[Tone, list[Row]] = {}
    for row in rows:
        by_tone.setdefault(row.due.tone, []).append(row)
    for tone, title in GROUPS:
        if tone in by_tone:
            yield tone, title, by_tone[tone]


def row_of(line: DutyLine, reader: Reader) -> Row:
    """A duty with its clause, its limit, and whether the centre set it itself."""
    duty, standard = line.duty, line.standard
    limit = limit_words(duty.limit)
    kind = standard.kinds.get(line.case.kind or "")
    due = duty.due.astimezone(CHINA) if duty.due else None
    return Row(
        due=due_words(due, reader.now, duty.provisional),
        term=line.term,
        tag=kind.label if kind else "",
        green=line.case.green,
        case_no=line.case.case_no,
        line=line.line,
        name=line.name,
        first_asked=name_of(line.case.answerable) if line.case.answerable else "",
        source=cites(standard, duty.cites),
        because=f"本中心定：{limit}" if duty.because else "",
        act=line.act,
        button=act_term(standard, line.act),
        waits_for="、".join(line.waits_for),
        in_place_of=directory.name_of(line.in_place_of) if line.in_place_of else "",
    )
