"""The stored entries of a chain as the check wants them, in batches."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC

from bancheng.journal.chain_check import COLUMNS, Row
from bancheng.journal.entry_row import Entry
from bancheng.journal.envelope import write_time

BATCH = 500


def batches(chain: str, after: int = 0) -> Iterator[list[Row]]:
    """Rows behind position ``after``, in order, a few hundred at a time.

    No transaction is held: entries are only ever added, and on SQLite a transaction would keep
    everybody from writing meanwhile.
    """
    while True:
        rows = Entry.objects.filter(chain=chain, position__gt=after).order_by("position")
        found = list(rows.values_list("sealed", "hash", *COLUMNS)[:BATCH])
        if not found:
            return
        batch = []
        for sealed, hash_, *values in found:
            columns = dict(zip(COLUMNS, values, strict=True))
            columns["recorded_at"] = write_time(columns["recorded_at"].astimezone(UTC))
            batch.append(Row(columns["position"], bytes(sealed), hash_, columns))
        yield batch
        after = batch[-1].position
