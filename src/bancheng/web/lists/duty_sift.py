"""待办的筛选: by act, kind, department, due time and green channel; offered is what is in the list.

Addresses carry codes only. A code that is none of the list's finds nothing, as an empty list would.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlencode

from django.http import QueryDict

from bancheng.casework.queries.brief import Brief, Wanted, When
from bancheng.core.permission import act_term
from bancheng.core.standard.standard import Standard
from bancheng.library import standards
from bancheng.people import directory

WHENS = {"late": "已超时", "today": "今天到期"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, and how many of all my duties it would leave."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Sifting:
    """What is asked for, what could be, and both as part of an address."""

    wanted: Wanted
    acts: list[Choice]
    kinds: list[Choice]
    units: list[Choice]
    whens: list[tuple[str, str]]
    green: int
    address: str

    @property
    def is_on(self) -> bool:
        """Whether anything is left out."""
        return self.wanted != Wanted()

    @property
    def is_offered(self) -> bool:
        """Whether there is anything to choose between, or chosen already."""
        return self.is_on or any(len(c) > 1 for c in (self.acts, self.kinds, self.units))


def wanted_of(sent: QueryDict) -> Wanted:
    """The filters an address names."""
    when = sent.get("when", "")
    return Wanted(
        act=sent.get("act", ""),
        kind=sent.get("kind", ""),
        unit=sent.get("unit", ""),
        when=cast("When", when if when in WHENS else ""),
        green=bool(sent.get("green")),
    )


def sifting(wanted: Wanted, every: Sequence[Brief]) -> Sifting:
    """The choices that all of my duties offer."""
    asked = {"act": wanted.act, "kind": wanted.kind, "unit": wanted.unit, "when": wanted.when}
    if wanted.green:
        asked["green"] = "1"
    return Sifting(
        wanted,
        _choices(every, wanted.act, lambda b: b.act, act_term),
        _choices(every, wanted.kind, lambda b: b.kind, _kind),
        _choices(every, wanted.unit, lambda b: b.unit, lambda _, code: directory.unit_name(code)),
        list(WHENS.items()),
        sum(brief.green for brief in every),
        urlencode({name: value for name, value in asked.items() if value}),
    )


def _choices(
    every: Iterable[Brief],
    chosen: str,
    value: Callable[[Brief], str | None],
    label: Callable[[Standard, str], str],
) -> list[Choice]:
    counted: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for brief in every:
        code = value(brief)
        if code:
            counted[code] += 1
            if code not in labels:
                labels[code] = label(standards.standard(brief.standard, brief.edition), code)
    return [
        Choice(code, labels[code], count, code == chosen) for code, count in counted.most_common()
    ]


def _kind(standard: Standard, code: str) -> str:
    return standard.kinds[code].label if code in standard.kinds else code
