"""查阅日志: facts as they stand in sealed bytes, and the texts kept beside them.

What is read comes from the sealed bytes and never from the columns around them; a row that has
been moved to another place is not read but reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from bancheng.journal import engine, statements
from bancheng.journal.case_keys import key_of, keys_of
from bancheng.journal.cipher import CannotOpenError, reveal
from bancheng.journal.entry_row import Entry
from bancheng.journal.envelope import NO_PREVIOUS, NotAnEnvelopeError, Recorded, recorded_from
from bancheng.journal.mistakes import UnreadableEntryError
from bancheng.journal.statements import as_bytes

BATCH = 1000
KEPT = 2048  # parsed entries a process keeps, some 3 kB each; no text of a person is among them

# Shown where a stored text no longer opens: one damaged row must not close a whole list.
DAMAGED = "（此处内容已损坏，读不出来，请报管理员）"

_COLUMNS = ("chain", "position", "case_no", "version", "hash", "sealed")


def case(case_no: str, since: int = 1) -> list[Recorded]:
    """The facts of a case from version ``since`` on, in order; empty when there is none.

    Raises UnreadableEntryError.
    """
    return [told(row) for row in stored(case_no, since)]


class Stored(NamedTuple):
    """An entry as it stands in its row, not yet read."""

    chain: str
    position: int
    case_no: str
    version: int
    hash: str
    sealed: bytes


def stored(case_no: str, since: int = 1) -> list[Stored]:
    """The entries of a case from version ``since`` on, in order, as they stand in their rows."""
    return [Stored(*row) for row in engine.rows(statements.ENTRIES_OF_CASE, case_no, since)]


def told(row: Stored) -> Recorded:
    """The fact that an entry tells. Raises UnreadableEntryError."""
    return _read(*row)


def cases(case_nos: Sequence[str]) -> dict[str, list[Recorded]]:
    """The facts of several cases, in one query. Raises UnreadableEntryError."""
    found: dict[str, list[Recorded]] = {case_no: [] for case_no in case_nos}
    rows = Entry.objects.filter(case_no__in=case_nos).order_by("case_no", "version")
    for row in rows.values_list(*_COLUMNS):
        found[row[2]].append(_read(*row))
    return found


def chain(name: str, after: int = 0) -> Iterator[Recorded]:
    """The facts of a unit's chain behind position ``after``, read in batches.

    Raises UnreadableEntryError.
    """
    while True:
        rows = Entry.objects.filter(chain=name, position__gt=after).order_by("position")
        batch = list(rows.values_list(*_COLUMNS)[:BATCH])
        if not batch:
            return
        for row in batch:
            yield _read(*row)
        after = batch[-1][1]


def between(name: str, begins: datetime, ends: datetime) -> Iterator[Recorded]:
    """The facts of a unit's chain that were recorded from one moment up to another, in order.

    The whole chain is looked through, since no act should pay for an order by time that is asked
    for a few times a month. Raises UnreadableEntryError.
    """
    rows = Entry.objects.filter(chain=name, recorded_at__gte=begins, recorded_at__lt=ends)
    for row in rows.order_by("position").values_list(*_COLUMNS):
        yield _read(*row)


def chains() -> list[str]:
    """The names of all chains that have an entry."""
    return list(Entry.objects.order_by("chain").values_list("chain", flat=True).distinct())


def head(name: str) -> tuple[int, str]:
    """(position, hash) of the last entry of a chain; (0, zeros) of an empty one."""
    position, hash_ = engine.row(statements.END_OF_CHAIN, name) or (0, NO_PREVIOUS)
    return position, hash_


def version_of(case_no: str) -> int:
    """How many entries a case has; 0 when there is none."""
    version, _ = engine.row(statements.END_OF_CASE, case_no) or (0, "")
    return int(version)


def answered(command_id: str) -> Recorded | None:
    """The first fact that came of a command, if it was carried out. Raises UnreadableEntryError."""
    return next(iter(of_command(command_id)), None)


def of_command(command_id: str) -> list[Recorded]:
    """All facts that came of a command, in order. Raises UnreadableEntryError."""
    return [_read(*row) for row in engine.rows(statements.ENTRIES_OF_COMMAND, command_id)]


def details(case_no: str) -> dict[tuple[int, str], str | None]:
    """The texts of a case by (position, field); erased ones are absent, so ask with ``get``.

    A text that no longer opens reads ``DAMAGED``. Raises KeyFileError.
    """
    stored = engine.rows(statements.TEXTS_OF_CASE, case_no)
    found = _texts(stored, key_of(case_no) if stored else {})
    return {(position, field): text for (_, position, field), text in found.items()}


def details_of(
    case_nos: Sequence[str], fields: Sequence[str] | None = None
) -> dict[tuple[str, int, str], str | None]:
    """The texts of several cases by (case, position, field), of the named fields only.

    Within a case they come in order of position, so that a later text of the same field comes
    after the one it replaces. Erased ones are absent; None where the key alone is gone.
    Two queries for every thousand cases. Raises KeyFileError.
    """
    named = () if fields is None else tuple(fields)
    if not case_nos or (fields is not None and not named):
        return {}
    stored = [
        row
        for some in engine.portions(case_nos)
        for row in engine.rows(
            statements.texts_of_cases(len(some), None if fields is None else len(named)),
            *some,
            *named,
        )
    ]
    return _texts(stored, keys_of({row[0] for row in stored}) if stored else {})


def _texts(
    stored: Iterable[tuple[Any, ...]], keys: Mapping[str, bytes]
) -> dict[tuple[str, int, str], str | None]:
    return {
        (case_no, position, field): _text(
            keys.get(case_no),
            (case_no, position, field),
            algorithm,
            as_bytes(nonce),
            as_bytes(hidden),
        )
        for case_no, position, field, algorithm, nonce, hidden in stored
    }


def _text(
    key: bytes | None, place: tuple[str, int, str], cipher: str, nonce: bytes, hidden: bytes
) -> str | None:
    if key is None:
        return None
    try:
        return reveal(key, place, nonce, hidden, cipher)[1]
    except CannotOpenError:
        return DAMAGED


def _read(
    chain: str, position: int, case_no: str, version: int, hash_: str, sealed: bytes
) -> Recorded:
    try:
        recorded = _parsed(as_bytes(sealed), hash_)
    except NotAnEnvelopeError as broken:
        raise UnreadableEntryError(chain, position, str(broken)) from broken
    stands = (recorded.chain, recorded.position, recorded.case_no, recorded.version)
    if stands != (chain, position, case_no, version):
        raise UnreadableEntryError(chain, position, "它被挪到了别的位置")
    return recorded


@lru_cache(maxsize=KEPT)
def _parsed(sealed: bytes, hash_: str) -> Recorded:
    """An act reads all of its case again; sealed bytes never change, so they are parsed once."""
    return recorded_from(sealed, hash_)
