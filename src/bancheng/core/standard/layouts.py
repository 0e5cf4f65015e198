"""版式: how a standard's form lies on its sheet. Its words stand in the edition.

A form without a layout of its own is laid out by the number of its lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from bancheng.core.standard.faults import StandardFault
from bancheng.core.standard.papers import Form
from bancheng.core.standard.source import Source
from bancheng.core.standard.sourced import NonEmpty, Sourced
from bancheng.core.standard.standard import Standard

Millimetres = Annotated[int, Field(ge=8, le=230)]
ROOM = 232
"""Millimetres that the rows of one A4 sheet may take together."""
SHORT, LINE = 11, 7


class Layout(Sourced):
    """``rows``: the height of each row of the form, from the top; ``label_width``: of the left
    column with the labels. Both in millimetres."""

    form: NonEmpty
    size: Literal["A4"] = "A4"
    label_width: Annotated[int, Field(ge=15, le=60)] = 28
    rows: tuple[Millimetres, ...] = Field(min_length=1)

    def fits(self, form: Form) -> bool:
        """Whether it is made for a form of so many rows."""
        return len(self.rows) == len(form.rows)


def layout_faults(
    layout: Layout, editions: list[Standard], source: Source
) -> Iterator[StandardFault]:
    """What is wrong with it beside its shape, with file and line."""
    forms = [s.forms[layout.form] for s in editions if layout.form in s.forms]
    known = sorted({name for standard in editions for name in standard.forms})
    if not forms:
        yield _told(source, ("form",), f"没有“{layout.form}”这张表", "、".join(known))
    elif not any(layout.fits(form) for form in forms):
        rows = "、".join(sorted({str(len(form.rows)) for form in forms}))
        yield _told(source, ("rows",), f"写了 {len(layout.rows)} 行的高度", f"{rows} 行")
    if sum(layout.rows) > ROOM:
        yield _told(source, ("rows",), f"各行合计 {sum(layout.rows)} 毫米", f"最多 {ROOM} 毫米")


def _told(source: Source, path: tuple[str], problem: str, expected: str) -> StandardFault:
    at = source.place(path)
    return StandardFault(at.file, at.line, path, problem, expected)


def plain_layout(name: str, form: Form) -> Layout:
    """A layout for a form that brings none: short rows are low, the others share the rest by
    their lines."""
    lines = [max((len(cell.lines) for cell in row), default=1) for row in form.rows]
    short = [len(row) > 1 or _is_short(row[0].lines) for row in form.rows]
    low = [SHORT + LINE * (n - 1) for n in lines]
    shares = sum(n + 2 for n, is_short in zip(lines, short, strict=True) if not is_short)
    rest = ROOM - sum(height for height, is_short in zip(low, short, strict=True) if is_short)
    heights = [
        height if is_short else max(min(rest * (n + 2) // shares, 90), 8)
        for height, n, is_short in zip(low, lines, short, strict=True)
    ]
    because = "这张表没有写版式，按行数排"
    return Layout(form=name, rows=tuple(heights), because=because)


def _is_short(lines: tuple[str, ...]) -> bool:
    names = ("text}", "opinion}", "matter}", "remarks}", "request}", "said}", "minutes}")
    return not any(line.endswith(names) for line in lines)
