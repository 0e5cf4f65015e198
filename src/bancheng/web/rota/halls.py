"""哪个大厅: which hall a page of this area is about, and what its reader may do there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from bancheng.casework import rota_keeping
from bancheng.casework.surroundings import calendar_of, standard_for
from bancheng.core.calendar import WorkCalendar
from bancheng.core.standard.standard import Standard
from bancheng.people import directory
from bancheng.people.chart import current
from bancheng.people.models import Unit, User, Window
from bancheng.web.cites import cites
from bancheng.web.desk import Reader


@dataclass(frozen=True)
class Hall:
    """A hall as one person sees it: ``keeps`` whether they write its rota."""

    centre: Unit
    others: tuple[Unit, ...]
    standard: Standard
    calendar: WorkCalendar
    keeps: bool

    @property
    def zone(self) -> tzinfo:
        """The hall's own clock."""
        return self.calendar.zone

    def windows(self) -> list[Window]:
        """Its windows in use."""
        return list(Window.objects.filter(centre=self.centre, active=True))

    def staff(self, at: datetime | None = None) -> list[User]:
        """Everybody with a post that counts in this hall, those of the hall itself first."""
        lines = directory.staff_of(self.centre, at)
        near = {
            line.person.username: line.unit.pk != self.centre.pk
            for line in sorted(lines, key=lambda line: line.unit.pk == self.centre.pk)
        }
        users = User.objects.filter(username__in=near, is_active=True)
        return sorted(users, key=lambda user: (near[user.username], user.pk))

    def at_window(self, at: datetime | None = None) -> list[User]:
        """Those who may take turns at a window: with a post in the hall itself or its stations."""
        near = {
            line.person.username
            for line in directory.staff_of(self.centre, at)
            if within(line.unit, self.centre)
        }
        return [user for user in self.staff(at) if user.username in near]

    def cites(self, page: str) -> SafeString:
        """The clauses of the standard that say they are served by a page of this name."""
        clauses = self.standard.clauses.items()
        return cites(self.standard, [name for name, rule in clauses if rule.where == page])


def within(unit: Unit, centre: Unit) -> bool:
    """Whether a unit is the hall itself or stands under it."""
    return any(above.pk == centre.pk for above in current().lines.get(unit.code, ()))


def hall_of(request: HttpRequest, reader: Reader, *, must_keep: bool = False) -> Hall:
    """The hall named in the address or the form, else the reader's first. Http404 where it is none
    of theirs, or they would have to write its rota and may not."""
    asked = request.POST.get("hall") or request.GET.get("hall", "")
    known = rota_keeping.halls_of(reader.user, reader.now)
    centre = next((u for u in known if u.code == asked), None)
    if centre is None and known and not asked:
        centre = known[0]
    if centre is None:
        raise Http404("no hall of the reader's")
    return hall_at(centre, reader, known, must_keep=must_keep)


def hall_at(
    centre: Unit, reader: Reader, known: list[Unit] | None = None, *, must_keep: bool = False
) -> Hall:
    """A hall by its unit. Http404 where the reader has no part in it."""
    known = rota_keeping.halls_of(reader.user, reader.now) if known is None else known
    if all(unit.pk != centre.pk for unit in known):
        raise Http404(centre.code)
    keeps = rota_keeping.keeps_rota(reader.user, centre, reader.now)
    if must_keep and not keeps:
        raise Http404(centre.code)
    standard = standard_for(centre, reader.now.date())
    others = tuple(unit for unit in known if unit.pk != centre.pk)
    return Hall(centre, others, standard, calendar_of(centre), keeps)


def read_day(text: str, otherwise: date) -> date:
    """A day of an address or a field; ``otherwise`` where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return otherwise


def local_moment(day: date, clock: str, zone: tzinfo) -> datetime | None:
    """A day and ``09:30`` as a moment; None where that is no time."""
    try:
        parsed = datetime.fromisoformat(f"{day.isoformat()}T{clock.strip()}")
    except ValueError:
        return None
    return parsed.replace(tzinfo=zone) if timezone.is_naive(parsed) else None


def read_moment(text: str, zone: tzinfo) -> datetime | None:
    """A browser's ``2026-03-02T09:30`` on the hall's clock; None where that is no time."""
    try:
        parsed = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return parsed.replace(tzinfo=zone) if timezone.is_naive(parsed) else parsed
