"""日志摘录: the entries of one case with what proves that they stand in its unit's chain.

Each entry comes with its path in the tree whose root a checkpoint signed, so that nobody needs the
entries of other cases to check it; each text with the salt of its commitment. Whoever holds an
excerpt holds the case's words: it is made for the archive alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bancheng.core.merkle import inclusion_paths, leaf_hash
from bancheng.journal import engine, read, statements
from bancheng.journal.case_keys import key_of
from bancheng.journal.cipher import CannotOpenError, reveal
from bancheng.journal.entry_row import Entry
from bancheng.journal.mistakes import JournalError
from bancheng.journal.signed_head import Checkpoint
from bancheng.journal.statements import as_bytes

HASHES_AT_ONCE = 20_000


class NotExcerptedError(JournalError):
    """The case cannot be taken out whole; ``str()`` is a sentence."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """``entries`` and ``texts`` as lines, in order; ``version``: how many entries the case has."""

    checkpoint: Checkpoint
    version: int
    entries: tuple[dict[str, object], ...]
    texts: tuple[dict[str, object], ...]


def excerpt(case_no: str, checkpoint: Checkpoint) -> Excerpt:
    """All entries of a case up to a checkpoint, with their proofs and texts.

    Raises NotExcerptedError where an entry lies behind the checkpoint or a text does not open.
    """
    rows = [row for row in read.stored(case_no) if row.position <= checkpoint.size]
    if not rows or any(row.chain != checkpoint.chain for row in rows):
        raise NotExcerptedError(f"{case_no} 的日志还没有签过检查点，请稍后再试。")
    paths = _paths(checkpoint, [row.position for row in rows])
    entries = tuple(
        {
            "position": row.position,
            "hash": row.hash,
            "path": paths[row.position],
            "sealed": as_bytes(row.sealed).decode(errors="replace"),
        }
        for row in rows
    )
    return Excerpt(checkpoint, rows[-1].version, entries, _texts(case_no, checkpoint.size))


def _paths(checkpoint: Checkpoint, positions: Sequence[int]) -> dict[int, list[str]]:
    """Digests alone of the other entries are read, and none of them leaves this function but as a
    node of the tree."""
    algorithm = checkpoint.algorithm
    leaves: list[bytes] = []
    rows = Entry.objects.filter(chain=checkpoint.chain).order_by("position")
    while len(leaves) < checkpoint.size:
        some = rows.filter(position__gt=len(leaves), position__lte=checkpoint.size)
        found = list(some.values_list("hash", flat=True)[:HASHES_AT_ONCE])
        if not found:
            raise NotExcerptedError("日志比检查点短，请先运行 bancheng journal verify 查明。")
        leaves += [leaf_hash(bytes.fromhex(one), algorithm) for one in found]
    paths = inclusion_paths(leaves, [position - 1 for position in positions], algorithm)
    return {index + 1: [step.hex() for step in path] for index, path in paths.items()}


def _texts(case_no: str, until: int) -> tuple[dict[str, object], ...]:
    stored = engine.rows(statements.TEXTS_OF_CASE, case_no)
    keys = key_of(case_no) if stored else {}
    found: list[dict[str, object]] = []
    for _, position, field, algorithm, nonce, hidden in stored:
        if position > until:
            continue
        place = (case_no, int(position), str(field))
        try:
            salt, text = reveal(keys[case_no], place, as_bytes(nonce), as_bytes(hidden), algorithm)
        except (KeyError, CannotOpenError) as broken:
            told = f"{case_no} 日志第 {position} 条旁边的文字读不出来，不能做成完整的归档包。"
            raise NotExcerptedError(f"{told}请报管理员从备份核对。") from broken
        found.append({"position": position, "field": field, "salt": salt.hex(), "text": text})
    return tuple(found)
