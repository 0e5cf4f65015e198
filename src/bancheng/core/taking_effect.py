"""生效: the events of a case as they took effect, what was approved at its approval."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from bancheng.core.acts import granted
from bancheng.core.event import Event

Texts = Mapping[str, str | None]
Entries = Iterable[tuple[Event, Texts]]


def took_effect(entries: Entries) -> Iterator[tuple[Event, Texts]]:
    """Each event with its texts; an approved one under its own name, at the approval's place."""
    waiting: dict[int, tuple[Event, Texts]] = {}
    for event, texts in entries:
        if event.pending:
            waiting[event.seq] = (event, texts)
        elif event.act == "approve":
            asked, said = waiting[int(event.text("request"))]
            yield replace(granted(asked, event.done_at), seq=event.seq), said
        elif event.act != "reject":
            yield event, texts
