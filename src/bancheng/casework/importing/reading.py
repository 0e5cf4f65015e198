"""From a row to what is to be done with it: registered, and accepted where the ground is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bancheng.casework.importing.columns import (
    ACCEPTING,
    REGISTERING,
    REPLIED_AT,
    REPLY,
    SUBJECT,
    SUBMITTED_AT,
    Columns,
    field_term,
)
from bancheng.casework.importing.odd_times import OddTimeError, read_time
from bancheng.casework.importing.table_file import Row
from bancheng.core.ask import LISTS
from bancheng.core.calendar import WorkCalendar
from bancheng.core.decider import FIELDS
from bancheng.core.given import ask_of_field, options
from bancheng.core.standard.standard import Standard


@dataclass(frozen=True)
class RowFault:
    """What is wrong with a row: the line it begins on, the column, and why."""

    line: int
    field: str
    why: str

    def __str__(self) -> str:
        return f"第 {self.line} 行“{self.field}”：{self.why}"


@dataclass(frozen=True)
class Reading:
    """One row understood: when it came, what to register and accept it with, what to note down."""

    line: int
    came_at: datetime
    registering: Mapping[str, object]
    accepting: Mapping[str, object] | None
    remark: str = ""


@dataclass
class RowReader:
    """Reads rows of one table; ``given`` are values for columns the table has not."""

    standard: Standard
    calendar: WorkCalendar
    columns: Columns
    given: Mapping[str, str] = field(default_factory=dict)

    def read(self, row: Row) -> Reading | RowFault:
        """The row understood, or what is wrong with it."""
        try:
            came_at = self._time(SUBMITTED_AT, row)
            answered_at = self._time(REPLIED_AT, row) if self._cell(REPLY, row) else None
        except _FieldError as wrong:
            return RowFault(row.line, wrong.title, wrong.why)
        if came_at is None:
            return RowFault(row.line, self._title(SUBMITTED_AT), "没有填时间，无法补录。")
        extra = [name for name in self.standard.fields if name in self.columns.titles]
        accepting = self._values((*ACCEPTING, *extra), row)
        return Reading(
            row.line,
            came_at,
            self._registering(row),
            accepting if "ground" in accepting else None,
            self._remark(row, answered_at),
        )

    def _registering(self, row: Row) -> dict[str, object]:
        values = self._values(REGISTERING, row)
        subject, matter = self._cell(SUBJECT, row), str(values.get("matter", ""))
        if subject and subject not in matter:
            values["matter"] = f"{subject}\n{matter}".strip()
        if not values.get("phone"):
            values["no_phone"] = True
        return values

    def _remark(self, row: Row, answered_at: datetime | None) -> str:
        reply = self._cell(REPLY, row)
        when = f"（{answered_at:%Y-%m-%d %H:%M}）" if answered_at else ""
        return f"导入前已作的答复{when}：{reply}" if reply else ""

    def _values(self, fields: tuple[str, ...], row: Row) -> dict[str, object]:
        values: dict[str, object] = {}
        for name in fields:
            text = self._cell(name, row) or self.given.get(name, "")
            if text:
                values[name] = self._named(name, text)
        return values

    def _named(self, name: str, text: str) -> object:
        """A label («一般问题») stands for its name; what is neither is left for the rules."""
        ask = FIELDS.get(name) or ask_of_field(name, self.standard)
        by_label = {v: k for k, v in (options(ask.options, self.standard) or {}).items()}
        if ask.shape in LISTS:
            parts = text.replace("，", "、").replace(",", "、").split("、")
            return [by_label.get(part.strip(), part.strip()) for part in parts if part.strip()]
        return by_label.get(text, text)

    def _cell(self, name: str, row: Row) -> str:
        cell = row.cells.get(self.columns.titles.get(name, ""), "")
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)  # a spreadsheet keeps telephone numbers as 13977800000.0
        return "" if cell is None else str(cell).strip()

    def _time(self, name: str, row: Row) -> datetime | None:
        cell = row.cells.get(self.columns.titles.get(name, ""), "")
        if cell is None or str(cell).strip() == "":
            return None
        try:
            found = read_time(cell, self.calendar.zone)
        except OddTimeError as wrong:
            raise _FieldError(self._title(name), str(wrong)) from wrong
        if found.has_clock:
            return found.at
        # only the day is known: the hall's opening, which no limit in days can tell from noon
        return self.calendar.opens_at(found.at.date())

    def _title(self, name: str) -> str:
        return self.columns.titles.get(name) or field_term(name, self.standard)


class _FieldError(Exception):
    def __init__(self, title: str, why: str) -> None:
        self.title, self.why = title, why
        super().__init__(why)
