"""所走的路: which of the standard's routes a case takes, as far as one can tell by now.

Which route a case takes is never typed: of the standard's routes, the one that agrees best with
what was done, then with what is owed now and with kind, ground, channel, traits and the region's
own choices. An act that few routes know is not foretold without reason: whoever was only registered
is not on the way of those who are sent elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from bancheng.casework.look import Look
from bancheng.core.standard.routes import Route, Step

Facts = Mapping[str, object]
KIND_WEIGHS = 3
RARE = 4
"""An act that at most one route in so many knows."""


def route_taken(look: Look, done: Collection[str]) -> Route | None:
    """The route for what was ``done``, of equals the first; None where the standard names none."""
    routes = list(look.standard.routes.values())
    facts = _facts(look)
    known = Counter(act for route in routes for act in {s.act for s in _steps(route, facts)})
    telling = set(done) & set(known)
    owed = {duty.owed[0] for duty in look.case.owed()} & set(known)
    rare = {act for act, n in known.items() if n * RARE <= len(routes)} - telling - owed

    def agreement(route: Route) -> tuple[int, int]:
        acts = {step.act for step in _steps(route, facts)}
        fits = sum(_fits(n, value, facts) for s in route.through for n, value in s.with_.items())
        foretold = len(owed & acts) - len(rare & acts)
        return len(telling & acts) - 2 * len(telling - acts), fits + foretold

    return max(routes, key=agreement, default=None)


def _facts(look: Look) -> Facts:
    """What a route may name, where it is known."""
    case = look.case
    own = [name for name, field in look.standard.fields.items() if field.choices]
    facts: dict[str, object] = {name: _chosen(look, name) for name in own}
    facts |= {
        "kind": case.kind,
        "ground": case.ground,
        "channel": case.channel,
        "answer": case.answer,
        "outcome": case.outcome,
        "refusal": case.refusal,
    }
    known = {name: value for name, value in facts.items() if value is not None}
    return known | {"traits": frozenset(case.traits)}


def _chosen(look: Look, name: str) -> str | None:
    given = (entry.event.text(name) for entry in reversed(look.entries))
    return next((value for value in given if value), None)


def _steps(route: Route, facts: Facts) -> Iterator[Step]:
    """Without those of another channel: that somebody handed it in there tells nothing of here."""
    here = facts.get("channel")
    return (step for step in route.through if step.with_.get("channel", here) == here)


def _fits(name: str, value: object, facts: Facts) -> int:
    """One for a value that the case has, minus one for one it has otherwise."""
    if name not in facts:
        return 0
    if isinstance(value, list):
        has = facts[name]
        return 1 if isinstance(has, frozenset) and has & set(value) else -1
    weight = KIND_WEIGHS if name == "kind" else 1
    return weight if facts[name] == value else -weight
