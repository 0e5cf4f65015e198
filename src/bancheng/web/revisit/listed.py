"""回访名单: the cases of a campaign, with both results beside each other, fifty at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_GET

from bancheng.casework.revisiting import Glimpse
from bancheng.library import standards
from bancheng.people import directory
from bancheng.people.chart import current
from bancheng.people.user import User
from bancheng.revisit.authority import campaign_for
from bancheng.revisit.calling import entries_for
from bancheng.revisit.entry_row import DONE, STATES, Entry
from bancheng.revisit.seeing import glimpses
from bancheng.web.desk import Reader, desk, show

AT_ONCE = 50
NO_CALLBACK = "没有回访结果"


@dataclass(frozen=True, slots=True)
class Row:
    """One case on the list."""

    entry: Entry
    centre: str
    line: str
    name: str
    state: str
    caller: str
    window: str
    found: str
    differs: bool
    standing: str
    conduct: bool


@require_GET
@desk
def listed_page(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """GET /revisit/<pk>/list?state=…&centre=…&mine=1&differs=1&after=…"""
    campaign = campaign_for(reader.user, pk, reader.now)
    everything = entries_for(reader.user, campaign)
    kept = codes_of(request.GET)
    asked = sifted(everything, kept, reader.user)
    after = _number(request.GET.get("after", ""))
    n = asked.count()
    page = list(asked.filter(pk__gt=after).order_by("pk")[: AT_ONCE + 1])
    seen = glimpses(reader.user, [entry.case_no for entry in page[:AT_ONCE]])
    centres = everything.order_by("chain").values_list("chain", flat=True).distinct()
    left = asked.filter(pk__gt=page[AT_ONCE - 1].pk).count() if len(page) > AT_ONCE else 0
    context = {
        "campaign": campaign,
        "unit": directory.unit_name(campaign.unit),
        "rows": [row_of(entry, seen.get(entry.case_no)) for entry in page[:AT_ONCE]],
        "n": n,
        "left": left,
        "next": urlencode({**kept, "after": page[AT_ONCE - 1].pk}) if left else "",
        "states": STATES.items(),
        "centres": [(code, directory.unit_name(code)) for code in centres],
        "asked": kept,
        "codes": urlencode(kept),
    }
    return show(request, reader, "revisit/listed.html", context, at="revisit")


def codes_of(sent: QueryDict) -> dict[str, str]:
    """What an address asks for, as it is kept: known codes, and nothing that somebody made up."""
    found = {"state": sent.get("state", ""), "centre": sent.get("centre", "")[:40]}
    found |= {name: "1" for name in ("mine", "differs") if sent.get(name)}
    found["state"] = found["state"] if found["state"] in STATES else ""
    found["centre"] = found["centre"] if found["centre"] in current().units else ""
    return {name: value for name, value in found.items() if value}


def sifted(entries: QuerySet[Entry], codes: Mapping[str, str], user: User) -> QuerySet[Entry]:
    """The lines that are asked for."""
    if "state" in codes:
        entries = entries.filter(state=codes["state"])
    if "centre" in codes:
        entries = entries.filter(chain=codes["centre"])
    if "mine" in codes:
        entries = entries.filter(caller=user.username)
    if "differs" in codes:
        entries = entries.filter(state=DONE).exclude(window_satisfaction="")
        entries = entries.exclude(window_satisfaction=F("satisfaction"))
    return entries


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 15 else 0


def row_of(entry: Entry, glimpse: Glimpse | None) -> Row:
    """A line of the list, with both results in the words of the case's own standard."""
    callback = standards.standard(entry.standard, entry.edition).callback

    def words(solved: str, satisfaction: str) -> str:
        grade = callback.scale.get(satisfaction)
        done = {str(key): label for key, label in callback.solved.items()}.get(solved, "")
        return "，".join(part for part in (done, grade.label if grade else "") if part)

    compared = entry.state == DONE and bool(entry.window_satisfaction)
    return Row(
        entry=entry,
        centre=directory.unit_name(entry.chain),
        line=glimpse.matter if glimpse and glimpse.matter else "",
        name=glimpse.name if glimpse else "",
        state=STATES[entry.state],
        caller=directory.name_of(entry.done_by or entry.caller)
        if entry.done_by or entry.caller
        else "",
        window=words(entry.window_solved, entry.window_satisfaction) or NO_CALLBACK,
        found=words(entry.solved, entry.satisfaction),
        differs=compared
        and (entry.window_solved, entry.window_satisfaction) != (entry.solved, entry.satisfaction),
        standing=standing(entry, glimpse),
        conduct=bool(glimpse and glimpse.conduct),
    )


def standing(entry: Entry, glimpse: Glimpse | None) -> str:
    """What has become of the case since it came on the list; empty where nothing has."""
    if glimpse is None:
        return ""
    if not glimpse.closed:
        return "正在重新办理，办结以后再回访"
    if entry.done_round is not None and glimpse.round > entry.done_round:
        return "回访以后重新办理过，可以再问一次"
    if glimpse.round > entry.listed_round:
        return "列入以后重新办理过"
    return ""
