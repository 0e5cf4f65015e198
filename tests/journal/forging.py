"""What somebody with full rights on the database could do; the guards are taken down for it."""

from collections.abc import Callable
from typing import Any

from django.db import connection

from bancheng.core.seal import canonical, digest
from bancheng.journal import engine, guards
from bancheng.journal.chain_check import COLUMNS
from bancheng.journal.envelope import NO_PREVIOUS, read_content
from tests.journal.facts import CHAIN


def run(sql: str, *values: Any) -> int:
    """Runs a statement past the guards; says how many rows it touched."""
    guards.take_down(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        touched: int = cursor.rowcount
    guards.put_up(connection)
    return touched


def sealed_at(position: int) -> bytes:
    """The sealed bytes as stored."""
    found = engine.row(
        "SELECT sealed FROM journal_entry WHERE chain = %s AND position = %s", CHAIN, position
    )
    assert found is not None
    return bytes(found[0])


def set_sealed(position: int, sealed: bytes) -> None:
    """Puts other bytes there, and nothing else."""
    run(
        "UPDATE journal_entry SET sealed = %s WHERE chain = %s AND position = %s",
        sealed,
        CHAIN,
        position,
    )


def reseal_all(change: Callable[[dict[str, Any]], None] = lambda content: None) -> None:
    """Computes the whole chain anew, after ``change``, as a patient forger would."""
    rows = engine.rows(
        "SELECT position, sealed FROM journal_entry WHERE chain = %s ORDER BY position", CHAIN
    )
    previous = NO_PREVIOUS
    for position, sealed in rows:
        content = read_content(bytes(sealed))
        change(content)
        content["previous"] = previous
        previous = put(position, content)


def put(position: int, content: dict[str, Any]) -> str:
    """Stores an entry of this content with columns and hash that fit; gives the hash."""
    sealed = canonical(content)
    hash_ = digest(content["algorithm"], sealed)
    run(
        "UPDATE journal_entry SET sealed = %s, hash = %s, event = %s, case_no = %s, version = %s"
        " WHERE chain = %s AND position = %s",
        sealed,
        hash_,
        content["event"],
        content["case"],
        content["version"],
        CHAIN,
        position,
    )
    return hash_


def other_values() -> dict[str, object]:
    """For every column beside the sealed bytes, something that does not stand there."""
    values: dict[str, object] = dict.fromkeys(COLUMNS, "other")
    values |= {"position": 70, "version": 70, "command_index": 70, "algorithm": "sm3"}
    values["recorded_at"] = "2020-01-01 00:00:00+00:00"
    return values
