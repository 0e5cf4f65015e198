"""窗口在哪里: every window that works here — its place, hours, phone, and whether it is open.

Who stands there is named only where the centre has chosen so.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.casework.surroundings import calendar_of
from bancheng.counter import choices
from bancheng.library import standards
from bancheng.people import attendance
from bancheng.people.chart import current
from bancheng.people.unit import Form, Unit
from bancheng.people.window import Window
from bancheng.web.public.visit import Visit, public, show
from bancheng.web.words_of_standing import standing_outside, standing_words


@dataclass(frozen=True, slots=True)
class ShownWindow:
    """A window as a visitor looks for it; ``on_duty``: by surname, or whole where the centre
    wants that; empty while it is closed or nobody stands there."""

    name: str
    place: str
    phone: str
    hours: str
    open_now: bool
    on_duty: str


@dataclass(frozen=True, slots=True)
class Hall:
    """A centre with its windows; ``here`` is the one whose pages these are."""

    centre: Unit
    windows: tuple[ShownWindow, ...]
    here: bool


@require_safe
@public
def windows_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """GET /w/<centre>/windows"""
    found: dict[str, list[Window]] = {}
    rows = Window.objects.filter(active=True, centre__active=True).select_related("centre")
    for window in rows.order_by("centre__sort", "centre__code", "sort", "pk"):
        found.setdefault(window.centre.code, []).append(window)
    units = current().units
    halls = [
        _hall(units[code], windows, visit)
        for code, windows in found.items()
        if code in units and units[code].form == Form.CENTRE
        if units[code].standard in standards.ids()
    ]
    halls.sort(key=lambda hall: not hall.here)
    return show(request, visit, "public/windows.html", {"halls": halls})


def _hall(centre: Unit, windows: list[Window], visit: Visit) -> Hall:
    calendar = calendar_of(centre)
    today = calendar.local(visit.now).date()
    sessions = [str(s) for s in calendar.hours.on(today)] if calendar.works(today) else []
    words = standing_words if choices.chosen(centre, choices.NAMES_SHOWN) else standing_outside

    def shown(window: Window) -> ShownWindow:
        is_open = attendance.is_open(window, visit.now, sessions)
        return ShownWindow(
            window.name,
            window.place or centre.address,
            window.phone or centre.phone,
            "、".join(window.hours or centre.office_hours),
            is_open,
            "、".join(words(attendance.stood_at(window, visit.now))) if is_open else "",
        )

    return Hall(centre, tuple(map(shown, windows)), centre.code == visit.centre.code)
