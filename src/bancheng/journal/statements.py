"""The statements of the busiest paths, written out.

An act reads one case and appends an entry or two; composing these few statements anew each time
cost more than the disk. Same text on both engines; everything else uses Django's queries.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from django.db import connection

LOCK_CHAIN = "SELECT pg_advisory_xact_lock(%s)"  # PostgreSQL alone
END_OF_CHAIN = (
    "SELECT position, hash FROM journal_entry WHERE chain = %s ORDER BY position DESC LIMIT 1"
)
END_OF_CASE = (
    "SELECT version, chain FROM journal_entry WHERE case_no = %s ORDER BY version DESC LIMIT 1"
)
KEY_OF_CASE = "SELECT algorithm, master, wrapped FROM journal_casekey WHERE case_no = %s"
ENTRIES_OF_CASE = (
    "SELECT chain, position, case_no, version, hash, sealed FROM journal_entry"
    " WHERE case_no = %s AND version >= %s ORDER BY version"
)
ENTRIES_OF_COMMAND = (
    "SELECT chain, position, case_no, version, hash, sealed FROM journal_entry"
    " WHERE command_id = %s ORDER BY command_index"
)
TEXTS_OF_CASE = (
    "SELECT case_no, position, field, algorithm, nonce, ciphertext FROM journal_detail"
    " WHERE case_no = %s ORDER BY position, field"
)
KEYS_OF_CASES = (
    "SELECT case_no, algorithm, master, wrapped FROM journal_casekey WHERE case_no IN ({cases})"
)
TEXTS_OF_CASES = (
    "SELECT case_no, position, field, algorithm, nonce, ciphertext FROM journal_detail"
    " WHERE case_no IN ({cases}){named} ORDER BY case_no, position, field"
)
ROWS_OF_CHAIN = (
    "SELECT sealed, hash, chain, position, case_no, version, event, command_id, command_index,"
    " recorded_at, algorithm FROM journal_entry WHERE chain = %s AND position > %s"
    " ORDER BY position LIMIT %s"
)
ADD_ENTRY = (
    "INSERT INTO journal_entry (chain, position, case_no, version, event, command_id,"
    " command_index, recorded_at, algorithm, hash, sealed)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
ADD_TEXT = (
    "INSERT INTO journal_detail (case_no, position, field, algorithm, nonce, ciphertext)"
    " VALUES (%s, %s, %s, %s, %s, %s)"
)
ADD_KEY = (
    "INSERT INTO journal_casekey (case_no, algorithm, master, wrapped) VALUES (%s, %s, %s, %s)"
)


@lru_cache(maxsize=128)
def keys_of_cases(cases: int) -> str:
    """The statement for the keys of so many cases."""
    return KEYS_OF_CASES.format(cases=_marks(cases))


@lru_cache(maxsize=128)
def texts_of_cases(cases: int, fields: int | None) -> str:
    """The statement for the texts of so many cases: all, or those of so many named fields."""
    named = "" if fields is None else f" AND field IN ({_marks(fields)})"
    return TEXTS_OF_CASES.format(cases=_marks(cases), named=named)


def _marks(many: int) -> str:
    return ", ".join(["%s"] * many)


@contextmanager
def any_text() -> Iterator[None]:
    """While it lasts, text that is no UTF-8 (a forger's) is read as it can and does not fail."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    raw: Any = connection.connection
    former = raw.text_factory
    raw.text_factory = lambda stored: stored.decode(errors="replace")
    try:
        yield
    finally:
        raw.text_factory = former


def as_bytes(value: object) -> bytes:
    """A stored binary value, whatever an engine (or a forger) has made of it."""
    if isinstance(value, bytes | memoryview):
        return bytes(value)
    return str(value).encode(errors="surrogatepass")
