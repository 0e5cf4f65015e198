"""在哪个窗口: the centre whose books a page shows, and the page for whoever has no counter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest

from bancheng.casework.surroundings import calendar_of, standard_for
from bancheng.core.standard.standard import Standard
from bancheng.counter.staff import counters_of
from bancheng.people.unit import Unit
from bancheng.web.desk import Reader


@dataclass(frozen=True, slots=True)
class AtCounter:
    """The centre, the others this person could choose, its standard, and the hall's today."""

    centre: Unit
    others: tuple[Unit, ...]
    standard: Standard
    today: date

    @property
    def code(self) -> str:
        """The centre's code."""
        return self.centre.code


def at_counter(request: HttpRequest, reader: Reader) -> AtCounter:
    """The named centre, else the first one; 404 for whoever works at no counter."""
    centres = counters_of(reader.user)
    if not centres:
        raise Http404
    wanted = request.POST.get("at") or request.GET.get("at", "")
    centre = next((c for c in centres if c.code == wanted), centres[0])
    today = calendar_of(centre).local(reader.now).date()
    others = tuple(c for c in centres if c.code != centre.code)
    return AtCounter(centre, others, standard_for(centre, today), today)


def works_at_a_counter(reader: Reader) -> bool:
    """For the side list: whoever may register somewhere."""
    return not reader.is_administrator and bool(counters_of(reader.user))
