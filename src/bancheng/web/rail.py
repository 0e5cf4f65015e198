"""办理路径: the milestones of a case, along the route of the standard that it has taken so far.

Which route a case takes is never typed: of the standard's routes, the one that agrees best with
what was done and with kind, ground, channel and traits is drawn, and may change as the case goes
on. What that route passes over is left out, so that the rail tells only what was and will be.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bancheng.core.case import Case
from bancheng.core.permission import act_term
from bancheng.core.standard.routes import Route, Step
from bancheng.core.standard.standard import Standard

Standing = Literal["did", "now", "next"]


@dataclass(frozen=True, slots=True)
class Milestone:
    """One step of the rail; ``at`` is when it was last done."""

    term: str
    standing: Standing
    at: datetime | None = None
    act: str = ""


def milestones(case: Case, standard: Standard) -> list[Milestone]:
    """The rail of a case: what was done, what comes now, what follows."""
    route = best_route(case, standard)
    if route is None:
        return []
    done = _done(case)
    steps = list(dict.fromkeys(step.act for step in route.through))
    last = max((n for n, act in enumerate(steps) if act in done), default=-1)
    kept = [act for n, act in enumerate(steps) if act in done or n > last]
    coming = next((act for act in kept if act not in done), None)
    return [
        Milestone(
            act_term(standard, act),
            "did" if act in done else "now" if act == coming else "next",
            done.get(act),
            act,
        )
        for act in kept
        if act in done or not _is_over(case)
    ]


def best_route(case: Case, standard: Standard) -> Route | None:
    """The route that agrees best; of equals the one the standard names first."""
    done = set(_done(case))
    telling = {step.act for route in standard.routes.values() for step in route.through}
    return max(
        standard.routes.values(), key=lambda r: _agreement(r, done & telling, case), default=None
    )


def _agreement(route: Route, done: set[str], case: Case) -> tuple[int, int, int]:
    acts = {step.act for step in route.through}
    fits = sum(_fits(step, case) for step in route.through)
    return len(done & acts) - 2 * len(done - acts), fits, -len(acts)


def _fits(step: Step, case: Case) -> int:
    """One for each value of the step that the case has, minus one for each it has otherwise."""
    stands = {
        "kind": case.kind,
        "ground": case.ground,
        "channel": case.channel,
        "answer": case.answer,
        "outcome": case.outcome,
        "refusal": case.refusal,
    }
    fits = 0
    for name, value in step.with_.items():
        if name == "traits":
            fits += 1 if set(value) & set(case.traits) else -1
        elif stands.get(name) is not None:
            weight = 3 if name == "kind" else 1
            fits += weight if stands[name] == value else -weight
    return fits


def _done(case: Case) -> dict[str, datetime]:
    """When each act last took effect: the intake of any round, all else of the present one."""
    return {
        past.act: past.at
        for past in case.past
        if past.round == case.round or past.act in ("submit", "register", "confirm", "accept")
    }


def _is_over(case: Case) -> bool:
    return case.archived_at is not None
