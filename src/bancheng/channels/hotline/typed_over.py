"""答复导出: what we answered, for typing over on the other side, where there is no interface.

Through the read door, without names and phones: the other side has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bancheng.casework.case_row import CaseRow
from bancheng.channels.clocks import orders_seen
from bancheng.channels.hotline.telling import result_of
from bancheng.channels.order_row import Order
from bancheng.channels.setup_row import Setup
from bancheng.core.calendar import CHINA
from bancheng.core.glossary import OUTCOME_TERMS
from bancheng.core.permission import stage_term
from bancheng.library import standards
from bancheng.people.user import User

AT_ONCE = 200
HEADINGS = (
    ("工单编号", 20),
    ("对方期限", 17),
    ("我们的编号", 20),
    ("来件时间", 17),
    ("受理时间", 17),
    ("办到", 12),
    ("结局", 14),
    ("答复", 60),
    ("办结时间", 17),
)


@dataclass(frozen=True, slots=True)
class Answered:
    """One order with our answer, in the order of the headings."""

    cells: tuple[datetime | str | None, ...]


def answers(user: User, setup: Setup) -> Iterator[Answered]:
    """Every order of a channel whose case this person may see, the newest first."""
    seen = orders_seen(user, [setup.centre.code]).filter(setup=setup, erased=False)
    keys = list(seen.order_by("-came_at", "-pk").values_list("pk", flat=True))
    for first in range(0, len(keys), AT_ONCE):
        some = Order.objects.filter(pk__in=keys[first : first + AT_ONCE])
        orders = list(some.order_by("-came_at", "-pk"))
        numbers = [order.case_no for order in orders]
        rows = {row.case_no: row for row in CaseRow.objects.filter(case_no__in=numbers)}
        yield from (_answered(order, rows[order.case_no]) for order in orders)


def _answered(order: Order, row: CaseRow) -> Answered:
    standard = standards.standard(row.standard, row.edition)
    outcome = row.outcome or ""
    named = standard.words.get(f"outcome.{outcome}") or OUTCOME_TERMS.get(outcome, "")
    return Answered(
        (
            order.number,
            _local(order.due),
            row.case_no,
            _local(order.came_at),
            _local(row.accepted_at),
            "退单" if row.refusal else stage_term(standard, row.stage),
            named,
            result_of(row.case_no, standard) if row.outcome else "",
            _local(row.ended_at),
        )
    )


def _local(at: datetime | None) -> datetime | None:
    """On the hall's clock, as a sheet takes it."""
    return at.astimezone(CHINA).replace(tzinfo=None) if at else None
