"""一件的事实: a case's gist and its texts, as the columns of a ledger ask for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bancheng.casework.speaking import ERASED
from bancheng.ledgers.gist import Act, Gist
from bancheng.ledgers.words import Words

Texts = Mapping[tuple[str, int, str], str | None]


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """``texts`` by (case, position, field); ``entry`` is the act that the row is about, if any."""

    case_no: str
    words: Words
    gist: Gist
    texts: Texts
    entry: Act | None = None

    def text(self, name: str) -> str:
        """The case's latest text of that name, corrections included."""
        position = self.gist["texts"].get(name)
        return "" if position is None else self._at(position, name)

    def last(self, act: str) -> Act | None:
        """The last time this act was done and took effect."""
        found = self.gist["acts"].get(act)
        return Act(*found) if found else None

    def text_of(self, entry: Act, name: str) -> str:
        """The text beside one entry."""
        return self._at(entry.position, name) if name in entry.beside else ""

    def _at(self, position: int, name: str) -> str:
        found = self.texts.get((self.case_no, position, name))
        return ERASED if found is None else found
