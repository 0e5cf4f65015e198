"""Whether a checkpoint may be believed: signed, unchanged, by a key that is known. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from bancheng.core.seal import DIGESTS
from bancheng.journal.signed_head import SIGNER, Checkpoint
from bancheng.journal.verdict import Break


def untrusted(checkpoint: Checkpoint, keys: Mapping[str, bytes]) -> Break | None:
    """Why not to believe it, or None. ``keys`` are the trusted public keys by id."""
    place = max(checkpoint.size, 1)
    if checkpoint.key_id not in keys:
        return Break(checkpoint.chain, place, "checkpoint_unknown_key", checkpoint.key_id)
    known_words = checkpoint.signer == SIGNER and checkpoint.algorithm in DIGESTS
    if not known_words or not checkpoint.holds(keys[checkpoint.key_id]):
        when = checkpoint.at.date().isoformat()
        return Break(checkpoint.chain, place, "checkpoint_forged", when)
    return None
