"""值班表: a week or a month of every window of a hall, with the gaps named (XF-5, SC-8.2)."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from bancheng.people import leader_days
from bancheng.web.cites import cites
from bancheng.web.desk import Reader, desk, show
from bancheng.web.rota.days import Sheet, month_of, sheets, week_of
from bancheng.web.rota.halls import Hall, hall_of, read_day

WEEK, MONTH = "week", "month"
NAMED = 6
"""So many gaps are named above the rota; the rest are counted."""


@require_safe
@desk
def rota_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /rota/?on=2026-11-23&view=week"""
    hall = hall_of(request, reader)
    view = MONTH if request.GET.get("view") == MONTH else WEEK
    context = board(hall, reader, asked_day(request, reader), view)
    return show(request, reader, "rota/board.html", context, at="rota")


@require_safe
@desk
def rota_sheet(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /rota/sheet: the same for the wall, on paper."""
    hall = hall_of(request, reader)
    view = MONTH if request.GET.get("view") == MONTH else WEEK
    context = board(hall, reader, asked_day(request, reader), view)
    context["printed"] = f"{reader.now:%Y-%m-%d %H:%M}"
    return show(request, reader, "rota/sheet.html", context, at="rota")


def asked_day(request: HttpRequest, reader: Reader) -> date:
    """The day the page is about; today where none is asked."""
    return read_day(request.GET.get("on", ""), reader.now.date())


def board(hall: Hall, reader: Reader, day: date, view: str) -> dict[str, object]:
    """Everything the page shows."""
    days = month_of(day) if view == MONTH else week_of(day)
    found = sheets(hall, days, reader.now)
    gaps = [(sheet, day_, line) for sheet in found for day_, line in sheet.gaps]
    shown = gaps[:NAMED]
    rule = hall.standard.rota
    in_hall = leader_days.between(hall.centre, days[0], days[-1])
    return {
        "hall": hall,
        "view": view,
        "day": day,
        "title": title(days, day, view),
        "sheets": found,
        "weeks": [(sheet, _weeks(sheet)) for sheet in found],
        "gaps": shown,
        "more_gaps": len(gaps) - len(shown),
        "many": len(found) > 1,
        "cites": cites(hall.standard, rule.cites) if rule else "",
        "in_hall": [one for one in in_hall if one.called_off_at is None],
        "before": _address(hall, _moved(day, view, -1), view),
        "after": _address(hall, _moved(day, view, 1), view),
        "now": _address(hall, None, view),
        "other_view": _address(hall, day, WEEK if view == MONTH else MONTH),
        "sheet": f"{reverse('rota-sheet')}?{_query(hall, day, view)}",
        "next_monday": week_of(day)[0] + timedelta(days=7),
        "monday": week_of(day)[0],
    }


def title(days: list[date], day: date, view: str) -> str:
    """``11月23日至29日`` of a week, ``2026年11月`` of a month."""
    if view == MONTH:
        return f"{day.year}年{day.month}月"
    first, last = days[0], days[-1]
    month = "" if first.month == last.month else f"{last.month}月"
    return f"{first.month}月{first.day}日至{month}{last.day}日"


def _weeks(sheet: Sheet) -> list[Sheet]:
    rows = [sheet.days[n : n + 7] for n in range(0, len(sheet.days), 7)]
    return [Sheet(sheet.window, sheet.hours, row) for row in rows]


def _moved(day: date, view: str, step: int) -> date:
    if view == WEEK:
        return day + timedelta(days=7 * step)
    first = day.replace(day=1)
    return (first + timedelta(days=32 if step > 0 else -1)).replace(day=1)


def _query(hall: Hall, day: date | None, view: str) -> str:
    asked = {"hall": hall.centre.code, "view": view}
    return urlencode(asked | ({"on": day.isoformat()} if day else {}))


def _address(hall: Hall, day: date | None, view: str) -> str:
    return f"{reverse('rota')}?{_query(hall, day, view)}"
