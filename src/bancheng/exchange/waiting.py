"""还没有交的: how many matters have something new for a partner, and what is still on its way.

Counted are only cases the reader may see.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from bancheng.exchange.crossing_row import DOWN, UP, Crossing
from bancheng.exchange.file_row import SentFile
from bancheng.exchange.handing_up import not_yet_sent
from bancheng.exchange.making import Days, cases_of, owes_a_receipt
from bancheng.exchange.partner_row import ABOVE, BELOW, REVISITED, REVISITS, Partner
from bancheng.exchange.revisit_list import not_yet_listed
from bancheng.exchange.revisit_results import not_yet_told
from bancheng.people.user import User
from bancheng.revisit import elsewhere


@dataclass(frozen=True, slots=True)
class Waiting:
    """``new``: matters with something to tell; ``receipt``: one is owed; ``awaited``: files of
    which nobody knows yet that they arrived."""

    new: int
    receipt: bool
    awaited: int

    @property
    def something(self) -> bool:
        """Whether there is a file to be made."""
        return bool(self.new or self.receipt)


def waiting(user: User, partner: Partner, days: Days | None = None) -> Waiting:
    """What waits between this person and a partner."""
    new = _NEW[partner.relation](user, partner, days)
    return Waiting(new, owes_a_receipt(partner), awaited(partner).count())


def awaited(partner: Partner) -> QuerySet[SentFile]:
    """Files with something told in them that were neither acknowledged nor given up."""
    found = SentFile.objects.filter(partner=partner, acknowledged_at=None, void_at=None)
    return found.filter(lines__isnull=False).distinct()


def _up(user: User, partner: Partner, days: Days | None) -> int:
    cases = cases_of(user, partner)
    going = Crossing.objects.filter(partner=partner, way=UP, over=False, waits=True)
    moved = going.filter(case_no__in=cases.values("case_no")).count()
    return moved + not_yet_sent(partner, cases).count()


def _down(user: User, partner: Partner, days: Days | None) -> int:
    going = Crossing.objects.filter(partner=partner, way=DOWN, over=False)
    refused = going.filter(case_no="").count()
    seen = cases_of(user, partner).values("case_no")
    return refused + going.filter(waits=True, case_no__in=seen).count()


def _list(user: User, partner: Partner, days: Days | None) -> int:
    return not_yet_listed(user, partner, days).count() if days else 0


def _results(user: User, partner: Partner, days: Days | None) -> int:
    return not_yet_told(partner).exclude(case_no__in=elsewhere.kept_from(user)).count()


_NEW = {ABOVE: _up, BELOW: _down, REVISITS: _list, REVISITED: _results}
