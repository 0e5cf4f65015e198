"""A fault in a data file: where it stands, what is wrong, what was expected.

Whoever mends a standard sees a file, a line and a key, never a Python traceback.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class StandardFault:
    """One fault; `expected` and `nearest` are empty where nothing useful can be said."""

    file: str
    line: int
    path: Path
    problem: str
    expected: str = ""
    nearest: str = ""

    def __str__(self) -> str:
        where = f"{self.file} 第 {self.line} 行"
        if self.path:
            where += f" {dotted(self.path)}"
        told = f"{where}：{self.problem}"
        if self.expected:
            told += f"；应为 {self.expected}"
        if self.nearest:
            told += f"；是否想写 {self.nearest}"
        return told


class StandardFaults(Exception):  # noqa: N818 - plural: it carries them all
    """Every fault found in one reading, so that a file is mended in one go."""

    def __init__(self, faults: Sequence[StandardFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def dotted(path: Path) -> str:
    """`acts.transfer.from 第2项`: as an author of the file would name the place."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f" 第{part + 1}项"
        else:
            text += f".{part}" if text else part
    return text


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, or "" when none is alike."""
    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return close[0] if close else ""
