"""Cases lived through the write door at the hall that is measured, for others to be copied from.

Of each way a case comes and goes one: told where to go, settled in time by each of three
departments, sent back and settled late, declined, a complaint about conduct. All are in the
archive, so that nobody at the hall has more on their lists.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bancheng.casework.door import Order, handle, open_case
from bench.hall import GIVEN, REGISTER, TO_THE_ARCHIVE, TRANSFER, command
from tests.casework.hall import Hall

BACK = timedelta(days=14)
LEADS = (("housing", "mo"), ("land", "wei"), ("tax", "rao"))
SIGNED = (REGISTER[0], Order("confirm", {"signing": "here"}), REGISTER[1])
REPLY = {"answer": "result", "text": "已经和两个窗口说好，一次收件", "signature": "莫海涛"}
CALLED = {"solved": "solved", "satisfaction": "satisfied"}
DECLINED = (
    Order("register", GIVEN),
    Order("decline", {"refusal": "private_dispute", "where_to_go": "社区调解室"}),
    Order("confirm", {"signing": "here"}),
    Order("inform", {"means": "writing"}),
    Order("complete", {"outcome": "out_of_scope"}),
    Order("call_back", CALLED),
    Order("archive"),
)
COMPLAINT = (
    Order("register", GIVEN),
    Order(
        "accept",
        {"ground": "conduct", "kind": "general", "accused_units": ["housing"]},
    ),
)
Step = tuple[str, Order, timedelta]


def hours(count: float) -> timedelta:
    """So long after the case came."""
    return timedelta(hours=count)


def told(hall: Hall, begun: datetime) -> str:
    """Told at the window where to go."""
    return open_case(hall.people["chen"], "hall", TO_THE_ARCHIVE, command(), begun).case_no


def declined(hall: Hall, begun: datetime) -> str:
    """Not for this window."""
    return open_case(hall.people["chen"], "hall", DECLINED, command(), begun).case_no


def settled(hall: Hall, begun: datetime, lead: str, who: str) -> str:
    """Settled by a department within its limit."""
    steps = (*_placed(lead), *_answered(who, 4))
    return _lived(hall, begun, SIGNED, steps)


def late(hall: Hall, begun: datetime) -> str:
    """Sent back by one department, urged, and settled late by another."""
    steps: tuple[Step, ...] = (
        *_placed("land"),
        ("wei", Order("object", {"reason": "不归本局"}), hours(3)),
        ("gu", TRANSFER, hours(4)),
        ("chen", Order("remind"), hours(30)),
        ("jiang", Order("supervise", {"text": "请说明为什么还没有办"}), hours(90)),
        *_answered("mo", 220),
    )
    return _lived(hall, begun, SIGNED, steps)


def complaint(hall: Hall, begun: datetime) -> str:
    """About somebody at a department, withdrawn."""
    steps: tuple[Step, ...] = (
        ("chen", Order("withdraw", {"reason": "诉求人不再反映"}), hours(2)),
        ("chen", Order("archive"), hours(60)),
    )
    return _lived(hall, begun, COMPLAINT, steps)


def _placed(lead: str) -> tuple[Step, ...]:
    return (
        ("jiang", Order("screen"), hours(1)),
        ("gu", Order("transfer", {**TRANSFER.given, "lead": lead}), hours(2)),
    )


def _answered(who: str, after: float) -> tuple[Step, ...]:
    return (
        (who, Order("claim"), hours(after)),
        (who, Order("reply", REPLY), hours(after + 1)),
        ("chen", Order("inform", {"means": "phone", "said": "满意，谢谢"}), hours(after + 2)),
        ("chen", Order("complete", {"outcome": "done"}), hours(after + 2)),
        ("chen", Order("relay"), hours(after + 2)),
        (who, Order("acknowledge"), hours(after + 3)),
        ("chen", Order("call_back", CALLED), hours(after + 20)),
        ("chen", Order("archive", {"box": "12"}), hours(after + 21)),
    )


def _lived(hall: Hall, begun: datetime, first: tuple[Order, ...], steps: tuple[Step, ...]) -> str:
    case_no = open_case(hall.people["chen"], "hall", first, command(), begun).case_no
    for who, order, after in steps:
        handle(hall.people[who], case_no, [order], command(), None, begun + after)
    return case_no
