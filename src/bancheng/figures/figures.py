"""统计: the one question other rooms ask, and its answer.

``of(centre, period, reader, as_at)`` counts what happened at a centre in some days, as it stands
or as it was known at a past moment, through the eyes of a reader. For a bulletin or a score ask
for everybody (``reader=None``): no complaint about conduct is in it, and at a past moment it gives
the same for ever, whatever is done or erased later.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils import timezone

from bancheng.figures import catching_up, keeping, reckoning
from bancheng.figures.bands import Share
from bancheng.figures.counting import Counted, Key
from bancheng.figures.period import Period
from bancheng.figures.scope import scope_of
from bancheng.people.unit import Unit
from bancheng.people.user import User

_NOTHING: Mapping[str, int] = {}


@dataclass(frozen=True)
class Figures:
    """What was counted. ``axis``: what it is told apart by; empty ``code``: not stated.

    axes of cases: all, day, kind, ground, channel, way, lead, item, cause (measures accepted,
    ended, done), outcome and the ``time_`` bands (ended), refusal (declined), again (accepted),
    solved and satisfaction (called_back); of duties: all, rule, unit, late_by (measures met, late,
    extended, overdue, owed); of stays with a unit: all, unit (placed, answered, returned), and
    ``stay <unit>`` (bands of those answered). Of duties «all» and «unit» are the answers to the
    matter alone; «rule» has every duty.

    ``in_hand`` and ``in_hand_before``: accepted and not ended after the last day, and before the
    first. ``unread``: entries of the journal not counted yet.
    """

    centre: str
    period: Period
    as_at: datetime | None
    counted: Counted
    in_hand: int
    in_hand_before: int
    position: int
    unread: int

    def n(self, measure: str, axis: str = "all", code: str = "") -> int:
        """One figure."""
        return self._along.get((axis, measure), _NOTHING).get(code, 0)

    def by(self, axis: str, measure: str) -> Mapping[str, int]:
        """One measure by code, in no order that means anything but that of the codes."""
        told = self._ordered.get((axis, measure))
        if told is None:
            told = dict(sorted(self._along.get((axis, measure), {}).items()))
            self._ordered[axis, measure] = told
        return told

    @cached_property
    def _ordered(self) -> dict[tuple[str, str], Mapping[str, int]]:
        """What was asked for already, in order: several tables of a page ask for the same."""
        return {}

    @cached_property
    def _along(self) -> dict[tuple[str, str], dict[str, int]]:
        """All figures by axis and measure: a page asks for a hundred of them."""
        found: dict[tuple[str, str], dict[str, int]] = {}
        for (axis, code, measure), n in self.counted.items():
            if n:
                found.setdefault((axis, measure), {})[code] = n
        return found

    def share_done(self, axis: str = "all", code: str = "") -> Share:
        """«办不成»到«办成»: how many of those ended were done."""
        return Share(self.n("done", axis, code), self.n("ended", axis, code))

    def share_in_time(self, axis: str = "all", code: str = "") -> Share:
        """How many of the duties that fell due were met; those overdue now were not."""
        met = self.n("met", axis, code)
        return Share(met, met + self.n("late", axis, code) + self.n("overdue", axis, code))

    def share_good(self, good: Mapping[str, object]) -> Share:
        """How many of those called back gave one of these answers."""
        told = self.by("satisfaction", "called_back")
        return Share(sum(n for code, n in told.items() if code in good), sum(told.values()))


def of(
    centre: Unit | str,
    period: Period,
    reader: User | None = None,
    as_at: datetime | None = None,
    now: datetime | None = None,
) -> Figures:
    """The figures of a centre. ``now`` is the moment at which what is owed counts as overdue."""
    return compared(centre, period, reader, as_at, now)[0]


def compared(
    centre: Unit | str,
    period: Period,
    reader: User | None = None,
    as_at: datetime | None = None,
    now: datetime | None = None,
) -> tuple[Figures, Mapping[str, int]]:
    """The figures, and what was accepted, declined and ended in the time before."""
    chain = centre if isinstance(centre, str) else centre.code
    read, now = catching_up.catch_up(chain), now or timezone.now()
    scope = scope_of(chain, reader)
    if as_at is None:
        found = reckoning.reckoned(scope, period, None, now)
    else:
        found = keeping.then(scope, period, as_at, now, final=read.unread == 0)
    accepted, ended = (found.counted.get(Key("all", "", m), 0) for m in ("accepted", "ended"))
    figures = Figures(
        centre=chain,
        period=period,
        as_at=as_at,
        counted=found.counted,
        in_hand=found.in_hand,
        in_hand_before=found.in_hand - accepted + ended,
        position=read.position,
        unread=read.unread,
    )
    return figures, found.before
