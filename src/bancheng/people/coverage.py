"""人员到岗: who really stands at a window, once it is known who is away and who stands in (XF-5).

Pure: turns, absences and stand-ins come in as spans, and out comes the day cut into stretches in
each of which the same people stand, or nobody does although the window is open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from bancheng.people.shift import ON_DUTY

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Turn:
    """A shift on the rota: ``window`` by key, ``part`` as in a shift."""

    key: int
    window: int
    username: str
    part: str
    begins: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class StandingIn:
    """``username`` does the part of ``holder`` for that time."""

    username: str
    holder: str
    begins: datetime
    until: datetime


@dataclass(frozen=True)
class Plan:
    """All that is known of a hall's rota in some time."""

    turns: Sequence[Turn] = ()
    away: Mapping[str, Sequence[Span]] = field(default_factory=dict)
    stand_ins: Sequence[StandingIn] = ()

    def is_away(self, username: str, at: datetime) -> bool:
        """Whether somebody is away at this moment."""
        return any(begins <= at < until for begins, until in self.away.get(username, ()))


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody at a window: ``instead_of`` names the colleague whose turn it is."""

    username: str
    part: str
    instead_of: str = ""

    @property
    def leads(self) -> bool:
        """Whether they have a part beyond standing there."""
        return self.part != ON_DUTY


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which the same people stand; ``missing`` are those on the rota who are away and
    have nobody. ``is_open``: within the window's hours."""

    begins: datetime
    until: datetime
    standing: tuple[Standing, ...]
    missing: tuple[str, ...]
    is_open: bool

    @property
    def is_gap(self) -> bool:
        """Open, and nobody there."""
        return self.is_open and not self.standing


def standing_at(plan: Plan, window: int, at: datetime) -> tuple[list[Standing], list[str]]:
    """Who stands at a window at one moment, whoever leads first; and whose turn it is who is away
    and has nobody."""
    now = [turn for turn in plan.turns if turn.begins <= at < turn.until]
    found: dict[str, Standing] = {}
    missing: list[str] = []
    for turn in now:
        if turn.window != window:
            continue
        username, instead_of = turn.username, ""
        if plan.is_away(turn.username, at):
            username, instead_of = stand_in_for_turn(plan, turn, at), turn.username
        if not username:
            missing.append(turn.username)
            continue
        known = found.get(username)
        if known is None or (known.part == ON_DUTY and turn.part != ON_DUTY):
            found[username] = Standing(username, turn.part, instead_of)
    return sorted(found.values(), key=lambda s: not s.leads), missing


def stand_in_for_turn(plan: Plan, turn: Turn, at: datetime) -> str:
    """Who stands in for whoever's turn it is, at a moment they are away; empty where nobody does.
    Nobody stands at two windows at once, and nobody in for somebody while away themselves."""
    now = (other for other in plan.turns if other.begins <= at < other.until)
    elsewhere = {other.username for other in now if other.window != turn.window}
    for one in plan.stand_ins:
        is_there = one.begins <= at < one.until and not plan.is_away(one.username, at)
        if one.holder == turn.username and is_there and one.username not in elsewhere:
            return one.username
    return ""


def stretches(
    plan: Plan, window: int, begins: datetime, ends: datetime, sessions: Sequence[Span]
) -> list[Stretch]:
    """The time between two moments cut where anything changes; what is neither open nor stood is
    left out. ``sessions``: when the window is open."""
    moments = {begins, ends, *(m for span in sessions for m in span)}
    moments |= {m for turn in plan.turns for m in (turn.begins, turn.until)}
    moments |= {m for spans in plan.away.values() for span in spans for m in span}
    moments |= {m for one in plan.stand_ins for m in (one.begins, one.until)}
    edges = sorted(m for m in moments if begins <= m <= ends)
    found: list[Stretch] = []
    for start, end in pairwise(edges):
        standing, missing = standing_at(plan, window, start)
        is_open = any(opens <= start < closes for opens, closes in sessions)
        if not is_open and not standing:
            continue
        stretch = Stretch(start, end, tuple(standing), tuple(missing), is_open)
        if found and _goes_on(found[-1], stretch):
            found[-1] = Stretch(
                found[-1].begins, end, stretch.standing, stretch.missing, stretch.is_open
            )
        else:
            found.append(stretch)
    return found


def _goes_on(before: Stretch, after: Stretch) -> bool:
    same = (before.standing, before.missing) == (after.standing, after.missing)
    # people who stand there before the window opens are not shown apart from when it is open
    is_one = before.is_open == after.is_open or bool(after.standing)
    return before.until == after.begins and same and is_one
