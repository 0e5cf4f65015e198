"""这里收什么: what the window takes, what it does not, where else to go, what to bring, how long.

Read off the standard's own grounds, refusals and limits, in its plain words where it has some, and
the directory that the window keeps and checks. The standard's words stay Chinese in English, too,
and are marked so; what they are, and all else, is said in English.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.core.standard.standard import Standard
from bancheng.core.standard.vocabulary import Labelled
from bancheng.counter import directory
from bancheng.people import seats
from bancheng.people.unit import Unit
from bancheng.petitioner.acting import ROLE
from bancheng.petitioner.how_long import how_long
from bancheng.web.public.dates import within_words
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
        "steps": [
            (step, within_words(step.limits, visit), len(step.limits) > 1)
            for step in how_long(standard)
        ],
        "ask_review": _is_theirs(standard, "ask_review"),
        "say_unsettled": _is_theirs(standard, "rate") or _is_theirs(standard, "reopen"),
        "windows": [
            {
                "name": window.name,
                "address": window.place or visit.centre.address,
                "hours": "、".join(window.hours or visit.centre.office_hours),
                "phone": window.phone or visit.centre.phone,
            }
            for window in visit.windows
        ],
        "watching": _watching(visit),
    }
    return show(request, visit, "public/guide.html", context)


def _plain(word: Labelled) -> str:
    return word.plain or word.label


def _is_theirs(standard: Standard, act: str) -> bool:
    """Whether this act is the petitioner's own."""
    rule = standard.acts.get(act)
    return rule is not None and ROLE in rule.by


def _watching(visit: Visit) -> list[Unit]:
    """Whom to call about the people of the window itself: a body that holds complaints."""
    return [body for body in seats.bodies(visit.centre) if body.phone]
