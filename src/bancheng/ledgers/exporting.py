"""导出台账: a batch at a time, as at one position of the journal, and kept as a record.

Whoever exports sees no more than on their pages: through the read door, masked unless they give the
reason for which they would be shown the whole. Then each case's own record says so too.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Generator, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from bancheng.casework.reveal_row import Reveal
from bancheng.core.refusal import Refusal
from bancheng.journal.data_folder import folder
from bancheng.ledgers import csv_text, workbook
from bancheng.ledgers.export_row import Export
from bancheng.ledgers.gathering import AT_ONCE, gather_chain
from bancheng.ledgers.reading import every_row, heads
from bancheng.ledgers.telling import Asked, Told
from bancheng.ledgers.values import Value
from bancheng.ledgers.watermark import Watermark
from bancheng.people import seats

KINDS = {"xlsx": "Excel（XLSX）", "csv": "CSV"}
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
SHORTEST = 2
A_BLOCK = 1 << 16
STALE = timedelta(hours=6)


def begin(asked: Asked, kind: str, codes: str, reason: str) -> Export:
    """Keep that somebody takes a ledger out; only then is it read. Raises Refusal."""
    if kind not in KINDS:
        raise Refusal("unknown_option", "请选 XLSX 或者 CSV。", field="format")
    if asked.revealed and len(reason.strip()) < SHORTEST:
        sentence = "不遮盖姓名、电话的，请写明用来做什么（例如“年度全量回访”）。"
        raise Refusal("missing", sentence, field="reason")
    while gather_chain(asked.centre) == AT_ONCE:
        continue
    return Export.objects.create(
        number=uuid4().hex[:12],
        user=asked.user.username,
        at=asked.now,
        centre=asked.centre,
        ledger=asked.sheet.name,
        kind=kind,
        asked=codes,
        until=heads(asked.centre),
        revealed=asked.revealed,
        reason=reason.strip()[:200] if asked.revealed else "",
    )


def watermark_of(asked: Asked, export: Export, conditions: str) -> Watermark:
    """What the file says of itself."""
    centre = seats.unit_by_code(asked.centre)
    until = "、".join(f"第 {position} 条" for position in export.until.values())
    who = f"{asked.user.name}（{asked.user.username}）"
    title = f"{centre.name}{asked.sheet.title}"
    return Watermark(title, who, export.at, conditions, until, export.number, export.revealed)


def as_csv(asked: Asked, export: Export, conditions: str) -> Generator[bytes, None, None]:
    """The file, while it is being read."""
    yield from csv_text.pieces(
        asked.sheet, watermark_of(asked, export, conditions), _noted(asked, export)
    )


def as_workbook(asked: Asked, export: Export, conditions: str) -> Generator[bytes, None, None]:
    """The file, once it is whole; nothing of it stays behind."""
    with tempfile.TemporaryDirectory(prefix="ledger-", dir=_passing()) as place:
        file = Path(place) / "ledger.xlsx"
        mark = watermark_of(asked, export, conditions)
        workbook.write(file, asked.sheet, mark, _noted(asked, export))
        with file.open("rb") as written:
            while block := written.read(A_BLOCK):
                yield block


def _noted(asked: Asked, export: Export) -> Iterator[tuple[Value, ...]]:
    """The rows, counted; where they are not masked each case's record says who saw it whole."""
    count = 0
    batch: list[Told] = []
    for told in every_row(asked, export.until):
        count += 1
        if told.revealed:
            batch.append(told)
        if len(batch) >= 500:
            _note_revealed(batch, export)
            batch = []
        yield told.cells
    _note_revealed(batch, export)
    Export.objects.filter(pk=export.pk).update(rows=count, finished_at=timezone.now())


def _note_revealed(batch: list[Told], export: Export) -> None:
    shown = dict.fromkeys((told.case_no, field) for told in batch for field in told.revealed)
    reason = f"导出台账 {export.number}：{export.reason}"[:200]
    with transaction.atomic():
        Reveal.objects.bulk_create(
            Reveal(case_no=number, field=field, user=export.user, reason=reason, at=export.at)
            for number, field in shown
        )


def revealing(asked: Asked) -> Asked:
    """The same, names and phones not masked."""
    return replace(asked, revealed=True)


def sweep(now: datetime) -> None:
    """Called after each tick: what a broken export left behind goes."""
    for left in _passing().glob("ledger-*"):
        if now.timestamp() - left.stat().st_mtime > STALE.total_seconds():
            shutil.rmtree(left, ignore_errors=True)


def _passing() -> Path:
    return folder("passing")
