"""What an act is to the core: the shape that every module of ``acts/`` fills in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from bancheng.core.actor import Actor
from bancheng.core.ask import Ask
from bancheng.core.calendar import WorkCalendar
from bancheng.core.case import Case
from bancheng.core.event import Event, Json
from bancheng.core.refusal import Refusal
from bancheng.core.stage import Phase, Stage
from bancheng.core.standard.standard import Standard

Given = Mapping[str, Json]
Drops = Literal["nothing", "all", "work", "own", "placed", "anew"]


@dataclass(frozen=True, slots=True)
class Question:
    """May this actor do this act on this case at this instant? ``given`` is None when a page asks
    in general, and the parsed fields when a command is decided; ``joint_units`` are the upper
    levels that have cases of their own here."""

    case: Case
    actor: Actor
    standard: Standard
    calendar: WorkCalendar
    at: datetime
    given: Given | None = None
    for_unit: str | None = None
    joint_units: frozenset[str] = frozenset()

    def value(self, name: str) -> Json:
        """A given value, None where the question is asked in general."""
        return None if self.given is None else self.given.get(name)

    def is_past(self, name: str) -> bool:
        """Whether the day given in a field lies before the day of the act."""
        day = self.value(name)
        today = self.at.astimezone(self.calendar.zone).date()
        return bool(day) and date.fromisoformat(str(day)) < today


def no_more_to_ask(question: Question) -> Refusal | None:
    """Most acts are allowed by stage, role and condition alone."""
    return None


def no_effect(case: Case, event: Event) -> None:
    """Most acts change nothing but the stage and the duties."""


def nothing_derived(question: Question) -> dict[str, Json]:
    """Most acts record only what was given."""
    return {}


@dataclass(frozen=True, slots=True)
class Act:
    """One official act.

    ``possible`` are the stages the core can make sense of it from, ``to`` the stage after it;
    ``leads_back`` where the act's own effect sets the case back to an earlier one.
    ``asks`` must be given; ``may`` can be. ``event`` is its published name, ``others`` further
    names an outcome of it may have (``named``). ``drops`` are duties that end with it
    (``work``: all but the petitioner's own; ``anew``: what the same act brought about before).
    ``derive`` adds what the standard says of the given values. ``counts_as`` is the act whose
    duties it discharges too. ``core_by`` makes it housekeeping: the core says who may do it and
    no standard lists it. ``sentence`` gives the timeline's words, part by part; a part whose named
    value is missing is left out. ``signs`` are texts of the case that somebody puts their name to.
    """

    name: str
    term: str
    event: str
    possible: frozenset[Stage]
    sentence: tuple[str, ...]
    to: Stage | None = None
    leads_back: bool = False
    asks: tuple[Ask, ...] = ()
    may: tuple[Ask, ...] = ()
    phase: Phase = Phase.AFTER
    effect: Callable[[Case, Event], None] = no_effect
    check: Callable[[Question], Refusal | None] = no_more_to_ask
    derive: Callable[[Question], dict[str, Json]] = nothing_derived
    named: Callable[[Given], str] | None = None
    others: tuple[str, ...] = ()
    drops: Drops = "nothing"
    reclassifies: bool = False
    counts_as: str | None = None
    core_by: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()

    @property
    def is_housekeeping(self) -> bool:
        """Whether it belongs to the core and is listed by no standard."""
        return bool(self.core_by)

    @property
    def moves_the_stage(self) -> bool:
        """Whether the case may stand elsewhere after it."""
        return self.to is not None or self.leads_back

    @property
    def fields(self) -> tuple[Ask, ...]:
        """All fields it can carry."""
        return self.asks + self.may
