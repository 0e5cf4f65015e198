"""本部门的工单: grouped by what the department is asked to do next, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.casework.held_by_department import Held, departments_of, held_by
from bancheng.casework.names import names_for
from bancheng.casework.surroundings import calendar_of
from bancheng.core.permission import act_term, duty_term, stage_term
from bancheng.people import directory
from bancheng.people.chart import current
from bancheng.web.desk import Reader, desk, show
from bancheng.web.words_of_time import Due, age_words, due_words

ASKED_FIRST = ("claim", "reply", "contribute", "report_progress", "carry_out", "acknowledge")
ANSWERED = ""
"""The group of what the department has done its part of."""


@dataclass(frozen=True, slots=True)
class Row:
    """One case as the list shows it."""

    case_no: str
    line: str
    name: str
    part: str
    kind: str
    green: bool
    stage: str
    age: str
    due: Due | None
    term: str
    also: str
    missing: str
    act: str
    button: str


@dataclass(frozen=True, slots=True)
class Group:
    """What is asked, and of which cases."""

    act: str
    title: str
    rows: tuple[Row, ...]


@require_safe
@desk
def held_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /department/"""
    units = departments_of(reader.user, reader.now)
    if not units:
        raise Http404
    found, more = held_by(reader.user, reader.now)
    groups = list(grouped(found, reader))
    late = sum(row.due is not None and row.due.tone == "late" for g in groups for row in g.rows)
    context = {
        "names": "、".join(current().units[unit].shown for unit in units),
        "groups": groups,
        "late": late,
        "asked": sum(len(g.rows) for g in groups if g.act != ANSWERED),
        "answered": sum(len(g.rows) for g in groups if g.act == ANSWERED),
        "more": more,
        "colleagues": colleagues(units, reader),
    }
    return show(request, reader, "departments/held.html", context, at="department")


def grouped(found: Iterable[Held], reader: Reader) -> Iterable[Group]:
    """By the act that is owed next; what is done comes last."""
    by_act: dict[str, list[Row]] = {}
    titles: dict[str, str] = {ANSWERED: "本部门的事已办，等别人"}
    for held in found:
        row = row_of(held, reader)
        by_act.setdefault(row.act, []).append(row)
        titles.setdefault(row.act, f"待{row.button}")
    order = {act: n for n, act in enumerate(ASKED_FIRST)}
    last = len(order) + 1
    for act in sorted(by_act, key=lambda a: (a == ANSWERED, order.get(a, last), a)):
        rows = sorted(by_act[act], key=lambda row: row.due is None)
        yield Group(act, titles[act], tuple(rows))


def row_of(held: Held, reader: Reader) -> Row:
    """One case with what it asks next, what else, and whose opinion a lead still waits for."""
    case, standard = held.line.case, held.line.standard
    names, kind = names_for(standard), standard.kinds.get(case.kind or "")
    first = held.duties[0] if held.duties else None
    act = first.owed[0] if first else ANSWERED
    return Row(
        case_no=case.case_no,
        line=held.line.line,
        name=held.line.name,
        part="牵头" if held.part == "lead" else "协办",
        kind=kind.label if kind else "",
        green=case.green,
        stage=stage_term(standard, case.stage),
        age=age_words(case.accepted_at, reader.now, calendar_of(case.chain))
        if case.accepted_at
        else "",
        due=due_words(first.due, reader.now, first.provisional) if first else None,
        term=duty_term(standard, first.rule) if first else "",
        also="、".join(duty_term(standard, duty.rule) for duty in held.duties[1:]),
        missing="、".join(names.unit(unit) for unit in held.missing),
        act=act,
        button=act_term(standard, act) if act else "",
    )


def colleagues(units: list[str], reader: Reader) -> list[str]:
    """Who else works these cases: nobody wonders who took one."""
    people = current().people
    found = []
    for username, posts in current().posts.items():
        here = any(p.unit.code in units and p.in_force(reader.now.date()) for p in posts)
        if here and people[username].active and username != reader.user.username:
            found.append(directory.name_of(username))
    return found
