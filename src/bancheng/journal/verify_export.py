"""核验导出文件: reads and verifies an exported chain without any database.

For whoever keeps a copy elsewhere: another level, an archive, a court. Needs no settings.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bancheng.journal.chain_check import ChainCheck, Row
from bancheng.journal.envelope import Recorded, recorded_from
from bancheng.journal.mistakes import JournalError
from bancheng.journal.signature import key_id
from bancheng.journal.signed_head import Checkpoint, NotACheckpointError, from_line
from bancheng.journal.trust import untrusted
from bancheng.journal.verdict import Break, Verdict

FORMAT = 1


class NotAnExportError(JournalError):
    """A file that is not an exported journal, or is damaged beyond reading."""

    def __init__(self, path: Path, line: int, why: str) -> None:
        self.path, self.line = path, line
        super().__init__(f"{path.name} 第 {line} 行：{why}。这不是完整的日志导出文件。")


@dataclass
class Opened:
    """What an export says of itself before its entries."""

    chain: str = ""
    keys: dict[str, bytes] = field(default_factory=dict)
    checkpoints: list[Checkpoint] = field(default_factory=list)

    def add_key(self, path: Path, line: int, text: str) -> None:
        """Takes a public key. Raises NotAnExportError."""
        try:
            key = bytes.fromhex(text)
        except ValueError as broken:
            raise NotAnExportError(path, line, "公钥读不出来") from broken
        self.keys[key_id(key)] = key


def verify_export(path: Path, keys: Mapping[str, bytes] | None = None) -> Verdict:
    """Verifies every entry and checkpoint of the file.

    ``keys`` are the public keys to trust, by id. Without them those in the file are believed, which
    shows only that the file agrees with itself: compare the key's id with one kept elsewhere.

    Raises NotAnExportError.
    """
    opened = _open(path)
    trusted = opened.keys if keys is None else keys
    forged = [untrusted(c, trusted) for c in opened.checkpoints]
    good = [c for c, why in zip(opened.checkpoints, forged, strict=True) if why is None]
    check = ChainCheck(opened.chain, good)
    found = _first_break(path, check)
    candidates = [b for b in (found, *forged) if b is not None]
    breaks = tuple(sorted(candidates, key=lambda b: b.position))[:1]
    return Verdict((opened.chain,), check.entries, 0, len(opened.checkpoints), breaks)


def read_export(path: Path) -> Iterator[Recorded]:
    """The facts in the file, unverified. Raises NotAnExportError, NotAnEnvelopeError."""
    for row in _rows(path):
        yield recorded_from(row.sealed, row.hash)


def _first_break(path: Path, check: ChainCheck) -> Break | None:
    for row in _rows(path):
        found, _ = check.feed(row)
        if found is not None:
            return found
    return check.finish()


def _open(path: Path) -> Opened:
    opened = Opened()
    for number, content in _lines(path):
        if number == 1:
            if content.get("bancheng_journal") != FORMAT:
                raise NotAnExportError(path, 1, "首行不是本版本认识的导出格式")
            opened.chain = str(content.get("chain"))
        elif "public_key" in content:
            opened.add_key(path, number, str(content["public_key"]))
        elif "checkpoint" in content:
            try:
                opened.checkpoints.append(from_line(str(content["checkpoint"])))
            except NotACheckpointError as broken:
                raise NotAnExportError(path, number, str(broken)) from broken
    if not opened.chain:
        raise NotAnExportError(path, 1, "文件是空的")
    return opened


def _rows(path: Path) -> Iterator[Row]:
    for number, content in _lines(path):
        if "sealed" in content:
            try:
                sealed = str(content["sealed"]).encode()
                yield Row(int(content["position"]), sealed, str(content["hash"]), {})
            except (KeyError, ValueError) as broken:
                raise NotAnExportError(path, number, "条目不全") from broken


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                content = json.loads(line)
            except ValueError as broken:
                raise NotAnExportError(path, number, "读不出来") from broken
            if not isinstance(content, dict):
                raise NotAnExportError(path, number, "读不出来")
            yield number, content
