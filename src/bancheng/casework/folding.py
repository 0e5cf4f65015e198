"""续折: the case as its journal has it now, folded on from where this process last stood.

A process keeps the last fold of a few cases, and an act leaves the one it came to. It trusts none
of them: reading begins at the entry a fold had ended with, inside the transaction that will act,
and only if that very entry (its digest, which seals all before it, taken of its bytes anew) still
stands there is the fold continued; else all is read anew. So a fold of another database, or of a
transaction that was rolled back, is never used.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

from bancheng.casework.facts import case_of, go_on
from bancheng.core.case import Case
from bancheng.core.seal import DEFAULT_ALGORITHM, digest
from bancheng.journal import read
from bancheng.journal.read import Stored
from bancheng.journal.statements import as_bytes

KEPT = 256  # cases a process remembers; some ten kB each, no text of a person among them


@dataclass(frozen=True, slots=True)
class Fold:
    """A case after the entry with this digest. Several threads may look at it; none changes it."""

    case: Case
    hash: str


_kept: dict[str, Fold] = {}
_turning = Lock()


def case_now(case_no: str) -> Case:
    """The case as it stands, for the caller to change; empty when there is none.

    Raises UnreadableEntryError.
    """
    return look_at(case_no).copied()


def look_at(case_no: str) -> Case:
    """The case as it stands, which the caller must leave as it is. Raises UnreadableEntryError."""
    kept = _kept.get(case_no)
    fold = (_continued(case_no, kept) if kept else None) or _from_the_start(case_no)
    if fold is None:
        return Case()
    _keep(case_no, fold)
    return fold.case


def leave(case_no: str, case: Case, hash_: str) -> None:
    """What an act came to: the case after the entry with this digest. Nobody may change it now."""
    _keep(case_no, Fold(case, hash_))


def forget() -> None:
    """Read every case from its start again."""
    with _turning:
        _kept.clear()


def _continued(case_no: str, fold: Fold) -> Fold | None:
    entries = read.stored(case_no, fold.case.version)
    if not entries or not _ended_with(fold, entries[0]):
        return None
    if len(entries) == 1:
        return fold
    case = fold.case.copied()
    go_on(case, map(read.told, entries[1:]))
    return Fold(case, entries[-1].hash)


def _ended_with(fold: Fold, entry: Stored) -> bool:
    if (entry.version, entry.hash) != (fold.case.version, fold.hash):
        return False
    return digest(DEFAULT_ALGORITHM, as_bytes(entry.sealed)) == fold.hash


def _from_the_start(case_no: str) -> Fold | None:
    entries = read.case(case_no)
    return Fold(case_of(entries), entries[-1].hash) if entries else None


def _keep(case_no: str, fold: Fold) -> None:
    with _turning:
        _kept.pop(case_no, None)
        _kept[case_no] = fold  # the latest stands last
        if len(_kept) > KEPT:
            del _kept[next(iter(_kept))]
