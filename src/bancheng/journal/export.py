"""导出日志: a chain as a file of JSON lines that can be kept and verified elsewhere.

First a line that names form and chain, then public keys and checkpoints, then the entries with
their sealed text. The texts kept beside (names, phones, opinions) are not in it.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from bancheng.core.seal import dump
from bancheng.journal.checkpoint import known
from bancheng.journal.keys import public_keys
from bancheng.journal.stored_rows import batches
from bancheng.journal.verify_export import FORMAT, read_export, verify_export

__all__ = ["export", "read_export", "verify_export"]


def export(chain: str, path: Path) -> int:
    """Writes the chain to ``path`` (complete or not at all) and says how many entries.

    It does not judge: a broken entry is written as it stands, for ``verify_export`` to find.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    entries = 0
    try:
        with draft.open("xb") as file:
            for line in _head(chain):
                file.write(dump(line) + b"\n")
            for batch in batches(chain):
                for row in batch:
                    # bytes that are no UTF-8 are no entry of ours; what is legible is kept
                    sealed = row.sealed.decode(errors="replace")
                    line = {"position": row.position, "hash": row.hash, "sealed": sealed}
                    file.write(dump(line) + b"\n")
                    entries += 1
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return entries


def _head(chain: str) -> Iterator[dict[str, object]]:
    yield {"bancheng_journal": FORMAT, "chain": chain}
    checkpoints = known(chain)
    used = {checkpoint.key_id for checkpoint in checkpoints}
    for name, key in public_keys().items():
        if name in used:
            yield {"public_key": key.hex()}
    for checkpoint in checkpoints:
        yield {"checkpoint": checkpoint.line()}
