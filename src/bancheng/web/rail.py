"""办理路径: the milestones of a case, along the route of the standard that it has taken so far.

The route may change as the case goes on. What it passes over is left out, so that the rail tells
only what was and will be; of a case that was taken back only its filing is still to come.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bancheng.casework.look import Look
from bancheng.core.case import Case
from bancheng.core.permission import act_term
from bancheng.core.standard.routes import Route
from bancheng.web.route_taken import route_taken

Standing = Literal["did", "now", "next"]
INTAKE = ("submit", "register", "confirm", "accept")


@dataclass(frozen=True, slots=True)
class Milestone:
    """One step of the rail; ``at`` is when it was last done."""

    term: str
    standing: Standing
    at: datetime | None = None
    act: str = ""


def best_route(look: Look) -> Route | None:
    """The route that agrees best with the case."""
    return route_taken(look, _done(look.case))


def milestones(look: Look) -> list[Milestone]:
    """The rail of a case: what was done, what comes now, what follows."""
    done = _done(look.case)
    route = route_taken(look, done)
    if route is None:
        return []
    kept = _kept(route, done, look.case)
    coming = next((act for act in kept if act not in done), None)
    return [
        Milestone(
            act_term(look.standard, act),
            "did" if act in done else "now" if act == coming else "next",
            done.get(act),
            act,
        )
        for act in kept
    ]


def _kept(route: Route, done: dict[str, datetime], case: Case) -> list[str]:
    """What was done along the route, and what of it may still come."""
    steps = list(dict.fromkeys(step.act for step in route.through))
    if "submit" in done and "submit" not in steps:
        steps.insert(0, "submit")
    last = max((n for n, act in enumerate(steps) if act in done), default=-1)
    if "withdraw" in done:
        steps.insert(last + 1, "withdraw")
    return [a for n, a in enumerate(steps) if a in done or (n > last and _may_come(a, case))]


def _may_come(act: str, case: Case) -> bool:
    if case.outcome == "withdrawn":
        return act == "archive" and case.archived_at is None
    return case.archived_at is None


def _done(case: Case) -> dict[str, datetime]:
    """When each act last took effect: the intake of any round, all else of the present one."""
    return {
        past.act: past.at for past in case.past if past.round == case.round or past.act in INTAKE
    }
