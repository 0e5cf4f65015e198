"""放假安排: one year's notice as a file, in our own shape or in holiday-cn's JSON.

A file that would count a day wrongly is worse than none: every date is checked against what
a notice can say, and a refusal names file, line and key.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from bancheng.core.standard.faults import Path as Keys
from bancheng.core.standard.source import Source, StandardFault, StandardFaults, check, read

SATURDAY = 5


class CalendarFileError(Exception):
    """A calendar file that is missing or cannot be read at all; faults inside it are
    StandardFaults."""


@dataclass(frozen=True)
class YearBook:
    """One year's days by festival, and the addresses of the notices that say so."""

    year: int
    notice: tuple[str, ...]
    rest: Mapping[date, str]
    work: Mapping[date, str]

    def to_yaml(self) -> str:
        """The text of `<year>.yaml`; reading it back gives an equal book."""
        notices = (f"  - {_scalar(address)}" for address in self.notice)
        lines = [f"year: {self.year}", "notice:", *notices]
        for title, days in (("rest", self.rest), ("work", self.work)):
            lines.append(f"{title}:" if days else f"{title}: {{}}")
            for name in dict.fromkeys(days.values()):
                named = ", ".join(str(day) for day in sorted(days) if days[day] == name)
                lines.append(f"  {_scalar(name)}: [{named}]")
        return "\n".join(lines) + "\n"


def _iso(written: object) -> date:
    """Only 2026-01-01: pydantic would also take a number for seconds since 1970."""
    try:
        return date.fromisoformat(written if isinstance(written, str) else "")
    except ValueError:
        raise ValueError(f"“{written}”不是日期，应写成 2026-01-01 这样") from None


IsoDate = Annotated[date, BeforeValidator(_iso)]


def _scalar(text: str) -> str:
    """Plain where YAML takes it as it stands, else quoted (JSON strings are YAML strings)."""
    plain = re.fullmatch(r"https?://[\w./%?=&~-]+|[^\W\d_][\w、·“”]*|“[\w、·“”]+", text)
    return text if plain else json.dumps(text, ensure_ascii=False)


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class YearFile(Strict):
    """Our own shape, `calendars/<year>.yaml`. `rest`, not `off`: other YAML readers take `off`
    for false."""

    year: int
    notice: list[str] = Field(min_length=1)
    issued: IsoDate | None = None
    rest: dict[str, list[IsoDate]]
    work: dict[str, list[IsoDate]]


class _Day(Strict):
    name: str
    date: IsoDate
    isOffDay: bool  # noqa: N815 - holiday-cn's own key


class _HolidayCn(Strict):
    schema_: str = Field("", alias="$schema")
    id_: str = Field("", alias="$id")
    year: int
    papers: list[str] = Field(min_length=1)
    days: list[_Day] = Field(min_length=1)


def import_year(path: Path) -> YearBook:
    """Read one year's file. Raises StandardFaults (with line and key) or CalendarFileError."""
    source = open_source(path)
    if isinstance(source.data, dict) and source.data.keys() & {"papers", "days"}:
        return _from_holiday_cn(source)
    return _from_ours(source)


def open_source(path: Path) -> Source:
    """The file as a strict source. JSON is read by the same reader, being a part of YAML."""
    try:
        return read(path.read_text(encoding="utf-8"), path.name)
    except UnicodeDecodeError as error:
        raise CalendarFileError(
            f"{path.name} 不是 UTF-8 编码的文本，请另存为 UTF-8 再试"
        ) from error
    except OSError as error:
        raise CalendarFileError(f"打不开 {path}：{error.strerror or error}") from error


def _from_ours(source: Source) -> YearBook:
    file = check(YearFile, source)
    refuse(day_faults(source, file.rest, file.work, ()))
    rest = {day: name for name, days in file.rest.items() for day in days}
    work = {day: name for name, days in file.work.items() for day in days}
    refuse(
        _fault(source, (kind, name, n), f"{day} 不在本年，也不紧邻本年")
        for kind, festivals in (("rest", file.rest), ("work", file.work))
        for name, days in festivals.items()
        for n, day in enumerate(days)
        if not _belongs(day, file.year)
    )
    return YearBook(file.year, tuple(file.notice), rest, work)


def _belongs(day: date, year: int) -> bool:
    """New Year's bridge may borrow from the last days of December before, or early January."""
    return day.year == year or (day.year, day.month) in ((year - 1, 12), (year + 1, 1))


def day_faults(
    source: Source, rest: Mapping[str, list[date]], work: Mapping[str, list[date]], under: Keys
) -> Iterator[StandardFault]:
    """A day listed twice, or a make-up day that is an ordinary weekday."""
    seen: dict[date, str] = {}
    for kind, festivals in (("rest", rest), ("work", work)):
        for name, days in festivals.items():
            for n, day in enumerate(days):
                path = (*under, kind, name, n)
                if day in seen:
                    yield _fault(source, path, f"{day} 已列在 {seen[day]}，一天只能列一次")
                elif kind == "work" and day.weekday() < SATURDAY:
                    yield _fault(source, path, f"{day} 不是周末，调休上班日应在周末")
                seen.setdefault(day, f"{kind}.{name}")


def _fault(source: Source, path: Keys, problem: str, expected: str = "") -> StandardFault:
    at = source.place(path)
    return StandardFault(at.file, at.line, path, problem, expected)


def refuse(faults: Iterator[StandardFault]) -> None:
    if found := list(faults):
        raise StandardFaults(found)


def _from_holiday_cn(source: Source) -> YearBook:
    if source.data.get("days") == []:
        problem = "没有列出任何一天：该年放假安排可能尚未公布，请公布后再导入"
        raise StandardFaults([_fault(source, ("days",), problem)])
    file = check(_HolidayCn, source)
    refuse(_listing_faults(source, file))
    rest = {day.date: day.name for day in file.days if day.isOffDay}
    # a weekday "worked" says nothing (2020-02-03 marks an extension's end): it works anyway
    work = {
        day.date: day.name
        for day in file.days
        if not day.isOffDay and day.date.weekday() >= SATURDAY
    }
    return YearBook(file.year, tuple(file.papers), rest, work)


def _listing_faults(source: Source, file: _HolidayCn) -> Iterator[StandardFault]:
    seen: set[date] = set()
    for n, day in enumerate(file.days):
        if not _belongs(day.date, file.year):
            yield _fault(source, ("days", n, "date"), f"{day.date} 不在本年，也不紧邻本年")
        if day.date in seen:
            yield _fault(source, ("days", n, "date"), f"{day.date} 列了两次，一天只能列一次")
        seen.add(day.date)
