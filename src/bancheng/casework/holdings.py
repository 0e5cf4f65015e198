"""应办总览: what is owed at a centre, by whoever holds it, for those who read the centre whole.

Counted through the read door: a complaint kept from the reader is in no figure of theirs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from bancheng.casework import access, reading_rights
from bancheng.casework.cards import card_shown
from bancheng.casework.duty_row import DutyRow
from bancheng.casework.surroundings import calendar_of
from bancheng.library import standards
from bancheng.people.user import User

SHOWN = 200
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who owes: a department (``unit``), else whoever has the role ``by`` at the centre."""

    chain: str
    unit: str | None
    by: str


@dataclass(slots=True)
class Holding:
    """What one holder owes now. ``cards``: how many duties show each of the standard's cards;
    ``nearest``: the next due time still ahead."""

    open: int = 0
    today: int = 0
    late: int = 0
    cards: dict[str, int] = field(default_factory=dict)
    nearest: datetime | None = None


def whole_centres(user: User) -> frozenset[str]:
    """The centres whose cases this person reads whole, also in a colleague's place."""
    reading = reading_rights.reading_of(user)
    return frozenset(reading.whole.union(*(one.whole for one in reading.stand_ins)))


def holdings(user: User, now: datetime) -> dict[Holder, Holding]:
    """Every open duty this person may see at the centres they read whole, by holder."""
    found: dict[Holder, Holding] = {}
    shown: dict[tuple[object, ...], str] = {}
    for duty in _rows(user):
        chain, unit, by, start, due, standard, edition = duty
        holder = Holder(chain, unit, "" if unit else by)
        holding = found.setdefault(holder, Holding())
        holding.open += 1
        if due is None:
            continue
        calendar = calendar_of(chain)
        end_of_day = calendar.local(now).replace(hour=0, minute=0, second=0, microsecond=0)
        holding.late += due < now
        holding.today += now <= due < end_of_day + ONE_DAY
        if due >= now and (holding.nearest is None or due < holding.nearest):
            holding.nearest = due
        key = (chain, standard, edition, start, due)
        if key not in shown:  # many duties share their times
            rules = standards.standard(standard, edition)
            shown[key] = card_shown(rules, calendar, start, due, now)
        if card := shown[key]:
            holding.cards[card] = holding.cards.get(card, 0) + 1
    return found


def _rows(
    user: User,
) -> Iterator[tuple[str, str | None, str, datetime | None, datetime | None, str, str]]:
    rows = access.open_duties(user).filter(chain__in=whole_centres(user)).order_by("pk")
    yield from rows.values_list(
        "chain", "unit", "by", "start", "due", "case__standard", "case__edition"
    )


def held(user: User, holder: Holder, which: str, now: datetime) -> tuple[list[DutyRow], int]:
    """The open duties of one holder, by due time, and how many more there are than are listed.

    ``which``: ``late``, ``today`` or all of them.
    """
    rows = access.open_duties(user).filter(chain__in=whole_centres(user) & {holder.chain})
    rows = rows.filter(Q(unit=holder.unit) if holder.unit else Q(unit=None, by=holder.by))
    rows = _narrowed(rows, holder.chain, which, now)
    soonest = F("due").asc(nulls_last=True)
    listed = list(rows.select_related("case").order_by(soonest, "pk")[:SHOWN])
    return listed, max(rows.count() - SHOWN, 0) if len(listed) == SHOWN else 0


def _narrowed(rows: QuerySet[DutyRow], chain: str, which: str, now: datetime) -> QuerySet[DutyRow]:
    if which == "late":
        return rows.filter(due__lt=now)
    if which == "today":
        day = calendar_of(chain).local(now).replace(hour=0, minute=0, second=0, microsecond=0)
        return rows.filter(due__gte=now, due__lt=day + ONE_DAY)
    return rows


def card_of(row: DutyRow, now: datetime) -> str:
    """The card one duty shows now, as people call it; empty where it shows none."""
    rules = standards.standard(row.case.standard, row.case.edition)
    name = card_shown(rules, calendar_of(row.chain), row.start, row.due, now)
    return rules.cards[name].label if name else ""
