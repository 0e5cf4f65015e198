"""回访进度: how far a campaign has come, and how its answers differ from the window's callback."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from bancheng.core.calendar import CHINA
from bancheng.core.refusal import Refusal
from bancheng.people import directory
from bancheng.revisit.authority import campaign_for, centres_under
from bancheng.revisit.calling import give_back, take_some
from bancheng.revisit.campaign_row import Campaign
from bancheng.revisit.campaigns import end_campaign
from bancheng.revisit.entry_row import REFUSED, UNREACHED, WRONG_NUMBER
from bancheng.revisit.progress import (
    NONE,
    Difference,
    Part,
    by_caller,
    by_centre,
    difference,
    total,
)
from bancheng.web.desk import Reader, desk, show
from bancheng.web.words_of_time import clock_words


@dataclass(frozen=True, slots=True)
class Line:
    """One centre of the table, or the sum."""

    name: str
    chain: str
    part: Part
    refused: int
    wrong_number: int
    unreached: int
    rate: str


@require_http_methods(["GET", "POST"])
@desk
def campaign_page(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """GET and POST /revisit/<pk>/; POST takes cases, gives them back, or ends the campaign."""
    campaign = campaign_for(reader.user, pk, reader.now)
    if request.method == "POST":
        _does(request, reader, campaign)
        to_mine = request.POST.get("do") == "take"
        answer = redirect("revisit-list" if to_mine else "revisit-campaign", pk=pk)
        if to_mine:
            answer["Location"] += "?mine=1&state=waiting"
        answer.status_code = 303
        return answer
    parts = by_centre(reader.user, campaign)
    whole = total(parts)
    found = difference(reader.user, campaign)
    context = {
        "campaign": campaign,
        "unit": directory.unit_name(campaign.unit),
        "opened": _who(campaign.opened_by, clock_words(_local(campaign.opened_at), reader.now)),
        "ended": campaign.ended_at
        and _who(campaign.ended_by, clock_words(_local(campaign.ended_at), reader.now)),
        "sum": line("合计", "", whole),
        "lines": _lines(campaign, parts),
        "callers": [
            (directory.name_of(one.username), one) for one in by_caller(reader.user, campaign)
        ],
        "difference": found,
        "table": _table(found),
    }
    return show(request, reader, "revisit/campaign.html", context, at="revisit")


def _does(request: HttpRequest, reader: Reader, campaign: Campaign) -> None:
    what = request.POST.get("do", "")
    try:
        if what == "take":
            n = take_some(reader.user, campaign, reader.now)
            words = f"领到 {n} 件，列在下面。" if n else "没有未领的了，可以帮同事打。"
            messages.success(request, words)
        elif what == "give":
            n = give_back(reader.user, campaign)
            messages.success(request, f"放回 {n} 件，别人可以领。")
        elif what == "end" and end_campaign(campaign, reader.user, reader.now):
            messages.success(request, "这一批已经结束，结果不再变。")
    except Refusal as refusal:
        messages.error(request, refusal.sentence)


def line(name: str, chain: str, part: Part) -> Line:
    """A line of the table; the rate with its n, or why there is none."""
    rate = part.good_rate
    said = f"{part.good} / {part.done}" + (f"（{rate}%）" if rate is not None else "")
    states = part.states
    return Line(
        name,
        chain,
        part,
        states[REFUSED],
        states[WRONG_NUMBER],
        states[UNREACHED],
        said if part.done else "还没有",
    )


def _lines(campaign: Campaign, parts: dict[str, Part]) -> list[Line]:
    """In the order of the tree; a centre without a closed case stands there too."""
    order = [unit.code for unit in centres_under(campaign.unit)]
    order += [chain for chain in sorted(parts) if chain not in order]
    return [line(directory.unit_name(c), c, parts.get(c, Part())) for c in order]


def _table(found: Difference) -> list[tuple[str, list[tuple[str, int, bool]]]]:
    """Rows: what the window found; columns: what the revisit found; the same on both marked."""
    rows = [*found.labels, NONE]
    return [
        (row, [(column, found.table[row, column], row == column) for column in found.labels])
        for row in rows
    ]


def _local(at: datetime) -> datetime:
    return at.astimezone(CHINA)


def _who(username: str, at: str) -> str:
    return f"{at} {directory.name_of(username)}"
