"""工单列表的画法: the rows and the filters as HTML, drawn apart from the template of the page.

A page of thirty cases has seven hundred places for a value, and looking each up in a template took
half the time of a search. The filters are drawn once for all who are offered the same and chose the
same; what is handed in is all that stands in them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape as escape_each

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from bancheng.web.lists.case_rows import Cell, Row
from bancheng.web.lists.sift_choices import Choice, Section

Days = tuple[tuple[str, str, str], ...]
GONE = "（内容已依法删除）"
TO_ESCAPE = re.compile("[&<>\"']")


@lru_cache(maxsize=128)
def filters(
    sections: tuple[Section, ...], flags: tuple[Choice, ...], days: Days, folded: bool
) -> SafeString:
    """The menus, the conditions and «更多条件», which is open where one of it is in force."""
    shown = {"sections": sections, "flags": flags, "days": days, "is_folded": folded}
    return render_to_string("lists/case_filters.html", shown)


def rows(shown: list[Row]) -> SafeString:
    """The body of the table. Every word in it is escaped here."""
    cases = reverse("search")
    return mark_safe("".join(_row(row, cases) for row in shown))  # noqa: S308 - escaped below


def _row(row: Row, cases: str) -> str:
    mark, case_no = escape(row.mark), escape(row.case_no)
    name = f"　<span class='mute who'>{escape(row.name)}</span>" if row.name else ""
    green = " <span class='tag green'>绿色通道</span>" if row.green else ""
    conduct = " <span class='tag'>反映作风</span>" if row.conduct else ""
    ended = f" <span class='small mute'>{escape(row.outcome)}</span>" if row.outcome else ""
    return (
        f'<tr data-row id="c{row.key}">\n<td class="pickcol"><label><span class="off">选 {case_no}'
        f'</span><input type="checkbox" name="case" value="{mark}" data-pick></label></td>\n'
        f'<td class="num no"><a data-open href="{cases}{case_no}/">{case_no}</a></td>\n'
        f'<td class="matter">{escape(row.line) or GONE}{name}{green}{conduct}</td>\n'
        f'<td class="stage"><span class="tag blue">{escape(row.stage)}</span>{ended}</td>\n'
        f"{''.join(_cell(cell) for cell in row.cells)}</tr>"
    )


def _cell(cell: Cell) -> str:
    return f"{_begun(cell.tone, cell.label, not cell.text)}{escape(cell.text)}</td>\n"


@lru_cache(maxsize=512)
def _begun(tone: str, label: str, is_bare: bool) -> str:
    """How a cell begins; the same for a whole column, and nothing of a case."""
    marks = f" {escape(tone)}" if tone else ""
    bare = " bare" if is_bare else ""
    return f'<td class="num cell{marks}{bare}" data-label="{escape(label)}">'


def escape(text: str) -> str:
    """The text as HTML holds it. Most words of a list need no change, and looking takes less time
    than changing."""
    return escape_each(text) if TO_ESCAPE.search(text) else text
