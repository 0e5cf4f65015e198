"""Invented facts for the journal's tests."""

from datetime import UTC, datetime, timedelta
from itertools import count

from django.db import transaction

from bancheng.core.fact import Fact
from bancheng.journal.append import append
from bancheng.journal.envelope import Recorded

CHAIN = "invented-centre"
DAWN = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)
TEXTS = {
    "name": "虚构人甲",
    "phone": "19900000001",
    "matter": "办证跑了三趟，材料单上没写要户口簿。",
}

_numbers = count(1)


def fact(
    case_no: str = "C-1",
    event: str = "registered",
    command_id: str | None = None,
    details: dict[str, str] | None = None,
    minute: int = 0,
) -> Fact:
    """A fact of an invented case; every one comes of a command of its own unless told."""
    at = DAWN + timedelta(minutes=minute)
    return Fact(
        case_no=case_no,
        event=event,
        command_id=command_id or f"command-{next(_numbers)}",
        done_at=at,
        recorded_at=at + timedelta(seconds=4),
        actor={"user": "zhang", "unit": "window-3", "role": "window", "for_unit": None},
        body={"channel": "counter", "opened": [{"id": "inform", "due": "2026-11-21T01:30:00Z"}]},
        details={} if details is None else details,
    )


def write(*facts: Fact, chain: str = CHAIN) -> list[Recorded]:
    """Appends in a transaction of its own."""
    with transaction.atomic():
        return append(chain, facts)


def small_journal() -> list[Recorded]:
    """Three cases, seven entries, some with texts beside."""
    return [
        *write(fact("C-1", details=TEXTS)),
        *write(fact("C-2", details={"name": "虚构人乙"})),
        *write(fact("C-1", "accepted", minute=5), fact("C-1", "transferred", minute=5)),
        *write(fact("C-3")),
        *write(fact("C-2", "declined", details={"reason": "不属本窗口受理范围"}, minute=9)),
        *write(fact("C-1", "replied", details={"answer": "已补发证照"}, minute=30)),
    ]
