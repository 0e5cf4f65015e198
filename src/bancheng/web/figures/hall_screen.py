"""大厅屏: a full page for a wall, without a name, a case number or a number below five.

Nobody signs in at a wall, so its address is a long secret that can be ended. It asks for itself
again every minute.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bancheng.casework.surroundings import calendar_of
from bancheng.figures.bands import BANDS
from bancheng.figures.screens import Shown, month_and_year, screen_at
from bancheng.people import seats
from bancheng.people.sessions import asked_by_the_page

EVERY = 60  # seconds


@asked_by_the_page
@never_cache
@require_safe
def hall_screen(request: HttpRequest, key: str) -> HttpResponse:
    """GET /screen/<key>"""
    screen = screen_at(key)
    if screen is None:
        raise Http404
    now = timezone.localtime()
    calendar = calendar_of(screen.chain)
    today = calendar.local(now).date()
    month, year = month_and_year(screen.chain, today, now)
    context = {
        "centre": seats.unit_by_code(screen.chain),
        "parts": [(f"{today.month}月", _lines(month)), (f"{today.year}年", _lines(year))],
        "at": f"{calendar.local(now):%m月%d日 %H:%M}",
    }
    answer = render(request, "figures/hall_screen.html", context)
    answer["Cache-Control"] = "no-store"
    answer["Referrer-Policy"] = "no-referrer"
    answer["Refresh"] = str(EVERY)
    return answer


def _lines(shown: Shown) -> list[tuple[str, str]]:
    per_cent = shown.in_time_per_cent
    return [
        ("受理", _number(shown.accepted)),
        ("办结", _number(shown.ended)),
        ("从“办不成”到“办成”", _number(shown.done)),
        ("正在办", _number(shown.in_hand)),
        ("按期答复", "—" if per_cent is None else f"{per_cent}%"),
        ("用时（居中的）", BANDS[shown.middle][1] if shown.middle else "—"),
    ]


def _number(n: int | None) -> str:
    return "—" if n is None else str(n)
