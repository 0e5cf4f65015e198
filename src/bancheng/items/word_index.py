"""事项名称的词: the two-character words of all items that serve a centre, kept in memory.

A library of two thousand names is small, and every keystroke at the register may ask. The index is
kept until any version in these lists is newer than it.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from bancheng.items.stamp import Stamp, stamp
from bancheng.items.version_row import ItemVersion

ASIDE = re.compile(r"[（(][^（()）]*[）)]")
NOT_WORD = re.compile(r"[^\u3400-\u9fff\U00020000-\U0003ffffa-z]+")
SHOWN_PARTS = 3
_COUNTER_WORDS = (
    "办理申请申领申报登记审批许可备案核发查询证明变更注销延续补办领取材料咨询认定审核服务管理"
    "手续业务工作人员情况报告处理相关条例项目建设工程使用单位企业个人电话设施方案需要问题机关"
    "国家部门有关规定"
)
ORDINARY = frozenset(_COUNTER_WORDS[i : i + 2] for i in range(0, len(_COUNTER_WORDS), 2))
"""Words of every counter: in a small library they would look rare."""
ORDINARY_WEIGHS = 0.3
LONG_STRETCH = 4
TELLING = 0.7
"""A stretch tells an item by itself where each of its words is nearly as rare as can be."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An item in use; ``calls`` are its name without asides and its other names, all bare."""

    unit: str
    code: str
    version: int
    name: str
    department: str
    department_name: str
    calls: tuple[str, ...]


class WordIndex:
    """Items by the pairs of characters in what they are called."""

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = entries
        self._holding: defaultdict[str, set[int]] = defaultdict(set)
        for n, entry in enumerate(entries):
            for call in entry.calls:
                for pair in pairs(call):
                    self._holding[pair].add(n)

    def weight(self, pair: str) -> float:
        """A word that half of all names hold says nothing; one that few hold says much."""
        held = len(self._holding.get(pair, ()))
        if not held:
            return 0.0
        rare = math.log((len(self.entries) + 1) / (held + 0.5))
        return rare * ORDINARY_WEIGHS if pair in ORDINARY else rare

    def telling(self, stretch: str) -> bool:
        """Whether a stretch of a name is long and rare enough to mean that item and no other."""
        words = pairs(stretch)
        rarest = math.log((len(self.entries) + 1) / 1.5)
        weight = sum(self.weight(p) for p in words)
        return len(stretch) >= LONG_STRETCH and weight >= TELLING * rarest * len(words)

    def shares(self, said: str) -> dict[int, float]:
        """For each item with a word in the text: the weighed share of its best call found there."""
        spoken = {p for p in pairs(said) if p in self._holding}
        touched = {n for p in spoken for n in self._holding[p]}
        return {n: max(self._share(c, spoken) for c in self.entries[n].calls) for n in touched}

    def _share(self, call: str, spoken: set[str]) -> float:
        words = pairs(call)
        whole = sum(self.weight(p) for p in words)
        return sum(self.weight(p) for p in words if p in spoken) / whole if whole else 0.0

    def said_of(self, entry: Entry, said: str) -> list[str]:
        """The stretches of the text that are also in what the item is called, longest first."""
        spoken = set(pairs(said))
        call = max(entry.calls, key=lambda c: self._share(c, spoken))
        found: list[str] = []
        start = 0
        while start < len(call) - 1:
            end = start + 2
            while end <= len(call) and call[start:end] in said and " " not in call[start:end]:
                end += 1
            if end - 1 - start >= 2:
                found.append(call[start : end - 1])
                start = end - 1
            else:
                start += 1
        return sorted(dict.fromkeys(found), key=len, reverse=True)[:SHOWN_PARTS]


def bare(text: str) -> str:
    """Only letters, in small ones, and a blank where something else stood between."""
    return NOT_WORD.sub(" ", text.lower()).strip()


def pairs(text: str) -> list[str]:
    """The two-character words of a bare text, each once."""
    found = (text[i : i + 2] for i in range(len(text) - 1))
    return list(dict.fromkeys(pair for pair in found if " " not in pair))


def index_of(units: tuple[str, ...]) -> WordIndex:
    """The index of these lists, the nearest first; one small query unless something changed."""
    return _built(units, stamp(units))


@lru_cache(maxsize=32)
def _built(units: tuple[str, ...], at: Stamp) -> WordIndex:
    del at  # part of the key
    rows = ItemVersion.objects.filter(item__unit__in=units, current=True, active=True)
    found = [
        Entry(
            version.item.unit,
            version.item.code,
            version.number,
            version.name,
            version.department,
            version.department_name,
            tuple(_calls(version.name, version.aliases.splitlines())),
        )
        for version in rows.select_related("item").defer("conditions", "steps")
    ]
    return WordIndex(sorted(found, key=lambda e: (units.index(e.unit), e.code)))


def _calls(name: str, aliases: list[str]) -> list[str]:
    whole = bare(ASIDE.sub("", name)) or bare(name)
    return [whole, *(b for alias in aliases if (b := bare(alias)) and b != whole)]
