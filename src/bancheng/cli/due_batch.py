"""Due times by the thousand: a CSV in, the same rows out with what was worked out beside them."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from bancheng.casework.importing.encoded_text import read_text
from bancheng.cli.due import NATIONAL, read_at
from bancheng.cli.ending import Code, Ended, misused, warn
from bancheng.cli.limit_of import (
    HandlingLimit,
    KindUnknownError,
    NoLimitError,
    due_of,
    handling_limit,
)
from bancheng.cli.showing import as_json
from bancheng.core.calendar import DEFAULT, WorkCalendar
from bancheng.core.standard.standard import Standard
from bancheng.library import calendars, standards
from bancheng.library.standards import StandardMissingError

COLUMNS = ("standard", "kind", "at")
ADDED = ("due", "provisional", "rule")


def print_batch(file: Path, calendar: str, json: bool) -> None:
    """Print every row with its due time; rows that cannot be read are told, with line and field.

    Good rows are printed all the same, and the command ends with «refused» if any row was bad.
    """
    days = calendars.work_calendar(DEFAULT, [] if calendar == NATIONAL else [calendar])
    header, rows = _rows(file)
    done: list[dict[str, str]] = []
    bad = 0
    for line, row in rows:
        try:
            done.append(row | _worked_out(row, days))
        except _BadRowError as wrong:
            bad += 1
            warn(f"{file.name} 第 {line} 行 {wrong}")
    if json:
        as_json(done)
    else:
        out = csv.DictWriter(sys.stdout, [*header, *ADDED], lineterminator="\n")
        out.writeheader()
        out.writerows(done)
    if bad:
        raise Ended(Code.REFUSED, f"{bad} 行没有算出来，原因见上；其余 {len(done)} 行已算好。")


class _BadRowError(ValueError):
    """A row that cannot be worked out: field and reason."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(f"{field}：{why}")


def _rows(file: Path) -> tuple[list[str], Iterator[tuple[int, dict[str, str]]]]:
    reader = csv.reader(read_text(file).text.splitlines(keepends=True), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
    except csv.Error as broken:
        misused(f"{file.name} 第 1 行不是 CSV：{broken}。")
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        misused(f"{file.name} 第 1 行缺少 {'、'.join(missing)} 栏；表头应有 {','.join(COLUMNS)}。")

    def each() -> Iterator[tuple[int, dict[str, str]]]:
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader, None)
            except csv.Error as broken:
                raise Ended(
                    Code.REFUSED, f"{file.name} 第 {line} 行不是 CSV：{broken}。"
                ) from broken
            if cells is None:
                return
            if any(cell.strip() for cell in cells):
                cells += [""] * (len(header) - len(cells))
                yield line, dict(zip(header, cells, strict=False))

    return header, each()


def _worked_out(row: dict[str, str], days: WorkCalendar) -> dict[str, str]:
    try:
        rules = standards.standard(row["standard"].strip())
    except StandardMissingError as wrong:
        raise _BadRowError("standard", str(wrong)) from wrong
    try:
        limit = _limit(rules.id, row["kind"].strip())
    except (KindUnknownError, NoLimitError) as wrong:
        raise _BadRowError("kind", str(wrong)) from wrong
    try:
        at = read_at(row["at"])
    except ValueError as wrong:
        raise _BadRowError("at", str(wrong)) from wrong
    found = due_of(limit, at, rules, days)
    return {
        "due": f"{found.due:%Y-%m-%dT%H:%M}" if found.due else "",
        "provisional": "true" if found.provisional else "false",
        "rule": limit.rule,
    }


@lru_cache(maxsize=256)
def _limit(standard_id: str, kind: str) -> HandlingLimit:
    rules: Standard = standards.standard(standard_id)
    return handling_limit(rules, kind)
