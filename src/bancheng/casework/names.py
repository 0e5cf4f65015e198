"""Names for codes: people and units as they are called, whatever a value is shown in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bancheng.core.ask import LISTS, Ask, Shape
from bancheng.core.event import Json
from bancheng.core.given import options
from bancheng.core.permission import role_term
from bancheng.core.refusal import Refusal
from bancheng.core.standard.standard import Standard
from bancheng.people.chart import Chart, current

UNITS = frozenset({Shape.UNIT, Shape.UNITS})
USERS = frozenset({Shape.USER, Shape.USERS})


@dataclass(frozen=True)
class Names:
    """The organisation's names, and the standard's words."""

    chart: Chart
    standard: Standard

    def user(self, username: str) -> str:
        """A person's name; «系统» and «诉求人» for those without an account."""
        somebody = self.chart.people.get(username)
        return somebody.name if somebody else role_term(self.standard, username)

    def told(self, refusal: Refusal) -> Refusal:
        """A refusal that calls people by their names."""
        return refusal.naming(self.user(refusal.user)) if refusal.user else refusal

    def unit(self, code: str | None) -> str:
        """A unit's short name; the code itself where nobody is known by it."""
        known = self.chart.units.get(code or "")
        return known.shown if known else (code or "")

    def value(self, ask: Ask, value: Json) -> str:
        """A sealed value in words."""
        if value is None or value == []:
            return ""
        if ask.shape is Shape.FILES and isinstance(value, list):
            return f"{len(value)} 个"
        if ask.shape in LISTS and isinstance(value, list):
            return "、".join(self._one(ask, str(v)) for v in value)
        if isinstance(value, bool):
            return self._flag(ask, value)
        return self._one(ask, str(value))

    def _one(self, ask: Ask, value: str) -> str:
        if ask.shape in UNITS:
            return self.unit(value)
        if ask.shape in USERS:
            return self.user(value)
        if ask.shape is Shape.ITEM:
            code, _, version = value.rpartition("/")[2].partition("@")
            return f"{code}（第 {version} 版）"
        labels: Mapping[str, str] | None = options(ask.options, self.standard)
        return (labels or {}).get(value, value)

    def _flag(self, ask: Ask, value: bool) -> str:
        if ask.name == "understood":
            return "诉求人表示理解" if value else "诉求人未表示理解"
        return "是" if value else "否"


def names_for(standard: Standard) -> Names:
    """The names in force now."""
    return Names(current(), standard)
