"""我的待办的一行: one duty as the board shows it, with its clause, its limit and its one button."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from bancheng.casework.queries import DutyLine
from bancheng.channels.clocks import Theirs
from bancheng.core.permission import act_term
from bancheng.core.standard.within import limit_words
from bancheng.people.directory import name_of
from bancheng.web.cites import cites
from bancheng.web.desk import Reader
from bancheng.web.words_of_time import Due, Tone, due_words

GROUPS: tuple[tuple[Tone, str], ...] = (
    ("late", "已超时"),
    ("soon", "今天到期"),
    ("later", "以后到期"),
    ("open", "没有时限，办完为止"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One duty as the list shows it; ``key`` stays the same as long as it is owed."""

    key: int
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
    theirs: Due | None = None


def grouped(rows: Iterable[Row]) -> Iterable[tuple[Tone, str, list[Row]]]:
    """Late first; groups without rows are left out."""
    by_tone: dict[Tone, list[Row]] = {}
    for row in rows:
        by_tone.setdefault(row.due.tone, []).append(row)
    for tone, title in GROUPS:
        if tone in by_tone:
            yield tone, title, by_tone[tone]


def row_of(line: DutyLine, reader: Reader, clock: Theirs | None = None) -> Row:
    """A duty with its clause, its limit, and whether the centre set it itself; beside our clock
    that of the other system which sent the case."""
    duty, standard = line.duty, line.standard
    limit = limit_words(duty.limit)
    kind = standard.kinds.get(line.case.kind or "")
    return Row(
        key=duty.pk,
        due=due_words(duty.due, reader.now, duty.provisional),
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
        in_place_of=name_of(line.in_place_of) if line.in_place_of else "",
        theirs=due_words(clock.due, reader.now) if clock and clock.due else None,
    )
