"""核查函: what is asked of one person by name, and all that this person is shown of the case.

The question, who asks it and by when it is to be answered; not the case's number, not the
complaint, not the petitioner, and nothing to anybody else of the person's unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from bancheng.casework import access
from bancheng.casework.door import Asked, Done, Order, handle
from bancheng.casework.duty_row import DutyRow
from bancheng.casework.facts import event_of
from bancheng.casework.slip_keys import key_of
from bancheng.core import attachment
from bancheng.core.ask import FILES
from bancheng.core.event import Event
from bancheng.journal import read
from bancheng.journal.envelope import Recorded
from bancheng.library import standards
from bancheng.people import directory
from bancheng.people.chart import current
from bancheng.people.user import User

ACT = "answer_inquiry"
SHOWN = 50
NO_PAPERS: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True)
class SlipLine:
    """A slip as a list shows it."""

    key: str
    asked_at: datetime | None
    due: datetime | None
    state: str
    closed_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether an answer is still owed."""
        return self.state == "open"


@dataclass(frozen=True)
class Slip:
    """One slip: ``question`` and ``answer`` are None where they were erased or not given;
    ``files`` are the names of the papers that came with the answer."""

    line: SlipLine
    question: str | None
    asked_by: str
    asking_unit: str
    answer: str | None
    files: tuple[str, ...]
    answered_at: datetime | None
    written_down_by: str
    refs: tuple[str, ...]
    because: str
    limit: str


def lines_of(user: User) -> list[SlipLine]:
    """What was ever asked of this person: open ones first, by due time, then the latest."""
    rows = access.asked_of(user).select_related("case")
    is_open = [_line(row) for row in rows.filter(state="open").order_by("due", "pk")[:SHOWN]]
    closed = rows.exclude(state="open").order_by("-closed_at", "-pk")[:SHOWN]
    return is_open + [_line(row) for row in closed]


def open_lines_of(user: User) -> list[SlipLine]:
    """What this person has not answered yet, by due time."""
    rows = access.asked_of(user).filter(state="open").select_related("case")
    return [_line(row) for row in rows.order_by("due", "pk")[:SHOWN]]


def slip_for(user: User, key: str) -> Slip:
    """One slip put to this person. Raises NotFound where there is none under this key."""
    row = _row(user, key)
    recorded = read.case(row.case.case_no, row.arose)
    asked, answer = recorded[0], _answer(recorded, row.arose)
    texts = read.details_of([row.case.case_no], ["put_question", "text"])
    by = event_of(asked).by
    unit = current().units.get(by.unit or "")
    standard = standards.standard(row.case.standard, row.case.edition)
    answered = event_of(answer) if answer else None
    written_down = answered.by.user if answered is not None and answered.by.recorded else ""
    return Slip(
        line=_line(row),
        question=texts.get((row.case.case_no, asked.position, "put_question")),
        asked_by=directory.name_of(by.user),
        asking_unit=unit.name if unit else "",
        answer=texts.get((row.case.case_no, answer.position, "text")) if answer else None,
        files=_papers(row.case.case_no, answer, user),
        answered_at=answered.done_at if answered else None,
        written_down_by=directory.name_of(written_down) if written_down else "",
        refs=tuple(standard.ref(clause) for clause in row.cites),
        because=row.because or "",
        limit=row.limit,
    )


def answer(
    user: User,
    key: str,
    text: str,
    command_id: str,
    now: datetime,
    papers: Mapping[str, object] = NO_PAPERS,
) -> Done:
    """The person's answer with its papers, through the write door. Raises NotFound, Refusal."""
    row = _row(user, key)
    order = Order(ACT, {"inquiry": row.arose, "text": text, **papers})
    return handle(Asked(user), row.case.case_no, [order], command_id, None, now)


def _row(user: User, key: str) -> DutyRow:
    rows = access.asked_of(user).select_related("case").order_by("-pk")
    for row in rows:
        if key_of(row.case.case_no, row.arose) == key:
            return row
    raise access.NotFound(key)


def _papers(case_no: str, answer: Recorded | None, user: User) -> tuple[str, ...]:
    """What the papers are called that this person sent with the answer; nobody else's."""
    if answer is None:
        return ()
    event = event_of(answer)
    if event.by.user != user.username:
        return ()
    ids = event.names(FILES.name)
    texts = read.details_of([case_no], [f"{attachment.BESIDE}{one}" for one in ids]) if ids else {}
    written = {field: text for (_, _, field), text in texts.items() if text}
    return tuple(
        attachment.read(one, written[f"{attachment.BESIDE}{one}"]).name
        for one in ids
        if f"{attachment.BESIDE}{one}" in written
    )


def _line(row: DutyRow) -> SlipLine:
    key = key_of(row.case.case_no, row.arose)
    return SlipLine(key, row.start, row.due, row.state, row.closed_at)


def _answer(recorded: list[Recorded], inquiry: int) -> Recorded | None:
    return next((r for r in recorded if "act" in r.body and _answers(event_of(r), inquiry)), None)


def _answers(event: Event, inquiry: int) -> bool:
    return event.act == ACT and event.data.get("inquiry") == inquiry
