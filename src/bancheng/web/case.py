"""工单页: the case is the official form, filling itself; beside it what I may do and what is owed.

Everything comes out of one look through the read door.
"""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.casework.look import Look, look
from bancheng.casework.paper import VALUE, form_rows
from bancheng.core.acts import ACTS
from bancheng.core.calendar import CHINA
from bancheng.core.standard.papers import Form
from bancheng.web.approvals import requests
from bancheng.web.archive.on_case import package_card
from bancheng.web.attachments.card import files_card
from bancheng.web.behind_matter import behind
from bancheng.web.channels.on_case import their_card
from bancheng.web.desk import Reader, desk, show
from bancheng.web.enquiries.case_card import case_card
from bancheng.web.heading import heading
from bancheng.web.improvement.on_case import address_of_new_point
from bancheng.web.items.on_case import item_card
from bancheng.web.open_acts import Button, NotNow, buttons, not_now
from bancheng.web.other_side import linked_cards
from bancheng.web.oversight.on_case import beside_case
from bancheng.web.owed import owed, settled
from bancheng.web.rail import Milestone, milestones
from bancheng.web.story import story
from bancheng.web.text_not_arrived import text_not_arrived
from bancheng.web.words_of_time import ONE_DAY, clock_words, day_words

MASKED = frozenset({"name", "phone"})
IN_SIGHT = 3


@require_safe
@desk
def case_page(request: HttpRequest, reader: Reader, case_no: str) -> HttpResponse:
    """GET /cases/<number>/"""
    context = case_context(look(reader.user, case_no, reader.now))
    return show(request, reader, "web/case.html", context, at="search")


def case_context(found: Look) -> dict[str, object]:
    """Everything the page shows."""
    shown, more = shown_and_folded(buttons(found))
    rail = milestones(found)
    soon, later = soon_and_later(not_now(found), rail)
    return {
        "heading": heading(found),
        "standard": found.standard,
        "rail": [(m, _at(m.at, found.now)) for m in rail],
        "forms": [(form.title, form_rows(form, found)) for form in forms_begun(found)],
        "masked": MASKED,
        "story": story(found),
        "acts": shown,
        "more_acts": more,
        "soon": soon,
        "not_now": later,
        "requests": requests(found),
        "owed": owed(found),
        "settled": settled(found),
        "behind": behind(found),
        **case_card(found),
        "item_card": item_card(found),
        "beside": beside_case(found),
        "point_address": address_of_new_point(found),
        "files": files_card(found),
        "package": package_card(found),
        "linked": linked_cards(found),
        "theirs": their_card(found),
        "text_failed": text_not_arrived(found),
    }


def forms_begun(found: Look) -> list[Form]:
    """The regulation's first form, and each further one from the act on that writes in it."""
    done = {past.act for past in found.case.past}
    return [
        form
        for n, form in enumerate(found.standard.forms.values())
        if n == 0 or done & _acts_in(form)
    ]


def _acts_in(form: Form) -> set[str]:
    named = VALUE.findall(" ".join(line for row in form.rows for c in row for line in c.lines))
    return {name.partition(".")[0] for name in named} & set(ACTS)


def shown_and_folded(acts: list[Button]) -> tuple[list[Button], list[Button]]:
    """Everything owed stays in sight, with a few of the rest."""
    shown = [act for act in acts if act.owed]
    others = [act for act in acts if not act.owed]
    room = max(IN_SIGHT - len(shown), 1 if not shown else 0)
    return shown + others[:room], others[room:]


def soon_and_later(acts: list[NotNow], rail: list[Milestone]) -> tuple[list[NotNow], list[NotNow]]:
    """The reader's next steps of the route that wait for something, and whatever else is shut."""
    coming = {milestone.term for milestone in rail if milestone.standing != "did"}
    soon = [act for act in acts if act.term in coming][:1]
    return soon, [act for act in acts if act not in soon]


def _at(at: datetime | None, now: datetime) -> str:
    """The clock while it is near, only the day when it is past."""
    if at is None:
        return ""
    here = at.astimezone(CHINA)
    if now - here < ONE_DAY:
        return clock_words(here, now)
    return day_words(here.date(), now.astimezone(CHINA).date())
