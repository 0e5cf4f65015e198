"""追加: the only writer of entries.

``lock`` makes writers of one unit wait for one another, ``append`` seals facts behind the last
entry. Both work inside the transaction of the caller, who writes rows and answers with it.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from bancheng.core.fact import Fact
from bancheng.core.seal import DEFAULT_ALGORITHM, SALT_BYTES, commitment, raw_digest
from bancheng.journal import engine, statements
from bancheng.journal.case_keys import keys_for_writing
from bancheng.journal.cipher import DEFAULT_CIPHER, hide
from bancheng.journal.envelope import Place, Recorded, seal
from bancheng.journal.mistakes import OutsideTransactionError, VersionConflictError, WrongChainError
from bancheng.journal.read import head


def lock(chain: str) -> None:
    """Waits until no other transaction writes to ``chain``, and holds it until this one ends.

    On SQLite a transaction holds the whole database from its start (BEGIN IMMEDIATE); on
    PostgreSQL an advisory lock is taken. Raises OutsideTransactionError.
    """
    if not engine.in_transaction():
        raise OutsideTransactionError("journal.append needs a transaction of the caller (atomic)")
    if engine.vendor() == "postgresql":
        engine.rows(statements.LOCK_CHAIN, _lock_number(chain))


def _lock_number(chain: str) -> int:
    name = b"bancheng chain\x00" + chain.encode()
    return int.from_bytes(raw_digest("sha256", name)[:8], "big", signed=True)


def append(
    chain: str,
    facts: Sequence[Fact],
    expected_versions: Mapping[str, int] | None = None,
    algorithm: str = DEFAULT_ALGORITHM,
) -> list[Recorded]:
    """Seals ``facts``, in this order, behind the last entry of ``chain``.

    ``expected_versions`` says for a case how many entries the caller has read (0: none yet).
    Takes the lock of the chain itself. Either all facts are appended or none.

    Raises OutsideTransactionError, VersionConflictError, WrongChainError, NotSealableError,
    KeyFileError, and Django's IntegrityError when a command was answered already (ask
    ``read.answered`` first).
    """
    lock(chain)
    if not facts:
        return []
    expected_versions = expected_versions or {}
    versions = _versions(chain, {fact.case_no for fact in facts} | expected_versions.keys())
    for case_no, expected in expected_versions.items():
        if versions[case_no] != expected:
            raise VersionConflictError(case_no, expected, versions[case_no])
    keys = keys_for_writing(fact.case_no for fact in facts if fact.details)
    last, previous = head(chain)
    indices: Counter[str] = Counter()
    entries: list[tuple[object, ...]] = []
    texts: list[tuple[object, ...]] = []
    recorded: list[Recorded] = []
    for position, fact in enumerate(facts, last + 1):
        versions[fact.case_no] += 1
        place = Place(chain, position, versions[fact.case_no], indices[fact.command_id], previous)
        indices[fact.command_id] += 1
        salts = {name: os.urandom(SALT_BYTES) for name in fact.details}
        commitments = {
            name: commitment(algorithm, salts[name], name, text)
            for name, text in fact.details.items()
        }
        sealed, done = seal(fact, place, commitments, algorithm)
        entries.append(_entry(done, sealed, algorithm))
        texts.extend(_texts(done, fact, salts, keys))
        recorded.append(done)
        previous = done.hash
    engine.run_each(statements.ADD_ENTRY, entries)
    if texts:
        engine.run_each(statements.ADD_TEXT, texts)
    return recorded


def _versions(chain: str, case_nos: Iterable[str]) -> dict[str, int]:
    versions: dict[str, int] = {}
    for case_no in case_nos:
        found = engine.row(statements.END_OF_CASE, case_no)
        versions[case_no], belongs = found or (0, chain)
        if belongs != chain:
            raise WrongChainError(case_no, belongs, chain)
    return versions


def _entry(done: Recorded, sealed: bytes, algorithm: str) -> tuple[object, ...]:
    return (
        done.chain,
        done.position,
        done.case_no,
        done.version,
        done.event,
        done.command_id,
        done.index,
        engine.moment(done.recorded_at),
        algorithm,
        done.hash,
        sealed,
    )


def _texts(
    done: Recorded, fact: Fact, salts: Mapping[str, bytes], keys: Mapping[str, bytes]
) -> Iterable[tuple[object, ...]]:
    for name, text in fact.details.items():
        place = (done.case_no, done.position, name)
        nonce, ciphertext = hide(keys[done.case_no], place, salts[name], text)
        yield *place, DEFAULT_CIPHER, nonce, ciphertext
