"""校验识别词: a word that speaks for two kinds, or for two grounds, speaks for neither."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from bancheng.core.standard.faults import Path
from bancheng.core.standard.standard import Standard
from bancheng.core.standard.vocabulary import Ground, Kind

LEAST = 2
ANYTHING = "…"


class Linter(Protocol):
    """What is asked of the linter: to note a fault."""

    standard: Standard

    def fault(self, path: Path, problem: str, expected: str = "", near: str = "") -> None: ...


def signs(linter: Linter) -> None:
    """The words of the kinds, then those of the grounds."""
    _of_section(linter, "kinds", linter.standard.kinds)
    _of_section(linter, "grounds", linter.standard.grounds)


def _of_section(linter: Linter, section: str, rules: Mapping[str, Kind | Ground]) -> None:
    first: dict[str, str] = {}
    for name, rule in rules.items():
        path: Path = (section, name, "signs", "words")
        for word in rule.signs.words if rule.signs else ():
            if len(word.replace(ANYTHING, "")) < LEAST:
                linter.fault(path, f"识别词“{word}”太短，什么都会碰上", "至少两个字")
            elif first.setdefault(word, name) != name:
                linter.fault(path, f"识别词“{word}”已经写在“{first[word]}”下面")
