"""Block points of a demonstration: what its cases showed, who decided, what was done.

`demo/improvement.yaml` of a standard says what; a centre that has points keeps them as they are.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from bancheng.casework.queries import search
from bancheng.core.standard.source import check, read
from bancheng.core.standard.sourced import Many, NonEmpty, Strict
from bancheng.improvement import points
from bancheng.improvement.point_row import Point
from bancheng.improvement.saying import Said
from bancheng.improvement.whom import owner_of
from bancheng.people.user import User

FILE = "improvement.yaml"


class AdoptPlan(Strict):
    """Who adopts it, for whom (`unit:code`, `user:name`), to be done in so many ``days``."""

    by: NonEmpty
    owner: NonEmpty
    days: int = 20
    reason: NonEmpty


class DonePlan(Strict):
    """What was done about it, by whom."""

    by: NonEmpty
    what: NonEmpty


class PointPlan(Strict):
    """A block point. ``cases_with``: it cites the newest case that each of these words finds."""

    centre: NonEmpty
    by: NonEmpty
    title: NonEmpty
    cause: NonEmpty
    proposal: str = ""
    cases_with: Many
    adopted: AdoptPlan | None = None
    done: DonePlan | None = None


class PointsPlan(Strict):
    """`improvement.yaml`."""

    points: list[PointPlan]


def improve(folder: Path, standard: str, now: datetime) -> None:
    """Put up what the demonstration of a standard has. Raises StandardFaults."""
    file = folder / standard / "demo" / FILE
    if not file.exists():
        return
    found = check(PointsPlan, read(file.read_text("utf-8"), f"{standard}/demo/{FILE}")).points
    had = set(Point.objects.filter(centre__in={p.centre for p in found}).values_list("centre"))
    for plan in found:
        if (plan.centre,) not in had:
            _put_up(plan, now)


def _put_up(plan: PointPlan, now: datetime) -> None:
    proposer = User.objects.get(username=plan.by)
    cases = [line.case.case_no for words in plan.cases_with for line in search(proposer, words, 1)]
    said = Said(plan.title, plan.cause, plan.proposal, cases)
    point = points.propose(proposer, plan.centre, said, _command(plan, "propose"), now)
    if plan.adopted is not None:
        adopted = plan.adopted
        office, owner = User.objects.get(username=adopted.by), owner_of(adopted.owner)
        day = f"{(now + timedelta(days=adopted.days)).date()}"
        command = _command(plan, "adopt")
        points.adopt(office, point.key, owner, day, adopted.reason, command, now)
    if plan.done is not None:
        doer, day = User.objects.get(username=plan.done.by), f"{now.date()}"
        points.report_done(doer, point.key, plan.done.what, day, _command(plan, "done"), now)


def _command(plan: PointPlan, step: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"{plan.centre} {plan.title} {step}"))
