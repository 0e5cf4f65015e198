"""核验: one chain, fed entry by entry, until the first that is broken. Pure.

Used on the database (``verify``) and on an exported file (``verify_export``) alike.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bancheng.core.merkle import Frontier, leaf_hash
from bancheng.core.seal import DIGESTS, digest, dump
from bancheng.journal.envelope import NO_PREVIOUS, NotAnEnvelopeError, read_content
from bancheng.journal.signed_head import Checkpoint
from bancheng.journal.verdict import Break

# Columns beside the sealed bytes, in the order they are compared, and what they must equal.
COLUMNS = {
    "chain": "chain",
    "position": "position",
    "case_no": "case",
    "version": "version",
    "event": "event",
    "command_id": "command",
    "command_index": "index",
    "recorded_at": "recorded_at",
    "algorithm": "algorithm",
}


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as found: its bytes, its hash, and the columns around them (times as sealed)."""

    position: int
    sealed: bytes
    hash: str
    columns: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Doubt:
    """Bytes and hash that do not fit; the next entry tells which of them was changed."""

    position: int
    case_no: str | None
    stored: str
    computed: str


class ChainCheck:
    """Feed rows in order of position, then ``finish``; each gives the first break, or None.

    ``checkpoints`` must be of this chain and carry good signatures.
    """

    def __init__(
        self,
        chain: str,
        checkpoints: Iterable[Checkpoint] = (),
        start: Frontier | None = None,
        previous: str = NO_PREVIOUS,
    ) -> None:
        self.chain = chain
        self.edges: dict[str, Frontier] = {}
        self.checkpoints = sorted(checkpoints, key=lambda c: c.size)
        for checkpoint in self.checkpoints:
            self.edges.setdefault(checkpoint.algorithm, Frontier(algorithm=checkpoint.algorithm))
        if start is not None:
            self.edges[start.algorithm] = start
        self.entries = start.size if start else 0
        self.previous = previous
        self.good_until = 0
        self._next_checkpoint = 0
        self._versions: dict[str, int] | None = {} if start is None else None
        self._doubt: _Doubt | None = None

    def feed(self, row: Row) -> tuple[Break | None, dict[str, Any]]:
        """Looks at the next row. With it comes the sealed content, for whoever looks further."""
        content, unreadable = _content(row.sealed)
        if self._doubt is not None:
            return self._resolve(content), content
        found = self._at_its_place(row)
        if found is None and self._seal_fits(row, content):
            found = (
                self._form(row, content, unreadable)
                or self._columns(row, content)
                or self._links(row, content)
            )
            if found is None:
                self._advance(row, content)
                found = self._checkpoints_here(row)
        return found, content

    def finish(self) -> Break | None:
        """To be asked once, when all rows have been fed without a break."""
        if self._doubt is not None:
            return self._resolve({})
        if self._next_checkpoint < len(self.checkpoints):
            last = self.checkpoints[-1]
            when = last.at.date().isoformat()
            return Break(self.chain, self.entries + 1, "tail_cut", when, until=last.size)
        return None

    def _at_its_place(self, row: Row) -> Break | None:
        if row.position == self.entries + 1:
            return None
        if row.position > self.entries + 1 or row.position < 1:
            return Break(self.chain, self.entries + 1, "position_missing")
        return Break(self.chain, row.position, "position_repeated")

    def _seal_fits(self, row: Row, content: Mapping[str, Any]) -> bool:
        named = content.get("algorithm")
        algorithm = named if named in DIGESTS else row.columns.get("algorithm")
        computed = digest(str(algorithm), row.sealed) if algorithm in DIGESTS else ""
        if computed == row.hash:
            return True
        case_no = row.columns.get("case_no", content.get("case"))
        self._doubt = _Doubt(
            row.position, None if case_no is None else str(case_no), row.hash, computed
        )
        return False

    def _resolve(self, following: Mapping[str, Any]) -> Break:
        """Which of bytes and hash was changed, by what the next entry (or a checkpoint) says."""
        doubt = self._doubt
        assert doubt is not None  # noqa: S101 - asked only while in doubt
        heads = {c.head for c in self.checkpoints if c.size == doubt.position}
        witnesses = heads | {following.get("previous")}
        how = "seal_mismatch"
        if doubt.stored in witnesses:
            how = "bytes_changed"
        elif doubt.computed in witnesses:
            how = "hash_changed"
        return Break(self.chain, doubt.position, how, case_no=doubt.case_no)

    def _form(self, row: Row, content: Mapping[str, Any], unreadable: str) -> Break | None:
        if unreadable:
            return self._broken(row, content, "unknown_format", unreadable)
        if content["algorithm"] not in DIGESTS:
            what = f"摘要算法 {content['algorithm']}"
            return self._broken(row, content, "unknown_format", what)
        if dump(content) != row.sealed:
            return self._broken(row, content, "unknown_format", "不是规范写法")
        return None

    def _columns(self, row: Row, content: Mapping[str, Any]) -> Break | None:
        for column, key in COLUMNS.items():
            if column in row.columns and row.columns[column] != content[key]:
                if column == "case_no":
                    return self._broken(row, content, "moved_to_another_case", content["case"])
                return self._broken(row, content, "column_differs", column)
        if content["chain"] != self.chain:
            return self._broken(row, content, "column_differs", "chain")
        if content["position"] != row.position:
            return self._broken(row, content, "column_differs", "position")
        return None

    def _links(self, row: Row, content: Mapping[str, Any]) -> Break | None:
        if content["previous"] != self.previous:
            return self._broken(row, content, "link_broken")
        if self._versions is None:
            return None
        expected = self._versions.get(content["case"], 0) + 1
        if content["version"] != expected:
            return self._broken(row, content, "version_gap", str(expected))
        self._versions[content["case"]] = expected
        return None

    def _advance(self, row: Row, content: Mapping[str, Any]) -> None:
        self.entries = row.position
        self.previous = row.hash
        for edge in self.edges.values():
            edge.add(leaf_hash(bytes.fromhex(row.hash), edge.algorithm))

    def _checkpoints_here(self, row: Row) -> Break | None:
        while (
            self._next_checkpoint < len(self.checkpoints)
            and self.checkpoints[self._next_checkpoint].size <= row.position
        ):
            checkpoint = self.checkpoints[self._next_checkpoint]
            here = self.edges[checkpoint.algorithm].root().hex()
            if (checkpoint.size, checkpoint.root, checkpoint.head) != (
                row.position,
                here,
                row.hash,
            ):
                when = checkpoint.at.date().isoformat()
                return Break(
                    self.chain,
                    self.good_until + 1,
                    "differs_from_checkpoint",
                    when,
                    until=checkpoint.size,
                )
            self.good_until = row.position
            self._next_checkpoint += 1
        return None

    def _broken(self, row: Row, content: Mapping[str, Any], how: str, what: str = "") -> Break:
        case_no = row.columns.get("case_no", content.get("case"))
        return Break(
            self.chain, row.position, how, str(what), None if case_no is None else str(case_no)
        )


def _content(sealed: bytes) -> tuple[dict[str, Any], str]:
    """The content, or what can be made out of it and why it cannot be read."""
    try:
        return read_content(sealed), ""
    except NotAnEnvelopeError as broken:
        why = str(broken)
    try:
        guess = json.loads(sealed)
    except (ValueError, RecursionError):
        return {}, why
    return (guess if isinstance(guess, dict) else {}), why
