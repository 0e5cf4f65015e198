"""The ledger of a hall of many cases out and in, against XlsxWriter and calamine alone.

What is measured out is everything from asking to the closed file: which cases, their rows, entries,
keys and texts, the cells worked out of them, written. The floor writes cells that lie in memory.
What is measured in is the file as a table with its header, lines and columns; the floor hands over
bare lists. The write door behind it is measured with the acts.
"""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter

import xlsxwriter
from django.utils import timezone
from python_calamine import CalamineWorkbook

from bancheng.casework import access
from bancheng.casework.importing.table_file import read_table
from bancheng.casework.queries.sieve import Sieve
from bancheng.config import long_lived
from bancheng.ledgers import exporting, gathering
from bancheng.ledgers.reading import every_row, heads
from bancheng.ledgers.sheet import sheet_of
from bancheng.ledgers.telling import Asked
from bancheng.ledgers.values import Value
from bancheng.library import standards
from bench.figure import Figure
from tests.casework.hall import Hall

ALLOWED = 3.0
SAMPLE = 1000


def figures(hall: Hall) -> Iterator[Figure]:
    """Out as XLSX and CSV, and in again; and what it took of memory."""
    while gathering.gather_chain("hall"):
        continue
    chen, standard = hall.people["chen"], standards.standard("guilin-xiufeng")
    many = access.visible(chen).filter(chain="hall").count()
    asked = Asked(chen, sheet_of("cases", standard), "hall", Sieve(), timezone.now())
    cells = [row.cells for row in islice(every_row(asked, heads("hall")), SAMPLE)]
    with tempfile.TemporaryDirectory() as folder:
        ours, bare = Path(folder) / "ours.xlsx", Path(folder) / "bare.xlsx"
        out_bare = _taken(lambda: _bare(bare, cells, many))
        _forget_the_peak()
        before = _peak()
        out = _taken(lambda: _out(asked, ours))
        grown = _peak() - before
        name = f"台账导出 XLSX（{many} 行 × {len(cells[0])} 栏，内存多用 {grown:.0f} MB）"
        yield Figure(name, out, "XlsxWriter 写同样的格子", out_bare, ALLOWED)
        out_csv = _taken(lambda: _out_csv(asked))
        yield Figure(f"台账导出 CSV（{many} 行）", out_csv, "XlsxWriter 写同样的格子", out_bare)
        in_bare = _taken(lambda: CalamineWorkbook.from_path(ours).get_sheet_by_index(0).to_python())
        read = _taken(lambda: read_table(ours))
        yield Figure(f"台账读入（{many} 行）", read, "calamine 读同一份文件", in_bare, ALLOWED)


def _out(asked: Asked, file: Path) -> None:
    export = exporting.begin(asked, "xlsx", "", "")
    with file.open("wb") as written:
        for block in exporting.as_workbook(asked, export, "全部"):
            written.write(block)


def _out_csv(asked: Asked) -> None:
    for _ in exporting.as_csv(asked, exporting.begin(asked, "csv", "", ""), "全部"):
        continue


def _bare(file: Path, cells: list[tuple[Value, ...]], many: int) -> None:
    with xlsxwriter.Workbook(str(file), {"constant_memory": True}) as book:
        page = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for row, line in enumerate(islice(cycle(cells), many)):
            for number, value in enumerate(line):
                if isinstance(value, str):
                    page.write_string(row, number, value)
                elif isinstance(value, date | datetime):
                    page.write_datetime(row, number, value, day)


def _taken(work: object) -> float:
    assert callable(work)
    long_lived.set_aside()
    begun = perf_counter()
    work()
    return perf_counter() - begun


def _forget_the_peak() -> None:
    gc.collect()
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return  # only Linux forgets; elsewhere the peak is that of the whole run


def _peak() -> float:
    """The most memory this process held, in MB; 0 where the system does not tell."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024
