"""工作日历的数据: reads the notices on disk and lays them into working calendars.

The State Council's notice comes first, a region's own festival over it, a hall's closures on
top. Years without a notice know only what the law itself fixes; a lunar date is never
guessed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from bancheng.core.calendar import CHINA, DayMark, Layer, OfficeHours, Unsettled, WorkCalendar
from bancheng.core.standard.faults import StandardFault, StandardFaults, nearest
from bancheng.core.standard.source import check
from bancheng.library.places import calendars_dir, own_calendars_dir
from bancheng.library.year_book import (
    CalendarFileError,
    IsoDate,
    Strict,
    YearBook,
    day_faults,
    import_year,
    open_source,
    refuse,
)

__all__ = [
    "CalendarFileError",
    "YearBook",
    "forget",
    "import_year",
    "keep_year",
    "national",
    "region",
    "regions",
    "work_calendar",
]

NATIONAL = "全国"
HORIZON = 2100  # statutory days are laid out up to here; no limit reaches further


def _as_list(written: object) -> object:
    return written if isinstance(written, list) else [written]


MonthDays = dict[str, list[Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])-[0-3][0-9]$")]]]


class _Rule(Strict):
    """The fixed days of one version of the law, in force from a year on."""

    since: int
    order: str
    rest: MonthDays


class _StatutoryFile(Strict):
    law: str
    rules: list[_Rule] = Field(min_length=1)


class _RegionYear(Strict):
    year: int
    notice: str
    read_at: Annotated[list[str], BeforeValidator(_as_list)]
    rest: dict[str, list[IsoDate]]
    work: dict[str, list[IsoDate]] = Field(default_factory=dict)


class _Span(Strict):
    first: IsoDate
    last: IsoDate
    because: str


class _RegionFile(Strict):
    region: str
    title: str
    rule: str
    years: list[_RegionYear]
    unsettled: list[_Span] = Field(default_factory=list)


def national(folder: Path | None = None) -> tuple[Layer, frozenset[int]]:
    """The country's days, and the years whose notice is out. Cached until `forget`, or until a
    year is imported, by whichever process."""
    if folder is not None:
        return _national((folder,), 0)
    return _national((calendars_dir(), own_calendars_dir()), stamp())


def stamp() -> int:
    """Changes whenever a year is imported: the time of the folder that imports go to."""
    try:
        return os.stat(own_calendars_dir()).st_mtime_ns  # every act asks; a Path asks slowly
    except OSError:
        return 0


def regions(folder: Path | None = None) -> list[str]:
    """The names `region` knows."""
    return sorted(file.stem for file in ((folder or calendars_dir()) / "regions").glob("*.yaml"))


def region(name: str, folder: Path | None = None) -> Layer:
    """One region's own days and the spans it leaves open. Cached until `forget`."""
    folder = folder or calendars_dir()
    known = regions(folder)
    if name not in known:
        near = nearest(name, known)
        hint = f"；是否想写 {near}" if near else f"；现有：{'、'.join(known) or '无'}"
        raise CalendarFileError(f"没有名为“{name}”的地方日历{hint}")
    return _region(folder / "regions" / f"{name}.yaml")


def work_calendar(
    hours: OfficeHours,
    regions: Sequence[str] = (),
    closures: Layer | None = None,
    folder: Path | None = None,
) -> WorkCalendar:
    """National days, then the named regions', then the hall's own closures."""
    country, published = national(folder)
    layers = [country, *(region(name, folder) for name in regions)]
    if closures is not None:
        layers.append(closures)
    return WorkCalendar(layers, published, hours, CHINA)


def keep_year(book: YearBook, folder: Path | None = None) -> Path:
    """Write an imported year where `national` finds it; returns the file."""
    file = (folder or own_calendars_dir()) / f"{book.year}.yaml"
    draft = file.with_name(f".{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(book.to_yaml(), encoding="utf-8")
        # whole or not at all, and the folder's time tells every process that something is new
        draft.replace(file)
    except OSError as error:
        raise CalendarFileError(f"写不进 {file}：{error.strerror or error}") from error
    forget()
    return file


def forget() -> None:
    """Read the files anew on next use, after one was imported or mended."""
    _national.cache_clear()
    _region.cache_clear()


@lru_cache
def _national(folders: tuple[Path, ...], changed: int) -> tuple[Layer, frozenset[int]]:
    del changed  # part of the key
    books = list(_books(folders))
    days = dict(_statutory_days(folders[0]))
    for book in books:  # by year: of two notices on one day the later has the last word
        cites = "、".join(book.notice)
        days |= {day: DayMark(False, name, cites) for day, name in book.rest.items()}
        days |= {day: DayMark(True, f"{name}调休", cites) for day, name in book.work.items()}
    return Layer(NATIONAL, days), frozenset(book.year for book in books)


def _books(folders: tuple[Path, ...]) -> Iterator[YearBook]:
    """By year; what the centre imported by itself stands for what came with the program."""
    files = {f.stem: f for place in folders for f in place.glob("[0-9][0-9][0-9][0-9].yaml")}
    if not files:
        raise CalendarFileError(f"{folders[0]} 里没有放假安排（应有 2026.yaml 这样的文件）")
    for _, file in sorted(files.items()):
        book = import_year(file)
        if str(book.year) != file.stem:
            problem = f"文件名是 {file.name}，写的却是 {book.year} 年"
            raise StandardFaults([StandardFault(file.name, 1, ("year",), problem)])
        yield book


def _statutory_days(folder: Path) -> Iterator[tuple[date, DayMark]]:
    file = check(_StatutoryFile, open_source(folder / "statutory.yaml"))
    for year in range(min(rule.since for rule in file.rules), HORIZON):
        rule = max((r for r in file.rules if r.since <= year), key=lambda r: r.since)
        for name, days in rule.rest.items():
            mark = DayMark(False, name, f"《{file.law}》（{rule.order}）")
            yield from ((date.fromisoformat(f"{year}-{day}"), mark) for day in days)


@lru_cache
def _region(path: Path) -> Layer:
    source = open_source(path)
    file = check(_RegionFile, source)
    refuse(
        fault
        for n, year in enumerate(file.years)
        for fault in day_faults(source, year.rest, year.work, ("years", n))
    )
    days = dict(mark for year in file.years for mark in _region_days(file, year))
    spans = tuple(Unsettled(span.first, span.last, span.because) for span in file.unsettled)
    return Layer(file.title, days, spans)


def _region_days(file: _RegionFile, year: _RegionYear) -> Iterable[tuple[date, DayMark]]:
    cites = f"{file.rule}；{year.notice}"
    for name, days in year.rest.items():
        yield from ((day, DayMark(False, name, cites)) for day in days)
    for name, days in year.work.items():
        yield from ((day, DayMark(True, f"{name}调休", cites)) for day in days)
