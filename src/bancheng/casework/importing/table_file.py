"""A table as an office keeps it: CSV in whatever encoding, or the first sheet of an XLSX."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from bancheng.casework.importing.encoded_text import UnreadableFileError, decoded

XLSX = frozenset({".xlsx", ".xls", ".xlsm", ".ods"})
CSV = frozenset({".csv", ".txt"})
TITLE_ROWS = 5  # so many may stand above the columns' names

# a cell of a letter can be longer than the reader's own guard allows
csv.field_size_limit(10_000_000)


@dataclass(frozen=True)
class Row:
    """One row with the line it begins on; ``cells`` by the header's names."""

    line: int
    cells: dict[str, object]


@dataclass(frozen=True)
class Table:
    """What was read: the header, the rows, and how the file was written (to be said)."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    written_as: str


def read_table(file: Path) -> Table:
    """The whole file, or UnreadableFileError with file and line: half a table is never read."""
    _must_be_a_table(file.name)
    try:
        return table_of(file.name, file.read_bytes())
    except OSError as error:
        raise UnreadableFileError(f"打不开 {file}：{error.strerror or error}。") from error


def _must_be_a_table(name: str) -> None:
    if Path(name).suffix.lower() not in XLSX | CSV:
        raise UnreadableFileError(f"{name} 不是 CSV 或 XLSX 文件，请另存为其中一种再试。")


def table_of(name: str, content: bytes) -> Table:
    """The same of a file that lies nowhere: its name and its content."""
    _must_be_a_table(name)
    if Path(name).suffix.lower() in XLSX:
        return _sheet(name, content)
    found = decoded(name, content)
    rows = list(_csv_rows(found.text, name))
    if not rows:
        raise UnreadableFileError(f"{name} 是空的。")
    return _table(name, rows, f"CSV，{found.encoding}")


def _table(name: str, rows: list[tuple[int, list[object]]], written_as: str) -> Table:
    begin = _header_at(rows)
    header = tuple(str(cell).strip() for cell in rows[begin][1])
    named = [title for title in header if title]
    twice = next((title for title in named if named.count(title) > 1), None)
    if twice:
        raise UnreadableFileError(f"{name} 的表头有两栏都叫“{twice}”，请先改名。")
    found = []
    for line, cells in rows[begin + 1 :]:
        if len(cells) > len(header) and any(str(c).strip() for c in cells[len(header) :]):
            raise UnreadableFileError(
                f"{name} 第 {line} 行有 {len(cells)} 栏，表头只有 {len(header)} 栏："
                "多半是文字里的逗号或引号没有写对。"
            )
        short = [*cells, *[""] * (len(header) - len(cells))]
        if any(str(cell).strip() for cell in short):
            found.append(Row(line, dict(zip(header, short, strict=False))))
    return Table(header, tuple(found), written_as)


def _header_at(rows: list[tuple[int, list[object]]]) -> int:
    """Ledgers often begin with their title, alone in its row: the columns' names come below."""
    for number, (_, cells) in enumerate(rows[:TITLE_ROWS]):
        if sum(bool(str(cell).strip()) for cell in cells) > 1:
            return number
    return 0


def _csv_rows(text: str, name: str) -> Iterator[tuple[int, list[object]]]:
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    line = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as broken:
            raise UnreadableFileError(
                f"{name} 从第 {line} 行起不是完整的 CSV（{_broken(str(broken))}），没有读入。"
            ) from broken
        if cells is None:
            return
        yield line, list(cells)
        line = reader.line_num + 1


def _broken(english: str) -> str:
    if "unexpected end of data" in english:
        return "有一个引号没有收尾"
    if "expected after" in english:
        return "引号后面多了文字"
    return english


def _sheet(file: str, content: bytes) -> Table:
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        name = book.sheet_names[0]
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, zipfile.BadZipFile, IndexError, OSError) as error:
        raise UnreadableFileError(f"{file} 不是完好的电子表格（{error}），请重新导出。") from error
    if not rows:
        raise UnreadableFileError(f"{file} 的第一张表“{name}”是空的。")
    return _table(file, list(enumerate(map(list, rows), 1)), f"电子表格，第一张表“{name}”")
