"""会议的样子: a meeting with its agenda, attendance and decisions, as its pages show them.

An item whose case the reader may not see is not there: not its line, not its number, not in a
count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from bancheng.casework import speaking
from bancheng.casework.access import visible
from bancheng.casework.case_row import CaseRow
from bancheng.casework.facts import ERASED, event_of
from bancheng.casework.names import Names, names_for
from bancheng.casework.surroundings import calendar_of
from bancheng.core.stage import Stage
from bancheng.journal import read
from bancheng.library import standards
from bancheng.meetings.agenda_row import Decided, Item
from bancheng.meetings.attendance_row import State
from bancheng.meetings.attending import Attended, attendance
from bancheng.meetings.body import Body, body_at
from bancheng.meetings.deciding import opening
from bancheng.meetings.meeting_row import Fixing, Meeting
from bancheng.meetings.questions import questions
from bancheng.web.desk import Reader
from bancheng.web.meetings.words import Asked, asked, decided_words
from bancheng.web.words_of_time import clock_words

HOW_IT_WENT = {"determine": "已定", "postpone": "缓议"}


@dataclass(frozen=True, slots=True)
class Said:
    """Who, with whom, by when; and the words of the minutes that are this case's own."""

    fixed: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One item: the question, what became of it, in the case's own sentence."""

    asked: Asked
    outcome: str
    said: Said | None
    waits: bool
    decidable: bool
    stands_aside: str


@dataclass(frozen=True, slots=True)
class Table:
    """A meeting and everything about it that the reader may see."""

    meeting: Meeting
    body: Body
    fixed: Fixing
    earlier: list[str]
    when: str
    chair: str
    state: str
    lines: list[Line]
    there: list[tuple[str, str, str]]
    names: Names


def table_for(reader: Reader, number: int) -> Table:
    """One meeting. Http404 for whoever has no part in its body."""
    meeting = Meeting.objects.filter(pk=number).first()
    body = body_at(reader.user, meeting.chain, reader.now) if meeting else None
    if meeting is None or body is None:
        raise Http404
    fixings = list(meeting.fixings.all())
    fixed, names = fixings[-1], names_for(body.standard)
    came = attendance(meeting)
    return Table(
        meeting,
        body,
        fixed,
        [_fixing(one, names, meeting, reader.now) for one in reversed(fixings[:-1])],
        _clock(fixed.starts_at, meeting, reader.now),
        names.user(fixed.chair),
        state_of(meeting, fixed, reader.now),
        lines_of(reader, meeting, body, came),
        [(names.unit(one.unit), State(one.state).label, one.names) for one in came],
        names,
    )


def state_of(meeting: Meeting, fixed: Fixing, now: datetime) -> str:
    """Where a meeting stands."""
    if meeting.cancelled_at is not None:
        return "已取消"
    if meeting.ended_at is not None:
        return "已结束"
    return "进行中" if fixed.starts_at <= now else "待召开"


def lines_of(reader: Reader, meeting: Meeting, body: Body, came: Sequence[Attended]) -> list[Line]:
    """The agenda, in the order it was made: a fixed number of statements."""
    items = list(Item.objects.filter(meeting=meeting, taken_off_at=None).order_by("pk"))
    numbers = [item.case_no for item in items]
    seeing = visible(reader.user).filter(case_no__in=numbers).prefetch_related("walls")
    rows = {row.case_no: row for row in seeing}
    seen = [rows[item.case_no] for item in items if item.case_no in rows]
    put = {one.case.case_no: one for one in questions(seen)}
    last: dict[int, Decided] = {}
    for decided in Decided.objects.filter(item__in=items).order_by("pk"):
        last[decided.item_id] = decided
    names = names_for(body.standard)
    start = opening(meeting, names)
    said = _said([row.case_no for row in seen], start, names, reader.now)
    there = {one.unit for one in came if one.state != State.ABSENT}
    found = []
    for item in items:
        row, become = rows.get(item.case_no), last.get(item.pk)
        if row is None:
            continue
        found.append(
            Line(
                asked(put[item.case_no], reader.now),
                HOW_IT_WENT.get(become.act, "") if become else "",
                said.get((item.case_no, become.entry)) if become else None,
                row.stage == Stage.REFERRED,
                row.stage in (Stage.REFERRED, Stage.DETERMINED) and not meeting.cancelled_at,
                _stands_aside(row, there),
            )
        )
    return found


def _said(
    case_nos: Sequence[str], start: str, names: Names, now: datetime
) -> dict[tuple[str, int], Said]:
    """What each decision says, by case and entry; ``start`` is what all minutes begin with."""
    recorded, texts = read.cases(case_nos), read.details_of(case_nos, ("minutes", "reason"))
    found = {}
    for case_no, entries in recorded.items():
        for entry in entries:
            if entry.event == ERASED or entry.body.get("act") not in HOW_IT_WENT:
                continue
            told = {f: texts.get((case_no, entry.position, f)) for f in entry.fields}
            words = (told["minutes"] or speaking.ERASED) if "minutes" in told else ""
            reason = told.get("reason") or ""
            event = event_of(entry)
            fixed = decided_words(event, names, now) if event.act == "determine" else ""
            reason = f"改定的理由：{reason}" if fixed and reason else reason
            own = words.removeprefix(start).strip()
            found[case_no, entry.version] = Said(fixed, "\n".join(filter(None, (reason, own))))
    return found


def _stands_aside(row: CaseRow, there: set[str]) -> str:
    """Units at the table that a case is kept from: they leave while it is spoken of."""
    if not row.conduct:
        return ""
    kept = [wall.unit for wall in row.walls.all() if wall.unit in there]
    names = names_for(standards.standard(row.standard, row.edition))
    return "、".join(names.unit(unit) for unit in kept)


def _fixing(one: Fixing, names: Names, meeting: Meeting, now: datetime) -> str:
    when = _clock(one.starts_at, meeting, now)
    return f"原定 {when}，{one.place}，{names.user(one.chair)}主持（{names.user(one.fixed_by)} 定）"


def _clock(at: datetime, meeting: Meeting, now: datetime) -> str:
    return clock_words(calendar_of(meeting.chain).local(at), now)
