"""到会登记: the body and the departments of the centre, each present, represented or absent."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from bancheng.casework.names import names_for
from bancheng.core.refusal import Refusal
from bancheng.meetings.attendance_row import State
from bancheng.meetings.attending import LONGEST_NAMES, Attended, attendance, record
from bancheng.people import directory, seats
from bancheng.web.desk import Reader, desk, show
from bancheng.web.fields import Wrong, wrong_of
from bancheng.web.meetings.on_the_table import Table, table_for

STATE, NAMES = "state-", "names-"


@dataclass(frozen=True, slots=True)
class Row:
    """One unit on the form; ``contact``: who usually comes."""

    unit: str
    name: str
    state: str
    names: str
    contact: str
    wrong: Wrong | None


@require_http_methods(["GET", "POST"])
@desk
def attendance_page(request: HttpRequest, reader: Reader, number: int) -> HttpResponse:
    """GET and POST /meetings/<number>/attendance"""
    table, wrong = table_for(reader, number), None
    units = _units(table)
    if request.method == "POST":
        told = [_told(request.POST, unit) for unit in units]
        try:
            changed = record(reader.user, table.meeting, told, reader.now)
        except Refusal as refusal:
            wrong = wrong_of(refusal, table.body.standard)
        else:
            messages.success(request, f"已记下到会情况（{changed} 处有变）。")
            answer = redirect("meeting", number)
            answer.status_code = 303
            return answer
    context = {
        "table": table,
        "meeting": table.meeting,
        "rows": _rows(table, units, request.POST if wrong else None, wrong),
        "states": State.choices,
        "longest": LONGEST_NAMES,
        "wrong": wrong,
    }
    status = 422 if wrong else 200
    return show(request, reader, "meetings/attendance.html", context, at="meetings", status=status)


def _units(table: Table) -> list[str]:
    """The bodies and departments around the centre, and the centre's own window."""
    centre = table.body.centre
    around = [*seats.bodies(centre), centre, *seats.handling_units(centre)]
    return [unit.code for unit in around]


def _told(sent: QueryDict, unit: str) -> Attended:
    return Attended(unit, sent.get(STATE + unit, ""), sent.get(NAMES + unit, "").strip())


def _rows(table: Table, units: list[str], sent: QueryDict | None, wrong: Wrong | None) -> list[Row]:
    known = {one.unit: one for one in attendance(table.meeting)}
    names, contacts = names_for(table.body.standard), _contacts(table)
    rows = []
    for unit in units:
        one = _told(sent, unit) if sent is not None else known.get(unit, Attended(unit, ""))
        at_fault = wrong if wrong and wrong.field == unit else None
        contact = contacts.get(unit, "")
        rows.append(Row(unit, names.unit(unit), one.state, one.names, contact, at_fault))
    return rows


def _contacts(table: Table) -> dict[str, str]:
    """Who has a post at each unit, the first two by name."""
    found: dict[str, list[str]] = {}
    for one in directory.staff_of(table.body.centre):
        listed = found.setdefault(one.unit.code, [])
        if one.person.name not in listed:
            listed.append(one.person.name)
    return {unit: "、".join(people[:2]) for unit, people in found.items()}
