"""对方的钟: the number and due time that another system gave, beside our own.

Only for cases that were read through the read door already: whoever asks brings their numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from bancheng.casework import access
from bancheng.channels.order_row import Order
from bancheng.people.user import User


@dataclass(frozen=True, slots=True)
class Theirs:
    """What stands on the other side's order. ``where``: what people call that side."""

    where: str
    number: str
    due: datetime | None
    returned: bool


def theirs(case_nos: Sequence[str]) -> dict[str, Theirs]:
    """By case, where it came as an order of another system; one query."""
    found = Order.objects.filter(case_no__in=case_nos).select_related("setup") if case_nos else ()
    return {
        order.case_no: Theirs(order.setup.name, order.number, order.due, order.returned)
        for order in found
    }


def orders_seen(user: User, centres: Sequence[str]) -> QuerySet[Order]:
    """The orders at these centres whose cases this person may see."""
    mine = Order.objects.filter(setup__centre__code__in=centres)
    return mine.filter(case_no__in=access.visible(user).order_by().values("case_no"))
