"""从一行到一项: what a row says of an item, or everything that is wrong with the row."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bancheng.casework.importing.table_file import Row
from bancheng.items.content import TERMS, ItemContent, checked
from bancheng.items.errors import ItemError
from bancheng.items.importing import cells
from bancheng.items.importing.fault import WHOLE_ROW, Fault
from bancheng.items.keeping import CODE
from bancheng.items.version_row import Level

READ: dict[str, Callable[[object], Any]] = {
    "kind": cells.kind,
    "statutory_limit": cells.limit,
    "promised_limit": cells.limit,
    "aliases": cells.words,
    "steps": cells.lines,
    "materials": cells.materials,
}
MADE_CODE = "ZB-"
"""自编: before the code of an item whose file gives none."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One row understood. ``said`` are the fields the file speaks of: others stay as they are."""

    line: int
    code: str
    content: ItemContent
    said: frozenset[str]


@dataclass(frozen=True)
class RowReader:
    """``columns``: column title → field; ``given``: values for fields the file has no column
    for."""

    columns: Mapping[str, str]
    given: Mapping[str, str]

    def read(self, row: Row) -> Reading | list[Fault]:
        """The row understood, or all that is wrong with it."""
        titles = {field: title for title, field in self.columns.items()}
        cell = {field: row.cells.get(title) for field, title in titles.items()}
        faults: list[Fault] = []

        def wrong(field: str, why: str, do: str) -> None:
            faults.append(
                Fault(row.line, titles.get(field) or TERMS.get(field, WHOLE_ROW), why, do)
            )

        values = {f: READ.get(f, cells.text)(v) for f, v in cell.items() if f != "area"}
        level = cells.level(cell.get("level") or self.given.get("level"))
        if level is None:
            among = "、".join(Level.labels)
            wrong("level", f"没有“{cells.text(cell.get('level'))}”这一层级。", f"请改成：{among}。")
        values["level"] = level or cells.level_of_area(cell.get("area"))
        for field, value in self.given.items():
            if not values.get(field):
                values[field] = READ.get(field, cells.text)(value)
        code = str(values.pop("code", ""))
        if code and not CODE.fullmatch(code):
            wrong("code", f"编码“{code[:20]}”有别的符号。", "只用字母、数字、点、横线和括号。")
        if not values.get("name"):
            wrong("name", "没有事项名称。", "请补上，或删掉这一行。")
        if faults:
            return faults
        try:
            content = checked(ItemContent(**values))
        except ItemError as error:
            wrong(error.field, error.sentence, "")
            return faults
        made = made_code(content.name, content.department_name)
        said = frozenset(values) | ({"level"} if values["level"] else set())
        return Reading(
            row.line, code or made, content, said - ({"level"} if not values["level"] else set())
        )


def made_code(name: str, department: str) -> str:
    """A code for an item that has none, the same whenever it is read again."""
    digest = hashlib.sha256(f"{name}\n{department}".encode()).hexdigest()
    return f"{MADE_CODE}{digest[:10].upper()}"


def merged(reading: Reading, stood: ItemContent) -> ItemContent:
    """What stood, with what the file speaks of in its place. Who issues a material stays where
    the file names the same material and does not say."""
    taken = {name: getattr(reading.content, name) for name in reading.said}
    if "materials" in taken:
        known = {m.name: m for m in stood.materials}
        taken["materials"] = tuple(
            replace(
                m,
                copies=m.copies or known[m.name].copies,
                issuer=m.issuer or ("" if m.issued_by_item else known[m.name].issuer),
                issued_by_item=m.issued_by_item
                or ("" if m.issuer else known[m.name].issued_by_item),
            )
            if m.name in known
            else m
            for m in reading.content.materials
        )
    return checked(replace(stood, **taken))


def twice(readings: Iterable[Reading], code_title: str) -> list[Fault]:
    """Rows whose code another row before them has."""
    first: dict[str, int] = {}
    faults = []
    for reading in readings:
        if reading.code in first:
            what = "名称和部门" if reading.code.startswith(MADE_CODE) else f"编码“{reading.code}”"
            faults.append(
                Fault(
                    reading.line,
                    code_title,
                    f"{what}与第 {first[reading.code]} 行相同。",
                    "同一事项留一行；不同的请给不同的编码。",
                )
            )
        first.setdefault(reading.code, reading.line)
    return faults
