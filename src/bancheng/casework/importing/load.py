"""导入工单: every row through the write door as a late entry, in one transaction, all or none."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from bancheng.casework import door
from bancheng.casework.door import Order
from bancheng.casework.importing.columns import SUBMITTED_AT, Columns, field_term, find_columns
from bancheng.casework.importing.encoded_text import UnreadableFileError
from bancheng.casework.importing.reading import Reading, RowFault, RowReader
from bancheng.casework.importing.table_file import Row, Table
from bancheng.casework.surroundings import calendar_of, standard_for
from bancheng.core.decider import FIELDS
from bancheng.core.refusal import Refusal
from bancheng.core.standard.standard import Standard
from bancheng.people.unit import Unit
from bancheng.people.user import User


@dataclass(frozen=True)
class Loaded:
    """What an import did or would do. With any fault nothing was loaded."""

    cases: tuple[str, ...]
    again: int
    faults: tuple[RowFault, ...]
    columns: Columns
    loaded: bool


@dataclass(frozen=True)
class Importing:
    """Who imports what where. ``given`` are values for columns the table has not; ``columns`` what
    each column is, where somebody chose it; ``content`` the file, where it lies nowhere."""

    user: User
    centre: Unit
    file: Path
    table: Table
    now: datetime
    given: Mapping[str, str]
    columns: Columns | None = None
    content: bytes | None = None


def load(
    job: Importing, dry_run: bool = False, told: Callable[[int], None] = lambda rows: None
) -> Loaded:
    """Bring the table in: all of it, or nothing where one row is refused or on a dry run.

    The same file brought in again loads nothing twice. Raises UnreadableFileError where the
    columns that are needed are missing.
    """
    standard = standard_for(job.centre)
    columns = job.columns or find_columns(job.table.header, standard)
    _must_have(job, columns, standard)
    reader = RowReader(standard, calendar_of(job.centre), columns, job.given)
    content = job.file.read_bytes() if job.content is None else job.content
    digest = hashlib.sha256(content).hexdigest()[:16]
    cases: list[str] = []
    faults: list[RowFault] = []
    again = 0
    with transaction.atomic():
        for row in job.table.rows:
            outcome = _row(job, reader, row, f"import-{digest}-{row.line}", standard)
            if isinstance(outcome, RowFault):
                faults.append(outcome)
            elif outcome.repeated:
                again += 1
            else:
                cases.append(outcome.case_no)
            told(1)
        if faults or dry_run:
            transaction.set_rollback(True)
    return Loaded(tuple(cases), again, tuple(faults), columns, not (faults or dry_run))


def _must_have(job: Importing, columns: Columns, standard: Standard) -> None:
    missing = [f for f in (SUBMITTED_AT, "matter") if f not in columns.titles]
    if missing:
        words = "、".join(f"“{field_term(f, standard)}”（{f}）" for f in missing)
        raise UnreadableFileError(
            f"{job.file.name} 的表头缺少{words}一栏；现有：{'、'.join(job.table.header)}。"
        )


def _row(
    job: Importing, reader: RowReader, row: Row, command_id: str, standard: Standard
) -> door.Done | RowFault:
    reading = reader.read(row)
    if isinstance(reading, RowFault):
        return reading
    try:
        return door.open_case(job.user, job.centre.code, _orders(job, reading), command_id, job.now)
    except Refusal as refusal:
        title = reader.columns.titles.get(refusal.field or "")
        return RowFault(row.line, title or _term(refusal.field, standard), refusal.sentence)


def _term(field: str | None, standard: Standard) -> str:
    if field in FIELDS or field in standard.fields:
        return field_term(str(field), standard)
    return "本行"


def _orders(job: Importing, reading: Reading) -> Sequence[Order]:
    late = {
        "late_reason": f"从 {job.file.name} 第 {reading.line} 行导入",
        "late_allowed_by": job.user.username,
    }
    orders = [Order("register", {**reading.registering, **late}, done_at=reading.came_at)]
    if reading.accepting is not None:
        orders.append(Order("accept", {**reading.accepting, **late}, done_at=reading.came_at))
    if reading.remark:
        orders.append(Order("note", {"text": reading.remark}))
    return orders
