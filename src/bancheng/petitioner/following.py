"""电话更正以后: the last four digits follow the phone on record, and what is over is swept.

A phone that was misheard keeps its petitioner out; once the window puts it right, the code they
have already must open with the right one.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, F, OuterRef

from bancheng.casework.case_row import CaseRow
from bancheng.petitioner import limits, sessions
from bancheng.petitioner.code_row import QueryCode
from bancheng.petitioner.keyed import digest
from bancheng.petitioner.making import SECOND, last_of, phone_of

AT_ONCE = 500


def run(now: datetime) -> None:
    """Called after each tick."""
    touched = CaseRow.objects.filter(
        case_no=OuterRef("case_no"), touched_at__gte=OuterRef("followed_at")
    )
    behind = QueryCode.objects.filter(Exists(touched), ended_at=None, followed_at__lt=now)
    for row in behind.order_by("pk")[:AT_ONCE]:
        follow(row, now)
    limits.forget_old(now)
    sessions.forget_old(now)


def follow(row: QueryCode, now: datetime) -> None:
    """The digits of one code as the phone stands now; without a phone they stay as agreed."""
    digits = last_of(phone_of(row.case_no))
    second = digest(SECOND, row.digest, digits) if digits else row.second
    QueryCode.objects.filter(pk=row.pk, ended_at=None).update(
        second=second, by_word=F("by_word") if not digits else False, followed_at=now
    )
