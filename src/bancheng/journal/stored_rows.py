"""The stored entries of a chain as the check wants them, in batches.

Read without conversion: a forger may have put anything into a column, and whatever it is must be
named and not stumbled over.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from django.db import connection

from bancheng.journal import engine, statements
from bancheng.journal.chain_check import COLUMNS, Row
from bancheng.journal.envelope import write_time
from bancheng.journal.statements import as_bytes

BATCH = 500


def batches(chain: str, after: int = 0) -> Iterator[list[Row]]:
    """Rows behind position ``after``, in order, a few hundred at a time.

    No transaction is held: entries are only ever added, and on SQLite a transaction would keep
    everybody from writing meanwhile.
    """
    statement = statements.ROWS_OF_CHAIN
    if connection.vendor == "sqlite":
        # without its declared type the time is not converted
        statement = statement.replace(" recorded_at,", " CAST(recorded_at AS TEXT),")
    last: object = after
    while True:
        found = engine.rows(statement, chain, last, BATCH)
        if not found:
            return
        batch = []
        for sealed, hash_, *values in found:
            columns = dict(zip(COLUMNS, values, strict=True))
            last = columns["position"]
            columns["recorded_at"] = _as_sealed(columns["recorded_at"])
            position = last if isinstance(last, int) else 0
            batch.append(Row(position, as_bytes(sealed), str(hash_), columns))
        yield batch


def _as_sealed(stored: object) -> str:
    """A time as it stands in sealed bytes; SQLite keeps times as text, in UTC without zone."""
    try:
        moment = stored if isinstance(stored, datetime) else datetime.fromisoformat(str(stored))
    except ValueError:
        return str(stored)
    return write_time(moment if moment.tzinfo is None else moment.astimezone(UTC))
