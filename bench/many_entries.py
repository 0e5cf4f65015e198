"""Many cases with all their sealed entries and texts, copied from a few that went through the door.

Each copy has a number, a key and places of its own and is read and opened as any other; only the
digests that chain the entries are those of the case it was copied from, so that this is no journal
that verifies. A hundred thousand take two minutes instead of hours.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from bancheng.casework.case_row import CaseRow
from bancheng.core.seal import SALT_BYTES
from bancheng.journal import read, statements
from bancheng.journal.cipher import DEFAULT_CIPHER, hide, new_key, wrap
from bancheng.journal.entry_row import Entry
from bancheng.journal.keys import master_key
from bancheng.journal.statements import as_bytes

A_BATCH = 1000


@dataclass(frozen=True)
class Model:
    """A case to be copied: its row, its stored entries, its texts."""

    row: CaseRow
    entries: list[tuple[Any, ...]]
    texts: dict[tuple[int, str], str | None]


def model_of(case_no: str) -> Model:
    """A case as it stands."""
    stored = Entry.objects.filter(case_no=case_no).order_by("version")
    columns = ("position", "version", "event", "recorded_at", "algorithm", "hash", "sealed")
    return Model(
        CaseRow.objects.get(case_no=case_no),
        list(stored.values_list(*columns)),
        read.details(case_no),
    )


def copies(models: Sequence[Model], many: int) -> None:
    """So many more cases."""
    for first in range(0, many, A_BATCH):
        with transaction.atomic():
            _batch(models, range(first, min(first + A_BATCH, many)))


def _batch(models: Sequence[Model], numbers: range) -> None:
    master = master_key(lambda: False)
    position, _ = read.head(models[0].row.chain)
    rows, entries, keys, texts = [], [], [], []
    for number in numbers:
        model = models[number % len(models)]
        case_no, key = f"COPY-{number:07}", new_key()
        rows.append(_row(model.row, case_no))
        keys.append((case_no, DEFAULT_CIPHER, master.id, wrap(master.key, case_no, key)))
        moved: dict[int, int] = {}
        for stored in model.entries:
            position += 1
            moved[stored[0]] = position
            entries.append(_entry(stored, model.row.chain, case_no, position))
        for (place, name), text in model.texts.items():
            at = (case_no, moved[place], name)
            nonce, hidden = hide(key, at, b"\0" * SALT_BYTES, text or "")
            texts.append((*at, DEFAULT_CIPHER, nonce, hidden))
    CaseRow.objects.bulk_create(rows)
    with connection.cursor() as cursor:
        cursor.executemany(statements.ADD_ENTRY, entries)
        cursor.executemany(statements.ADD_KEY, keys)
        cursor.executemany(statements.ADD_TEXT, texts)


def _row(like: CaseRow, case_no: str) -> CaseRow:
    row = CaseRow()
    for column in CaseRow._meta.concrete_fields:
        setattr(row, column.attname, getattr(like, column.attname))
    row.pk, row.case_no = None, case_no
    return row


def _entry(stored: tuple[Any, ...], chain: str, case_no: str, position: int) -> tuple[Any, ...]:
    _, version, event, recorded_at, algorithm, hash_, sealed = stored
    told = json.loads(as_bytes(sealed))
    told |= {"case": case_no, "position": position}
    whole = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    command = f"copy-{position}"
    own = f"{position:064x}"  # parsed entries are remembered by it: no two may share one
    del hash_
    return (
        *(chain, position, case_no, version, event, command, 0, recorded_at),
        *(algorithm, own, whole),
    )
