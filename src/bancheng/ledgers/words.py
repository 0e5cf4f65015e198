"""规范的用词: labels of one standard and names of people and units, each looked up once."""

from __future__ import annotations

from dataclasses import dataclass, field

from bancheng.casework.names import Names
from bancheng.core.ask import LISTS, Ask, Shape
from bancheng.core.event import Json
from bancheng.core.given import options
from bancheng.core.standard.standard import Standard


@dataclass(slots=True)
class Words:
    """A ledger asks for the same few labels thousands of times."""

    standard: Standard
    names: Names
    _labels: dict[str, dict[str, str]] = field(default_factory=dict, repr=False)
    _told: dict[tuple[str, str], str] = field(default_factory=dict, repr=False)

    def labels(self, source: str) -> dict[str, str]:
        """The labels of a closed list."""
        if source not in self._labels:
            self._labels[source] = options(source, self.standard) or {}
        return self._labels[source]

    def told(self, ask: Ask, value: Json) -> str:
        """A sealed value in words."""
        if ask.shape in LISTS or ask.shape is Shape.FILES or not isinstance(value, str):
            return self.names.value(ask, value)
        key = (ask.name, value)
        if key not in self._told:
            self._told[key] = self.names.value(ask, value)
        return self._told[key]
