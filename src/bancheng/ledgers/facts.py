"""一件的事实: a case's row, its entries and its texts, as the columns of a ledger ask for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bancheng.casework.case_row import CaseRow
from bancheng.casework.speaking import ERASED
from bancheng.journal.envelope import Recorded
from bancheng.ledgers.words import Words

Texts = Mapping[tuple[int, str], str | None]
RESULTS = frozenset({"result", "opinion", "basis"})


@dataclass(slots=True)
class CaseFacts:
    """``entries`` as far as the ledger goes, oldest first; ``texts`` by (position, field)."""

    row: CaseRow
    words: Words
    entries: Sequence[Recorded]
    texts: Texts
    entry: Recorded | None = None
    _last: dict[str, Recorded] | None = field(default=None, repr=False)
    _limit: tuple[datetime | None, datetime | None] | None = field(default=None, repr=False)

    def about(self, entry: Recorded) -> CaseFacts:
        """The same case, of which this entry is told."""
        return CaseFacts(self.row, self.words, self.entries, self.texts, entry)

    def last(self, act: str) -> Recorded | None:
        """The last time this act was done and took effect."""
        if self._last is None:
            self._last = self._in_force()
        return self._last.get(act)

    def _in_force(self) -> dict[str, Recorded]:
        found: dict[str, Recorded] = {}
        waiting: dict[object, Recorded] = {}
        for entry in self.entries:
            act = str(entry.body.get("act", ""))
            if entry.body.get("pending"):
                waiting[entry.version] = entry
                continue
            found[act] = entry
            if act == "approve" and (asked := waiting.get(data_of(entry).get("request"))):
                found[str(asked.body["act"])] = asked
        return found

    def text(self, name: str, entry: Recorded | None = None) -> str:
        """A text of this entry; of the whole case the latest one, corrections included."""
        for each in [entry] if entry else reversed(self.entries):
            if name in each.fields:
                found = self.texts.get((each.position, name))
                return ERASED if found is None else found
        return ""

    def limit(self) -> tuple[datetime | None, datetime | None]:
        """When the answer is due as first set, and until when it was extended since.

        That of the last answer owed: a case that is done again has a new one.
        """
        if self._limit is None:
            self._limit = self._read_limit()
        return self._limit

    def _read_limit(self) -> tuple[datetime | None, datetime | None]:
        owed, due, extended = "", None, None
        for entry in self.entries:
            for duty in _list(entry, "opened"):
                if duty.get("means") in RESULTS and duty.get("due") and not duty.get("person"):
                    owed, due, extended = str(duty["id"]), _instant(duty["due"]), None
            for moved in _list(entry, "moved"):
                if moved.get("duty") == owed:
                    if moved.get("why") == "extended":
                        extended = _instant(moved["due"])
                    elif extended is None:
                        due = _instant(moved["due"])
        return due, extended


def data_of(entry: Recorded) -> Mapping[str, Any]:
    """The codes that an act recorded."""
    data = entry.body.get("data")
    return data if isinstance(data, dict) else {}


def _list(entry: Recorded, name: str) -> list[dict[str, Any]]:
    found = entry.body.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))
