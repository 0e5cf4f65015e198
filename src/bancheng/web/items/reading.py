"""谁看哪些事项: the lists a reader reads and keeps, asked once for a page."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404

from bancheng.items import browsing, lists
from bancheng.items.version_row import ItemVersion
from bancheng.people.unit import Unit
from bancheng.web.desk import Reader


@dataclass(frozen=True, slots=True)
class Shelf:
    """``units`` are the lists the reader reads, ``kept`` the codes of those they may change."""

    units: tuple[Unit, ...]
    kept: frozenset[str]

    @property
    def codes(self) -> list[str]:
        """The codes of the lists the reader reads."""
        return [unit.code for unit in self.units]

    @property
    def mine(self) -> list[Unit]:
        """The lists the reader may change."""
        return [unit for unit in self.units if unit.code in self.kept]

    def name_of(self, code: str) -> str:
        """What a list is called: its place."""
        return next((unit.shown for unit in self.units if unit.code == code), code)

    def item(self, unit: str, code: str) -> ItemVersion:
        """An item in force; what one may not read looks like what does not exist (404)."""
        found = browsing.in_force(self.codes, unit, code)
        if found is None:
            raise Http404
        return found

    def item_to_change(self, unit: str, code: str) -> ItemVersion:
        """The same, for those who keep its list."""
        if unit not in self.kept:
            raise Http404
        return self.item(unit, code)


def shelf_of(reader: Reader) -> Shelf:
    """From the organisation in memory."""
    kept = lists.keepable(reader.user)
    return Shelf(tuple(lists.readable(reader.user)), frozenset(unit.code for unit in kept))
