"""工单列表的一行: what always stands there, and the columns a reader chose besides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bancheng.casework.case_row import CaseRow
from bancheng.casework.queries import CaseLine
from bancheng.core.calendar import CHINA
from bancheng.core.glossary import OUTCOME_TERMS
from bancheng.core.permission import stage_term
from bancheng.core.standard.standard import Standard
from bancheng.people import directory
from bancheng.web.desk import Reader
from bancheng.web.words_of_time import Tone, clock_words, due_words

SETTING = "case_columns"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; ``tone`` colours a due time, which says late or not in words as well."""

    label: str
    text: str
    tone: Tone | str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One case. ``mark`` is its number and the version shown, as bulk acts take it."""

    mark: str
    key: int
    case_no: str
    line: str
    name: str
    stage: str
    outcome: str
    green: bool
    conduct: bool
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Around:
    """What a cell may need beside the row."""

    line: CaseLine
    due: datetime | None
    owes: bool
    now: datetime


Draw = Callable[[CaseRow, Standard, Around], Cell]


def _kind(row: CaseRow, standard: Standard, around: Around) -> Cell:
    kind = standard.kinds.get(row.kind or "")
    return Cell("类别", kind.label if kind else "")


def _ground(row: CaseRow, standard: Standard, around: Around) -> Cell:
    ground = standard.grounds.get(row.ground or "")
    return Cell("受理情形", ground.label if ground else "")


def _channel(row: CaseRow, standard: Standard, around: Around) -> Cell:
    channel = standard.channels.get(row.channel or "")
    return Cell("来源", channel.label if channel else "")


def _lead(row: CaseRow, standard: Standard, around: Around) -> Cell:
    return Cell("牵头部门", directory.unit_name(row.lead) if row.lead else "")


def _due(row: CaseRow, standard: Standard, around: Around) -> Cell:
    if not around.owes:
        return Cell("最早到期", "")
    found = due_words(around.due, around.now)
    return Cell("最早到期", found.words, found.tone)


def _touched(row: CaseRow, standard: Standard, around: Around) -> Cell:
    return Cell("最近动静", clock_words(row.touched_at, around.now))


def _registered(row: CaseRow, standard: Standard, around: Around) -> Cell:
    at = row.registered_at
    return Cell("登记日期", f"{at.astimezone(CHINA):%Y-%m-%d}" if at else "")


def _satisfied(row: CaseRow, standard: Standard, around: Around) -> Cell:
    grade = standard.callback.scale.get(row.satisfaction or "")
    return Cell("满意度", grade.label if grade else "")


def _answerable(row: CaseRow, standard: Standard, around: Around) -> Cell:
    return Cell("首问", directory.name_of(row.answerable) if row.answerable else "")


COLUMNS: dict[str, tuple[str, Draw]] = {
    "r": ("登记日期", _registered),
    "k": ("类别", _kind),
    "g": ("受理情形", _ground),
    "l": ("牵头部门", _lead),
    "d": ("最早到期", _due),
    "t": ("最近动静", _touched),
    "s": ("满意度", _satisfied),
    "c": ("来源", _channel),
    "a": ("首问", _answerable),
}
USUAL = "rkld"
MOST = 5


def columns_of(chosen: str) -> str:
    """The letters of the columns shown, in the order of the list; «-» stands for none at all."""
    if not chosen:
        return USUAL
    return "".join(letter for letter in COLUMNS if letter in chosen)[:MOST]


def row_of(line: CaseLine, columns: str, dues: dict[int, datetime | None], reader: Reader) -> Row:
    """A case as the list shows it."""
    row, standard = line.case, line.standard
    around = Around(line, dues.get(row.pk), row.pk in dues, reader.now)
    outcome = row.outcome or ""
    return Row(
        mark=f"{row.case_no}@{row.version}",
        key=row.pk,
        case_no=row.case_no,
        line=line.line,
        name=line.name,
        stage=stage_term(standard, row.stage),
        outcome=standard.words.get(f"outcome.{outcome}", OUTCOME_TERMS.get(outcome, "")),
        green=row.green,
        conduct=row.conduct,
        cells=[COLUMNS[letter][1](row, standard, around) for letter in columns],
    )
