"""流程图的内容: the standard's routes merged into one plan: steps, whose lane, what follows.

Rare acts are left out on purpose: a chart on the wall shows the ways a case usually goes. What
follows a bad callback is drawn although no route ends so, because everybody asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from bancheng.core.acts import ACTS
from bancheng.core.stage import Stage
from bancheng.core.standard.routes import Route, Step
from bancheng.core.standard.standard import Standard

PEOPLE = "petitioner"
OUTSIDE = ("petitioner", "origin", "system")
PLACED = ("lead_department", "supporting_department", "any_assigned", "asked_person")
ORDER = list(Stage)
PLAIN = "一般办法"
"""What the way is called that a standard without routes is drawn by."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One step: whose lane it stands in, and which of the routes (from 1) lead through it."""

    act: str
    lane: str
    routes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """One step after another; ``aside`` where it is no way of its own but follows a bad answer."""

    start: str
    end: str
    routes: tuple[int, ...] = ()
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Steps in the order of the routes, the links between them, and the routes themselves."""

    steps: dict[str, Planned]
    links: tuple[Link, ...]
    routes: tuple[Route, ...]


def plan(standard: Standard) -> Plan:
    """What the chart of this standard shows."""
    routes = tuple(standard.routes.values()) or (_plain(standard),)
    through = {n: _once(step.act for step in r.through) for n, r in enumerate(routes, start=1)}
    passing: dict[str, list[int]] = {}
    following: dict[tuple[str, str], list[int]] = {}
    for n, acts in through.items():
        for act in acts:
            passing.setdefault(act, []).append(n)
        for pair in pairwise(acts):
            following.setdefault(pair, []).append(n)
    links = [Link(start, end, tuple(ns)) for (start, end), ns in following.items()]
    for act, before, after in _asides(standard, passing):
        passing[act] = []
        links.append(Link(before, act, aside=True))
        if after:
            links.append(Link(act, after, aside=True))
    steps = {
        act: Planned(act, lane_of(standard, act), tuple(routes)) for act, routes in passing.items()
    }
    return Plan(steps, tuple(links), routes)


def _once(acts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(acts))


def lane_of(standard: Standard, act: str) -> str:
    """The role in whose lane an act stands: the first of those whose act it is."""
    rule = standard.acts.get(act)
    role = rule.by[0] if rule else PEOPLE
    if role in OUTSIDE:
        return PEOPLE
    if role in PLACED:
        placed = [n for n, known in standard.roles.items() if known.reads == "placed"]
        return "department" if "department" in placed else placed[0] if placed else role
    return role


def _asides(standard: Standard, drawn: dict[str, list[int]]) -> Iterator[tuple[str, str, str]]:
    """What somebody owes after a bad callback: the act, the callback, and what waits for it."""
    if "call_back" not in drawn:
        return
    for rule in standard.duties.values():
        if "bad" not in rule.for_.get("worth", ()) or rule.owed[0] in drawn:
            continue
        waits = {"archive": "archive", "complete": "complete"}.get(rule.before, "")
        yield rule.owed[0], "call_back", waits if waits in drawn else ""


def _plain(standard: Standard) -> Route:
    """The way of a standard that names none: from stage to stage by the smallest steps."""
    acts: list[str] = []
    stage = Stage.NONE
    while (act := _smallest_step(standard, stage)) is not None:
        acts.append(act)
        stage = ACTS[act].to or stage
    if "call_back" in standard.acts and acts and acts[-1] == "archive":
        acts.insert(-1, "call_back")
    return Route(label=PLAIN, through=tuple(Step(act=a) for a in acts), because=PLAIN)


def _smallest_step(standard: Standard, stage: Stage) -> str | None:
    found = [
        (ORDER.index(spec.to), n, name)
        for n, (name, spec) in enumerate(ACTS.items())
        if name in standard.acts
        and name not in ("withdraw", "merge", "give_notice")
        and spec.to is not None
        and stage in (standard.acts[name].from_ or spec.possible)
        and ORDER.index(spec.to) > ORDER.index(stage)
    ]
    return min(found)[2] if found else None
