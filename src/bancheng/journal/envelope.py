"""封装: a fact and its place in the chain as the bytes that are sealed, and back.

The published form number 1, kept for ever: whatever this module writes must be read by every
later release (``tests/golden/journal-v1``). Pure: knows neither database nor clock.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bancheng.core.fact import Fact
from bancheng.core.seal import Json, canonical, digest

FORMAT = 1
NO_PREVIOUS = "0" * 64

KEYS = frozenset(
    {
        *("format", "algorithm", "chain", "position", "case", "version", "event", "command"),
        *("index", "done_at", "recorded_at", "actor", "body", "details", "previous"),
    }
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A fact as it stands in the journal.

    ``hash`` seals it; ``fields`` names the texts kept beside it (readable by
    ``bancheng.journal.read.details`` until they are erased); ``index`` counts the facts of one
    command from 0. Times are in UTC.
    """

    chain: str
    position: int
    case_no: str
    version: int
    event: str
    command_id: str
    index: int
    done_at: datetime
    recorded_at: datetime
    actor: Mapping[str, str | None]
    body: Mapping[str, Json]
    fields: tuple[str, ...]
    hash: str

    def __hash__(self) -> int:
        return hash(self.hash)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact comes to stand: in its chain, in its case, among the facts of its command."""

    chain: str
    position: int
    version: int
    index: int
    previous: str


class NotAnEnvelopeError(ValueError):
    """Bytes that are not an entry of a form this release knows."""


def seal(
    fact: Fact, place: Place, commitments: Mapping[str, str], algorithm: str
) -> tuple[bytes, Recorded]:
    """The bytes to be kept for ever, and the fact as it will be read from them.

    ``commitments`` has one for each of the fact's details. Raises NotSealableError.
    """
    done_at, recorded_at = fact.done_at.astimezone(UTC), fact.recorded_at.astimezone(UTC)
    actor, body = dict(fact.actor), dict(fact.body)
    sealed = canonical(
        {
            "format": FORMAT,
            "algorithm": algorithm,
            "chain": place.chain,
            "position": place.position,
            "case": fact.case_no,
            "version": place.version,
            "event": fact.event,
            "command": fact.command_id,
            "index": place.index,
            "done_at": write_time(done_at),
            "recorded_at": write_time(recorded_at),
            "actor": actor,
            "body": body,
            "details": dict(commitments),
            "previous": place.previous,
        }
    )
    recorded = Recorded(
        chain=place.chain,
        position=place.position,
        case_no=fact.case_no,
        version=place.version,
        event=fact.event,
        command_id=fact.command_id,
        index=place.index,
        done_at=done_at,
        recorded_at=recorded_at,
        actor=actor,
        body=body,
        fields=tuple(sorted(commitments)),
        hash=digest(algorithm, sealed),
    )
    return sealed, recorded


def recorded_from(sealed: bytes, hash_: str) -> Recorded:
    """The fact that stands in sealed bytes. Raises NotAnEnvelopeError."""
    content = read_content(sealed)
    return Recorded(
        chain=content["chain"],
        position=content["position"],
        case_no=content["case"],
        version=content["version"],
        event=content["event"],
        command_id=content["command"],
        index=content["index"],
        done_at=datetime.fromisoformat(content["done_at"]),
        recorded_at=datetime.fromisoformat(content["recorded_at"]),
        actor=content["actor"],
        body=content["body"],
        fields=tuple(content["details"]),
        hash=hash_,
    )


def read_content(sealed: bytes) -> dict[str, Any]:
    """The content of sealed bytes, whose form is checked but not its truth.

    Raises NotAnEnvelopeError.
    """
    try:
        content = json.loads(sealed)
    except (ValueError, RecursionError) as broken:
        raise NotAnEnvelopeError("内容已损坏") from broken
    if not isinstance(content, dict):
        raise NotAnEnvelopeError("内容已损坏")
    if content.get("format") != FORMAT:
        raise NotAnEnvelopeError(f"格式 {content.get('format')!r} 本版本不认识")
    if content.keys() != KEYS:
        raise NotAnEnvelopeError(f"格式 {FORMAT} 的项目不齐或多出")
    return content


def write_time(moment: datetime) -> str:
    """A UTC instant as it is sealed: microseconds always, ending in Z."""
    return moment.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
