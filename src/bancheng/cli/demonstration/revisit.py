"""全量回访 of a demonstration: the level above has begun to ask, and some have answered.

`demo/revisit.yaml` of a standard says what; a body that has a campaign keeps it as it is.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from bancheng.casework.queries import search
from bancheng.core.standard.source import check, read
from bancheng.core.standard.sourced import NonEmpty, Strict
from bancheng.people.unit import Unit
from bancheng.people.user import User
from bancheng.revisit.calling import entry_for, note_in_vain, note_result
from bancheng.revisit.campaign_row import Campaign
from bancheng.revisit.campaigns import open_campaign
from bancheng.revisit.entry_row import Entry

FILE = "revisit.yaml"


class CallPlan(Strict):
    """One call about the newest case that these words find: ``in_vain``, or what was answered."""

    by: NonEmpty
    case_with: NonEmpty
    in_vain: str = ""
    solved: str = ""
    satisfaction: str = ""
    said: str = ""


class RevisitPlan(Strict):
    """A campaign over what was closed from so many days before now until so many after."""

    unit: NonEmpty
    opened_by: NonEmpty
    days_before: int
    days_after: int
    found_by: NonEmpty
    calls: list[CallPlan] = []


class RevisitsPlan(Strict):
    """`revisit.yaml`."""

    revisits: list[RevisitPlan]


def revisit(folder: Path, standard: str, now: datetime) -> None:
    """Begin what the demonstration of a standard has. Raises StandardFaults."""
    file = folder / standard / "demo" / FILE
    if not file.exists():
        return
    source = read(file.read_text("utf-8"), f"{standard}/demo/{FILE}")
    for plan in check(RevisitsPlan, source).revisits:
        if not Campaign.objects.filter(unit=plan.unit).exists():
            _begin(plan, now)


def _begin(plan: RevisitPlan, now: datetime) -> None:
    unit, caller = Unit.objects.get(code=plan.unit), User.objects.get(username=plan.opened_by)
    first = (now - timedelta(days=plan.days_before)).date()
    last = (now + timedelta(days=plan.days_after)).date()
    campaign = open_campaign(caller, unit, first, last, _command(plan, "open"), now)
    for call in plan.calls:
        _call(plan, campaign, call, now)


def _call(plan: RevisitPlan, campaign: Campaign, call: CallPlan, now: datetime) -> None:
    found = search(User.objects.get(username=plan.found_by), call.case_with, 1)
    numbers = [line.case.case_no for line in found]
    caller, command = User.objects.get(username=call.by), _command(plan, call.case_with)
    if not Entry.objects.filter(campaign=campaign, case_no__in=numbers).exists():
        return  # somebody trying the program has taken it up again
    entry = entry_for(caller, campaign, numbers[0])
    if call.in_vain:
        note_in_vain(caller, entry, call.in_vain, "petitioner", command, now)
        return
    given = {"solved": call.solved, "satisfaction": call.satisfaction, "said": call.said}
    note_result(caller, entry, {**given, "answered_by": "petitioner"}, command, now)


def _command(plan: RevisitPlan, step: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"{plan.unit} {step}"))
