"""工单页: the case is the official form, filling itself; beside it what I may do and what is owed.

Everything comes out of one look through the read door.
"""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.casework.look import Look, look
from bancheng.casework.paper import form_rows
from bancheng.core.calendar import CHINA
from bancheng.web.approvals import requests
from bancheng.web.desk import Reader, desk, show
from bancheng.web.heading import heading
from bancheng.web.open_acts import buttons, not_now
from bancheng.web.owed import owed, settled
from bancheng.web.rail import milestones
from bancheng.web.story import story
from bancheng.web.words_of_time import clock_words

MASKED = frozenset({"name", "phone"})


@require_safe
@desk
def case_page(request: HttpRequest, reader: Reader, case_no: str) -> HttpResponse:
    """GET /cases/<number>/"""
    context = case_context(look(reader.user, case_no, reader.now))
    return show(request, reader, "web/case.html", context, at="search")


def case_context(found: Look) -> dict[str, object]:
    """Everything the page shows."""
    form = next(iter(found.standard.forms.values()), None)
    return {
        "heading": heading(found),
        "standard": found.standard,
        "rail": [(m, _at(m.at, found.now)) for m in milestones(found.case, found.standard)],
        "form": form,
        "rows": form_rows(form, found) if form else [],
        "masked": MASKED,
        "story": story(found),
        "acts": buttons(found),
        "not_now": not_now(found),
        "requests": requests(found),
        "owed": owed(found),
        "settled": settled(found),
    }


def _at(at: datetime | None, now: datetime) -> str:
    return clock_words(at.astimezone(CHINA), now) if at else ""
