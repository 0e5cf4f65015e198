"""表的样子: a table of figures as HTML, written here and not by a template.

A page has some twenty tables of a hundred cells, and drawing every cell through a template took
longer than counting it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from bancheng.web.figures.tables import Cell, Line, Table

_word = lru_cache(maxsize=4096)(escape)
"""Heads and names, which come again in every line; no address and no sentence about cases."""


def table_html(table: Table) -> SafeString:
    """The table, what was left out, and what to know with it."""
    behind = _behind()
    parts = [
        '<div class="wide"><table class="table stacks"><thead><tr>',
        f'<th scope="col">{escape(table.first)}</th>',
        *(f'<th scope="col" class="n">{escape(head)}</th>' for head in table.heads),
        "</tr></thead>\n<tbody>",
        *(part for line in table.lines for part in _line(line, behind)),
        "</tbody></table></div>",
    ]
    if table.more:
        parts.append(f'<p class="small mute">还有 {table.more} 行没有列出。</p>')
    if table.note:
        parts.append(f'<p class="small mute">{escape(table.note)}</p>')
    return mark_safe("".join(parts))  # noqa: S308 - every word in it is escaped above


@cache
def _behind() -> str:
    """The page of the cases behind a figure; each of the tables leads there."""
    return reverse("figures-cases")


def _line(line: Line, behind: str) -> Iterator[str]:
    name = _word(line.name)
    yield f'<tr data-row><th scope="row">{name}</th>'
    for cell in line.cells:
        label = _word(cell.label)
        yield f'<td class="n num" data-label="{label}">{_inner(cell, name, label, behind)}</td>'
    yield "</tr>\n"


def _inner(cell: Cell, name: str, label: str, behind: str) -> str:
    if cell.words:
        return escape(cell.words)
    if cell.address:
        told = f'{cell.n}<span class="off">件：{name}，{label}</span>'
        return f'<a href="{behind}?{escape(cell.address)}">{told}</a>'
    return '<span class="mute">0</span>' if cell.n is not None else ""
