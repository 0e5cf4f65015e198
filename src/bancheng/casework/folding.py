"""续折: the case as its journal has it now, folded on from where this process last stood.

A process keeps the last fold of a few cases. It trusts none of them: reading begins at the entry a
fold had ended with, inside the transaction that will act, and only if that very entry (its digest,
which seals everything before it) still stands there is the fold continued; else all is read anew.
So a fold of another database, or of a transaction that was rolled back, is never used.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

from bancheng.casework.facts import case_of, go_on
from bancheng.core.case import Case
from bancheng.journal import read
from bancheng.journal.envelope import Recorded

KEPT = 256  # cases a process remembers; some ten kB each, no text of a person among them


@dataclass(frozen=True, slots=True)
class Fold:
    """A case after the entry with this digest. The case is never handed out, only copies."""

    case: Case
    hash: str


_kept: dict[str, Fold] = {}
_turning = Lock()


def case_now(case_no: str) -> Case:
    """The case as it stands, for the caller to change; empty when there is none.

    Raises UnreadableEntryError.
    """
    with _turning:  # taken out while it is worked on, so that no two threads share one
        kept = _kept.pop(case_no, None)
    fold = (_continued(case_no, kept) if kept else None) or _from_the_start(case_no)
    if fold is None:
        return Case()
    _keep(case_no, fold)
    return fold.case.copied()


def forget() -> None:
    """Read every case from its start again."""
    with _turning:
        _kept.clear()


def _continued(case_no: str, fold: Fold) -> Fold | None:
    entries = read.case(case_no, fold.case.version)
    if not entries or not _ended_with(fold, entries[0]):
        return None
    go_on(fold.case, entries[1:])
    return Fold(fold.case, entries[-1].hash)


def _ended_with(fold: Fold, entry: Recorded) -> bool:
    return (entry.version, entry.hash) == (fold.case.version, fold.hash)


def _from_the_start(case_no: str) -> Fold | None:
    entries = read.case(case_no)
    return Fold(case_of(entries), entries[-1].hash) if entries else None


def _keep(case_no: str, fold: Fold) -> None:
    with _turning:
        _kept[case_no] = fold  # the latest stands last
        if len(_kept) > KEPT:
            del _kept[next(iter(_kept))]
