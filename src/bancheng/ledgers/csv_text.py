"""写成 CSV: line by line as it is read, in UTF-8 with the mark by which spreadsheets know it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from io import StringIO

from bancheng.ledgers.cells import for_csv
from bancheng.ledgers.sheet import Sheet
from bancheng.ledgers.values import Value
from bancheng.ledgers.watermark import Watermark

MARK = "\ufeff"
A_PIECE = 1 << 16


def pieces(
    sheet: Sheet, watermark: Watermark, rows: Iterable[tuple[Value, ...]]
) -> Iterator[bytes]:
    """The file, a piece at a time: the watermark, the headings, the rows, the watermark again."""
    held = StringIO(newline="")
    writer = csv.writer(held, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    held.write(MARK)
    writer.writerow([for_csv(watermark.line)])
    writer.writerow([for_csv(column.heading) for column in sheet.columns])
    for cells in rows:
        writer.writerow([_told(value) for value in cells])
        if held.tell() > A_PIECE:
            yield _taken(held)
    writer.writerow([for_csv(watermark.line)])
    yield _taken(held)


def _taken(held: StringIO) -> bytes:
    told = held.getvalue().encode()
    held.seek(0)
    held.truncate()
    return told


def _told(value: Value) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return f"{value:g}"  # a number of ours, which no text of anybody's can look like
    return for_csv(value or "")
