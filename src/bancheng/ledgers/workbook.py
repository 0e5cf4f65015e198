"""写成 XLSX: one row in memory at a time, text as text, times as times, ready to be printed.

The writer keeps what it has written in a folder until it is closed; that is a folder of the data
folder which nobody else may enter, gone when the file has been handed over.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from bancheng.ledgers.cells import for_sheet
from bancheng.ledgers.sheet import Sheet
from bancheng.ledgers.values import Value
from bancheng.ledgers.watermark import Watermark

A4 = 9
ROWS_OF_A_SHEET = 1_000_000  # a sheet ends at 1,048,576
HEADINGS = 1  # the row below the watermark
TIME, DAY = "yyyy-mm-dd hh:mm", "yyyy-mm-dd"


def write(
    file: Path,
    sheet: Sheet,
    watermark: Watermark,
    rows: Iterable[tuple[Value, ...]],
    high: float = 0,
) -> int:
    """Write the ledger to ``file``; how many rows there were. ``high``: rows of so many points,
    ruled on paper too, for a sheet that people write on."""
    with xlsxwriter.Workbook(
        str(file),
        {
            "constant_memory": True,
            "tmpdir": str(file.parent),
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    ) as book:
        book.set_properties({"title": sheet.title, "comments": watermark.line})
        pen = _Pen(book, sheet, watermark, high)
        for cells in rows:
            pen.write(cells)
        pen.close()
        return pen.count


class _Pen:
    """Writes rows into a sheet, and into a further one where that is full."""

    def __init__(self, book: Any, sheet: Sheet, watermark: Watermark, high: float) -> None:
        self.book, self.sheet, self.watermark, self.high = book, sheet, watermark, high
        self.count = 0
        cell = {"text_wrap": True, "valign": "top", "font_size": 10}
        self.text = book.add_format(cell)
        self.time = book.add_format(cell | {"num_format": TIME, "align": "left"})
        self.day = book.add_format(cell | {"num_format": DAY, "align": "left"})
        self.heading = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "font_size": 10}
            | {"bg_color": "#EEF1F5"}
        )
        self.mark = book.add_format({"font_size": 9, "font_color": "#5B6573"})
        self._begin()

    def _begin(self) -> None:
        self.row = HEADINGS + 1
        page = self.page = self.book.add_worksheet()
        if self.high:
            page.set_default_row(self.high)
            page.hide_gridlines(0)
        for number, column in enumerate(self.sheet.columns):
            page.set_column(number, number, column.width, self.text)
        page.write_string(0, 0, for_sheet(self.watermark.line), self.mark)
        for number, column in enumerate(self.sheet.columns):
            page.write_string(HEADINGS, number, for_sheet(column.heading), self.heading)
        page.freeze_panes(HEADINGS + 1, 1)
        page.repeat_rows(0, HEADINGS)
        page.set_landscape()
        page.set_paper(A4)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        page.set_header(f"&L&9{self.watermark.for_print}")
        page.set_footer(f"&L&9{self.watermark.for_print}&R&9第 &P 页，共 &N 页")

    def write(self, cells: tuple[Value, ...]) -> None:
        """One row."""
        if self.row >= ROWS_OF_A_SHEET:
            self.close()
            self._begin()
        page, row = self.page, self.row
        for number, value in enumerate(cells):
            if isinstance(value, str):
                page.write_string(row, number, for_sheet(value))
            elif isinstance(value, datetime):
                page.write_datetime(row, number, value, self.time)
            elif isinstance(value, date):
                page.write_datetime(row, number, value, self.day)
            elif isinstance(value, int | float):
                page.write_number(row, number, value)
        self.row += 1
        self.count += 1

    def close(self) -> None:
        """The sheet is full, or all is written."""
        if self.row > HEADINGS + 1:
            self.page.autofilter(HEADINGS, 0, self.row - 1, len(self.sheet.columns) - 1)
