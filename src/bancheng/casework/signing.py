"""签字: what somebody signed, and whether it was put right afterwards.

A signature binds to the text as it stood: that of the record for whoever confirms it, that of the
act itself for whoever transfers or replies. A later correction takes nothing from either; it only
has to be said beside the signature.
"""

from __future__ import annotations

from bancheng.casework.look import Entry, Look
from bancheng.core.acts import ACTS
from bancheng.core.event import Event


def corrected_since(look: Look, signed: Entry) -> Entry | None:
    """The first correction of what this entry signs that came after it; None where none did."""
    texts = ACTS[signed.event.act].signs
    sources = {e.event.seq for e in look.entries if set(e.event.beside) & set(texts)}
    sources = {seq for seq in sources if seq <= signed.event.seq} | {signed.event.seq}
    later = (e for e in look.entries if e.event.seq > signed.event.seq)
    return next((e for e in later if _touches(e.event, sources, texts)), None)


def _touches(event: Event, sources: set[int], texts: tuple[str, ...]) -> bool:
    if event.act != "correct" or event.pending:
        return False
    corrected = event.data.get("corrected")
    return corrected in sources or bool(set(event.beside) & set(texts))
