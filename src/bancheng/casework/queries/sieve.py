"""工单筛选: what a list of cases can be asked for, in codes; and the same as a query.

Codes are those of the standards, so a filter says nothing about anybody; the words of a search,
which may be a name, are no part of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast

from bancheng.casework.case_row import CaseRow
from bancheng.casework.duty_row import OPEN, DutyRow
from bancheng.casework.placement_row import Placement
from bancheng.core.calendar import CHINA
from bancheng.core.standard.standard import Standard
from bancheng.library import standards

Codes = tuple[str, ...]
EQUAL = {
    "centre": "chain",
    "stage": "stage",
    "outcome": "outcome",
    "ground": "ground",
    "channel": "channel",
    "tier": "tier",
}
"""Filters that ask for one column of the row."""


@dataclass(frozen=True, slots=True)
class Sieve:
    """Each is left out where it is empty; of several codes any may fit, and all filters must.

    ``unit`` has the case, leading or supporting; ``owed`` asks for something still owed, ``late``
    for something owed and late; ``since_on`` and ``until_on`` are days of registering.
    """

    centre: Codes = ()
    stage: Codes = ()
    outcome: Codes = ()
    kind: Codes = ()
    ground: Codes = ()
    channel: Codes = ()
    unit: Codes = ()
    tier: Codes = ()
    trait: Codes = ()
    owed: bool = False
    late: bool = False
    dissatisfied: bool = False
    conduct: bool = False
    green: bool = False
    since_on: date | None = None
    until_on: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it lets everything through."""
        return not any(getattr(self, field.name) for field in fields(self))

    def narrow(self, rows: QuerySet[CaseRow], now: datetime) -> QuerySet[CaseRow]:
        """Those of the cases that fit."""
        for condition in self._conditions(now):
            rows = rows.filter(condition)
        if self.trait:
            rows = rows.annotate(traits_told=Cast("traits", CharField()))
            fitting = Q()
            for trait in self.trait:
                fitting |= Q(traits_told__contains=json.dumps(trait))
            rows = rows.filter(fitting)
        return rows

    def _conditions(self, now: datetime) -> Iterable[Q]:
        for name, column in EQUAL.items():
            if codes := getattr(self, name):
                yield Q(**{f"{column}__in": codes})
        if self.kind:
            yield Q(kind__in=_with_those_under(self.kind))
        for name in ("conduct", "green"):
            if getattr(self, name):
                yield Q(**{name: True})
        if self.since_on:
            yield Q(registered_at__gte=_begins(self.since_on))
        if self.until_on:
            yield Q(registered_at__lt=_begins(self.until_on + timedelta(days=1)))
        yield from self._asked_of_others(now)

    def _asked_of_others(self, now: datetime) -> Iterable[Q]:
        """What does not stand in the row itself."""
        if self.unit:
            placed = Placement.objects.filter(unit__in=self.unit)
            yield Q(pk__in=placed.values("case"))
        if self.owed or self.late:
            owed = DutyRow.objects.filter(state=OPEN)
            owed = owed.filter(due__lt=now) if self.late else owed
            yield Q(pk__in=owed.values("case"))
        if self.dissatisfied:
            yield _left_dissatisfied()


def _begins(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=CHINA)


def _every_edition() -> list[Standard]:
    return [
        standards.standard(name, edition)
        for name in standards.ids()
        for edition in standards.editions(name)
    ]


def _with_those_under(kinds: Codes) -> set[str]:
    wanted = set(kinds)
    return wanted | {
        kind
        for standard in _every_edition()
        for kind in standard.kinds
        if wanted & set(standard.kinds_above(kind))
    }


def _left_dissatisfied() -> Q:
    """Called back with a bad grade of the case's own scale, or not solved."""
    found = Q(solved="unsolved")
    for standard in _every_edition():
        bad = [name for name, grade in standard.callback.scale.items() if grade.worth == "bad"]
        found |= Q(standard=standard.id, edition=standard.edition, satisfaction__in=bad)
    return found
