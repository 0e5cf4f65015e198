"""A ledger as somebody takes it out, read back cell by cell."""

from __future__ import annotations

import csv
import zipfile
from dataclasses import replace
from datetime import datetime
from io import BytesIO, StringIO
from typing import Any

from python_calamine import CalamineWorkbook

from bancheng.casework.queries.sieve import Sieve
from bancheng.core.standard.ledgers import LedgerName
from bancheng.ledgers import enquiry_sheet, exporting, gathering
from bancheng.ledgers.export_row import Export
from bancheng.ledgers.sheet import sheet_of
from bancheng.ledgers.telling import Asked
from bancheng.library import standards
from tests.casework.hall import Hall, at

Row = dict[str, object]
NOW = "2026-11-26 10:00"


def asked(hall: Hall, who: str = "chen", name: str = "cases", **sieve: Any) -> Asked:
    """What somebody asks for at the hall."""
    gathering.gather(at(NOW))
    standard = standards.standard("guilin-xiufeng")
    known: dict[str, LedgerName] = {
        n: n for n in ("cases", "feedback", "callback", "supervision", "extension")
    }
    sheet = sheet_of(known[name], standard) if name in known else enquiry_sheet.SHEET
    return Asked(hall.people[who], sheet, "hall", replace(Sieve(), **sieve), at(NOW))


def workbook(a: Asked, reason: str = "") -> bytes:
    """The XLSX."""
    return b"".join(exporting.as_workbook(a, exporting.begin(a, "xlsx", "", reason), "全部"))


def csv_file(a: Asked, reason: str = "") -> bytes:
    """The CSV."""
    return b"".join(exporting.as_csv(a, exporting.begin(a, "csv", "", reason), "全部"))


def rows_of(content: bytes) -> list[Row]:
    """The rows of a workbook by heading."""
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    headings = [str(cell) for cell in rows[1]]
    return [dict(zip(headings, row, strict=True)) for row in rows[2:]]


def rows_of_csv(content: bytes) -> list[Row]:
    """The rows of a CSV by heading, without the watermark's two lines."""
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))
    return [dict(zip(rows[1], row, strict=True)) for row in rows[2:-1]]


def sheet_xml(content: bytes) -> str:
    """The first sheet as it is stored."""
    with zipfile.ZipFile(BytesIO(content)) as opened:
        return opened.read("xl/worksheets/sheet1.xml").decode()


def last_export() -> Export:
    """The record kept last."""
    found = Export.objects.order_by("-pk").first()
    assert found is not None
    return found


def moment(text: str) -> datetime:
    """A time as a workbook holds it: the hall's clock, without zone."""
    return datetime.fromisoformat(text)
