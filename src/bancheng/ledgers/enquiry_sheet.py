"""咨询台账: the plain enquiries of a centre's counter, which are no cases (XF-10.1, SC-6.3.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import QuerySet

from bancheng.casework import masking
from bancheng.core.calendar import CHINA
from bancheng.counter import enquiries
from bancheng.counter.enquiry_row import Enquiry
from bancheng.ledgers.sheet import Column, Sheet, Shown
from bancheng.ledgers.values import Value
from bancheng.people import directory
from bancheng.people.user import User

GONE = "（到期已删除，或者已转入工单）"
_COLUMNS: tuple[tuple[str, str, Shown, str], ...] = (
    ("asked_on", "日期", "day", ""),
    ("at", "记录时间", "time", ""),
    ("window", "窗口", "text", ""),
    ("asked", "咨询内容", "long", ""),
    ("answered", "答复和去向", "long", ""),
    ("phone", "联系电话", "text", "phone"),
    ("by", "接待人员", "text", ""),
    ("case_no", "转为工单", "text", ""),
)
SHEET = Sheet(
    "enquiry",
    "咨询台账",
    tuple(Column(value, heading, "", "", shown, mask) for value, heading, shown, mask in _COLUMNS),
    (),
)


def keys_of(user: User, centre: str, since: date | None, until: date | None) -> QuerySet[Enquiry]:
    """The enquiries that this person sees, the newest first; those struck do not count."""
    rows = enquiries.seen(user).filter(centre=centre, struck_at=None)
    if since:
        rows = rows.filter(asked_on__gte=since)
    if until:
        rows = rows.filter(asked_on__lte=until)
    return rows.order_by("-pk")


def told(
    user: User, centre: str, keys: Sequence[int], revealed: bool
) -> Iterator[tuple[str, tuple[Value, ...]]]:
    """Number of the case it became, if any, and the cells, in the order of the keys."""
    rows = enquiries.seen(user).filter(pk__in=keys).select_related("window")
    by_key = {noted.row.pk: noted for noted in enquiries.opened(centre, rows)}
    for key in keys:
        if key in by_key:
            noted = by_key[key]
            yield noted.row.case_no or "", _cells(noted, revealed)


def _cells(noted: enquiries.Noted, revealed: bool) -> tuple[Value, ...]:
    row, words = noted.row, noted.words
    phone = words.phone if words else ""
    return (
        row.asked_on,
        row.at.astimezone(CHINA).replace(tzinfo=None),
        row.window.name if row.window else None,
        words.asked if words else GONE,
        (words.answered or None) if words else None,
        (phone if revealed else masking.phone(phone)) or None,
        directory.name_of(row.by),
        row.case_no,
    )
