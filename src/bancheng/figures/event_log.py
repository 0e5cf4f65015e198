"""办理过程: the acts of cases as an event log for process mining, without anybody's name or words.

Two forms: IEEE 1849-2016 (XES) and a plain CSV. A case is told by its number, an act by its
official term, a doer by role and unit. Only cases that the reader may see are written, one batch
after another, so that a year of a large centre needs no memory.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import quoteattr

from bancheng.casework.case_row import CaseRow
from bancheng.casework.facts import ERASED, event_of
from bancheng.core.calendar import CHINA
from bancheng.core.event import Event
from bancheng.core.permission import act_term, role_term
from bancheng.core.standard.standard import Standard
from bancheng.figures.log_export_row import LogExport
from bancheng.figures.period import Period
from bancheng.figures.scope import Scope
from bancheng.journal import read
from bancheng.library import standards
from bancheng.people import directory
from bancheng.people.user import User

BATCH = 200
CODES = ("kind", "ground", "channel", "outcome")
HEADS = (
    *("case_id", "activity", "act", "timestamp", "recorded_at", "role", "unit", "pending"),
    *CODES,
)
FORMULA = ("=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠", "\t", "\r", "\n")
XES_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
<global scope="trace"><string key="concept:name" value=""/></global>
<global scope="event"><string key="concept:name" value=""/>\
<date key="time:timestamp" value="1970-01-01T00:00:00+00:00"/>\
<string key="lifecycle:transition" value="complete"/></global>
<classifier name="Activity" keys="concept:name"/>
"""


@dataclass(frozen=True, slots=True)
class Told:
    """One act as the log has it."""

    activity: str
    act: str
    at: datetime
    recorded_at: datetime
    role: str
    unit: str
    pending: bool


@dataclass(frozen=True, slots=True)
class Traced:
    """One case and its acts, in the order they were recorded; ``codes`` as ``CODES``."""

    case_no: str
    codes: tuple[str, ...]
    acts: tuple[Told, ...]


def note_export(
    user: User, scope: Scope, period: Period, form: str, now: datetime
) -> tuple[LogExport, list[str]]:
    """Record that the log is taken out; the record and the cases to be written. It is recorded
    before the first line leaves, so no log leaves unrecorded."""
    numbers = numbers_of(scope, period)
    position, _ = read.head(scope.chain)
    record = LogExport.objects.create(
        chain=scope.chain,
        by=user.username,
        at=now,
        form=form,
        since_on=period.first.isoformat(),
        until_on=period.last.isoformat(),
        cases=len(numbers),
        position=position,
    )
    return record, numbers


def numbers_of(scope: Scope, period: Period) -> list[str]:
    """The cases registered within these days that the reader may see, in order."""
    first = datetime.combine(period.first, datetime.min.time(), CHINA)
    last = datetime.combine(period.last, datetime.max.time(), CHINA)
    rows = scope.cases().filter(registered_at__gte=first, registered_at__lte=last)
    return list(rows.order_by("registered_at", "case_no").values_list("case_no", flat=True))


def traced(numbers: Sequence[str], until: int) -> Iterator[Traced]:
    """The acts of these cases up to an entry of their chain."""
    for begin in range(0, len(numbers), BATCH):
        batch = numbers[begin : begin + BATCH]
        rows = {row.case_no: row for row in CaseRow.objects.filter(case_no__in=batch)}
        for case_no, entries in read.cases(batch).items():
            row = rows.get(case_no)
            if row is None:
                continue
            standard = standards.standard(row.standard, row.edition)
            acts = tuple(
                _told(event_of(entry), standard)
                for entry in entries
                if entry.event != ERASED and entry.position <= until
            )
            yield Traced(case_no, tuple(str(getattr(row, name) or "") for name in CODES), acts)


def _told(event: Event, standard: Standard) -> Told:
    by = event.by
    return Told(
        activity=act_term(standard, event.act),
        act=event.act,
        at=event.done_at,
        recorded_at=event.recorded_at,
        role=role_term(standard, by.role),
        unit=directory.unit_name(by.unit) if by.unit else "",
        pending=event.pending,
    )


def as_csv(cases: Iterator[Traced]) -> Iterator[str]:
    """Lines of a CSV in UTF-8 with a mark, as office programs want it; no cell is a formula."""
    yield "\ufeff" + _line(HEADS)
    for case in cases:
        for act in case.acts:
            yield _line(
                (
                    *(case.case_no, act.activity, act.act, _time(act.at), _time(act.recorded_at)),
                    *(act.role, act.unit, "1" if act.pending else "", *case.codes),
                )
            )


def _line(cells: Sequence[str]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(f"'{c}" if c.startswith(FORMULA) else c for c in cells)
    return written.getvalue()


def as_xes(cases: Iterator[Traced]) -> Iterator[str]:
    """The parts of an XES document; a request that waits for approval is a «schedule»."""
    yield XES_HEAD
    for case in cases:
        parts = ["<trace>", _string("concept:name", case.case_no)]
        parts += [_string(name, code) for name, code in zip(CODES, case.codes, strict=True) if code]
        parts += [_event(act) for act in case.acts]
        yield "".join((*parts, "</trace>\n"))
    yield "</log>\n"


def _event(act: Told) -> str:
    return "".join(
        (
            "<event>",
            _string("concept:name", act.activity),
            _string("act", act.act),
            f'<date key="time:timestamp" value="{_time(act.at)}"/>',
            f'<date key="recorded" value="{_time(act.recorded_at)}"/>',
            _string("lifecycle:transition", "schedule" if act.pending else "complete"),
            _string("org:role", act.role),
            _string("org:group", act.unit) if act.unit else "",
            "</event>",
        )
    )


def _string(key: str, value: str) -> str:
    return f'<string key="{key}" value={quoteattr(value)}/>'


def _time(at: datetime) -> str:
    return at.astimezone(CHINA).isoformat(timespec="milliseconds")
