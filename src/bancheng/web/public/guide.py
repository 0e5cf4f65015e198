"""这里收什么: what the window takes, what it does not, and where else to go.

Read off the standard's own grounds and refusals, in its plain words where it has some, and the
directory that the window keeps and checks.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.core.standard.vocabulary import Labelled
from bancheng.counter import directory
from bancheng.people import seats
from bancheng.people.unit import Unit
from bancheng.web.public.visit import Visit, public, show


@require_safe
@public
def guide_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """GET /w/<centre>/guide"""
    standard = visit.standard
    places = directory.listed(visit.centre.code, visit.now)
    named = {reason for line in places for reason in line.place.refusals}
    context = {
        "taken": [_plain(ground) for ground in standard.grounds.values()],
        "elsewhere": [
            (
                _plain(reason),
                reason.where_to_go or "",
                [line.place for line in places if name in line.place.refusals],
            )
            for name, reason in standard.refusals.items()
        ],
        "places": [line.place for line in places if not named & set(line.place.refusals)],
        "watching": _watching(visit),
    }
    return show(request, visit, "public/guide.html", context)


def _plain(word: Labelled) -> str:
    return word.plain or word.label


def _watching(visit: Visit) -> list[Unit]:
    """Whom to call about the people of the window itself: a body that holds complaints."""
    return [body for body in seats.bodies(visit.centre) if body.phone]
