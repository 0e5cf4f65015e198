"""检查点: signs how long a chain is and what it holds, and keeps that in two places.

A row in the database, and a line in the data folder that is meant to be copied to another machine;
``Checkpoint.printed()`` is for paper. Each goes on from the one before it, so that signing daily
costs the day's entries only.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from django.db import transaction

from bancheng.core.merkle import Frontier
from bancheng.journal.append import lock
from bancheng.journal.chain_check import ChainCheck
from bancheng.journal.checkpoint_row import CheckpointRow
from bancheng.journal.data_folder import append_line, folder
from bancheng.journal.envelope import NO_PREVIOUS
from bancheng.journal.keys import public_keys, signing_key
from bancheng.journal.mistakes import CannotSignError
from bancheng.journal.read import head
from bancheng.journal.signature import key_id
from bancheng.journal.signed_head import Checkpoint, NotACheckpointError, from_line, sign
from bancheng.journal.stored_rows import batches
from bancheng.journal.trust import untrusted
from bancheng.journal.verdict import Break, Verdict


def make(chain: str, at: datetime) -> Checkpoint:
    """Signs the chain as it stands, or gives the last checkpoint when nothing was added since.

    Only the entries behind the last checkpoint are read, and they are checked first. To be called
    outside a transaction; writers are not held up while it reads.

    Raises CannotSignError when the chain is empty, when these entries do not verify, or when
    ``at`` is before the last checkpoint; KeyFileError.
    """
    last = _last(chain)
    edge, previous = _go_on_from(chain, last)
    check = ChainCheck(chain, start=edge, previous=previous)
    for batch in batches(chain, after=edge.size):
        for row in batch:
            _or_refuse(chain, check.feed(row)[0])
    _or_refuse(chain, check.finish())
    if last is not None and last[0].size == check.entries:
        signed = last[0]
        _head_must_stand(signed)
    else:
        signed = _sign(chain, edge, check.previous, at, last[0] if last else None)
        _keep(signed, edge)
    _write_file(chain)
    return signed


def known(chain: str | None = None) -> list[Checkpoint]:
    """All checkpoints in database and data folder, each once.

    A line of the file that is no checkpoint (cut short by a power cut) is passed over.
    """
    rows = CheckpointRow.objects.order_by("chain", "size")
    if chain is not None:
        rows = rows.filter(chain=chain)
    lines = list(rows.values_list("signed", flat=True))
    files = sorted(folder("checkpoints").glob("*.jsonl")) if chain is None else [path_of(chain)]
    for path in files:
        lines += _lines(path)
    return list(_readable(dict.fromkeys(lines)))


def verify(chain: str) -> Verdict:
    """Only whether the kept checkpoints of a chain are truly signed, without reading the chain."""
    checkpoints, keys = known(chain), public_keys()
    found = [untrusted(checkpoint, keys) for checkpoint in checkpoints]
    breaks = tuple(sorted((b for b in found if b is not None), key=lambda b: b.position))[:1]
    return Verdict((chain,), 0, 0, len(checkpoints), breaks)


def path_of(chain: str) -> Path:
    """The file of a chain's checkpoints; its folder is meant to be copied elsewhere."""
    return folder("checkpoints") / f"{quote(chain, safe='')}.jsonl"


def _last(chain: str) -> tuple[Checkpoint, list[str]] | None:
    row = CheckpointRow.objects.filter(chain=chain).order_by("-size").first()
    if row is None:
        return None
    try:
        return from_line(row.signed), json.loads(row.peaks)
    except (NotACheckpointError, ValueError) as broken:
        raise _damaged(chain, row.size) from broken


def _go_on_from(chain: str, last: tuple[Checkpoint, list[str]] | None) -> tuple[Frontier, str]:
    """The tree's edge and the last hash at the last checkpoint; its signature vouches for both."""
    if last is None:
        return Frontier(), NO_PREVIOUS
    checkpoint, peaks = last
    try:
        edge = Frontier(checkpoint.size, map(bytes.fromhex, peaks), checkpoint.algorithm)
    except (ValueError, TypeError) as broken:
        raise _damaged(chain, checkpoint.size) from broken
    if untrusted(checkpoint, public_keys()) or edge.root().hex() != checkpoint.root:
        raise _damaged(chain, checkpoint.size)
    return edge, checkpoint.head


def _damaged(chain: str, size: int) -> CannotSignError:
    return CannotSignError(
        f"“{chain}”日志第 {size} 条处的检查点已被改动，不能在它之后继续签名。"
        "请运行 bancheng journal verify 查明。"
    )


def _or_refuse(chain: str, found: Break | None) -> None:
    if found is not None:
        raise CannotSignError(f"日志核验不通过，不签检查点。{found.sentence}")


def _head_must_stand(signed: Checkpoint) -> None:
    if head(signed.chain) != (signed.size, signed.head):
        raise CannotSignError(
            f"“{signed.chain}”的日志比上次检查点（{signed.size} 条）短，或末条已变，不签检查点。"
            "请运行 bancheng journal verify 查明。"
        )


def _sign(
    chain: str, edge: Frontier, last_hash: str, at: datetime, before: Checkpoint | None
) -> Checkpoint:
    if edge.size == 0:
        raise CannotSignError(f"“{chain}”的日志里还没有条目，没有可签名的内容。")
    if before is not None and at < before.at:
        raise CannotSignError(
            f"现在的时间早于上一个检查点（{before.at.isoformat()}），请先核对本机时钟再签。"
        )
    private = signing_key()
    unsigned = Checkpoint(
        chain=chain,
        size=edge.size,
        root=edge.root().hex(),
        head=last_hash,
        at=at.astimezone(UTC),
        algorithm=edge.algorithm,
        key_id=key_id(private.public_key().public_bytes_raw()),
    )
    return sign(unsigned, private)


def _keep(signed: Checkpoint, edge: Frontier) -> None:
    with transaction.atomic():
        lock(signed.chain)
        if not CheckpointRow.objects.filter(chain=signed.chain, size=signed.size).exists():
            peaks = json.dumps([peak.hex() for peak in edge.peaks])
            CheckpointRow.objects.create(
                chain=signed.chain, size=signed.size, signed=signed.line(), peaks=peaks
            )


def _write_file(chain: str) -> None:
    """Adds to the file what the database has and it lacks (also after a power cut)."""
    path = path_of(chain)
    there = set(_lines(path))
    rows = CheckpointRow.objects.filter(chain=chain).order_by("size")
    for line in rows.values_list("signed", flat=True):
        if line not in there:
            append_line(path, line)


def _lines(path: Path) -> list[str]:
    if not path.exists():
        return []
    return path.read_text("utf-8", errors="replace").splitlines()


def _readable(lines: Iterable[str]) -> Iterator[Checkpoint]:
    for line in lines:
        try:
            yield from_line(line)
        except NotACheckpointError:
            continue
