"""读事项文件: CSV, a spreadsheet's first sheet, JSON or JSONL, as rows that know their line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bancheng.casework.importing.encoded_text import UnreadableFileError, read_text
from bancheng.casework.importing.table_file import CSV, XLSX, Row, read_table
from bancheng.items.importing.fault import WHOLE_ROW, Fault

JSON, JSON_LINES = frozenset({".json"}), frozenset({".jsonl", ".ndjson"})
KINDS = CSV | XLSX | JSON | JSON_LINES
WRAPPERS = ("data", "items", "rows", "list", "records", "result")
MOST_ROWS = 50_000


@dataclass(frozen=True, slots=True)
class Source:
    """What was read: titles, rows, how the file was written, and the lines that are no rows."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    written_as: str
    faults: tuple[Fault, ...] = ()


def read_source(file: Path) -> Source:
    """The whole file. UnreadableFileError where it is none of the kinds or cannot be read."""
    kind = file.suffix.lower()
    if kind not in KINDS:
        raise UnreadableFileError(
            f"{file.name} 不是 CSV、XLSX、JSON 或 JSONL 文件，请另存为其中一种再试。"
        )
    if kind in JSON | JSON_LINES:
        found = read_text(file)
        read = _lines if kind in JSON_LINES else _array
        source = read(found.text, file.name, f"{kind[1:].upper()}，{found.encoding}")
    else:
        table = read_table(file)
        source = Source(table.header, table.rows, table.written_as)
    if not source.rows and not source.faults:
        raise UnreadableFileError(f"{file.name} 里一行事项也没有。")
    if len(source.rows) > MOST_ROWS:
        raise UnreadableFileError(
            f"{file.name} 有 {len(source.rows)} 行，一次最多 {MOST_ROWS} 行，请分开导入。"
        )
    return source


def _lines(text: str, name: str, written_as: str) -> Source:
    rows, faults = [], []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            rows.append((number, json.loads(line)))
        except ValueError:
            faults.append(_no_row(number, "不是完整的 JSON。", "请核对引号、逗号和括号。"))
    return _source(rows, faults, written_as)


def _array(text: str, name: str, written_as: str) -> Source:
    """A list of objects, bare or as the one list in an object around it."""
    start = text.find("[")
    around = text[:start].strip() if start >= 0 else text.strip()
    if start < 0 or (around and not _wraps(around)):
        raise UnreadableFileError(
            f"{name} 里没有事项的列表：应是 [ {{…}}, {{…}} ]，或 {{“data”: [ … ]}} 这样。"
        )
    decoder, at, line, seen = json.JSONDecoder(), start + 1, 1, 0
    rows: list[tuple[int, Any]] = []
    while True:
        while at < len(text) and text[at] in " \t\r\n,\ufeff":
            at += 1
        line += text.count("\n", seen, at)
        seen = at
        if at >= len(text):
            raise UnreadableFileError(f"{name} 的列表没有收尾（缺“]”），多半没有下载完整。")
        if text[at] == "]":
            return _source(rows, [], written_as)
        try:
            found, at = decoder.raw_decode(text, at)
        except ValueError as broken:
            raise UnreadableFileError(
                f"{name} 从第 {line} 行起不是完整的 JSON，后面都读不了，没有读入。"
            ) from broken
        rows.append((line, found))


def _wraps(before: str) -> bool:
    return before.startswith("{") and any(f'"{key}"' in before for key in WRAPPERS)


def _source(found: Iterable[tuple[int, Any]], faults: list[Fault], written_as: str) -> Source:
    rows: list[Row] = []
    header: dict[str, None] = {}
    for line, value in found:
        if isinstance(value, dict):
            rows.append(Row(line, {str(k).strip(): v for k, v in value.items()}))
            header |= dict.fromkeys(str(k).strip() for k in value)
        else:
            faults.append(_no_row(line, "不是一个事项（应是 {…}）。", "请删掉这一行或补全。"))
    return Source(tuple(header), tuple(rows), written_as, tuple(faults))


def _no_row(line: int, why: str, do: str) -> Fault:
    return Fault(line, WHOLE_ROW, why, do)
