"""Block points and praise of three years, put up through their own doors and moved back in time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from bancheng.casework.case_row import CaseRow
from bancheng.improvement import points, staff_records
from bancheng.improvement.point_row import Point, PointStep
from bancheng.improvement.saying import Said
from bancheng.improvement.staff_record_row import StaffRecord, StaffRecordStep
from bancheng.improvement.staff_records import Wanted
from bancheng.improvement.whom import Owner
from bench.hall import command
from tests.casework.hall import Hall

POINTS, PRAISES = 180, 240
DAYS = 3 * 365
STEP = timedelta(days=5)


def fill(hall: Hall) -> None:
    """So many of each; a few points are still being worked on."""
    now = timezone.now()
    known = CaseRow.objects.filter(chain="hall", conduct=False, lead="housing")
    numbers = list(known.order_by("pk").values_list("case_no", flat=True)[: POINTS + PRAISES])
    for at, number in enumerate(numbers[:POINTS]):
        _point(hall, number, now, timedelta(days=1 + at * DAYS // POINTS), stays=at < 12)
    for at, number in enumerate(numbers[POINTS:]):
        _praise(hall, number, now, timedelta(days=1 + at * DAYS // PRAISES))


def _point(hall: Hall, number: str, now: datetime, back: timedelta, *, stays: bool) -> None:
    people = hall.people
    said = Said("装电梯，规划和住建互相要意见", "departments", "两家合用一份意见书", [number])
    key = points.propose(people["chen"], "hall", said, command(), now).key
    day = f"{(now + timedelta(days=30)).date()}"
    owner = Owner(unit="housing")
    points.adopt(people["jiang"], key, owner, day, "每月都有", command(), now)
    if not stays:
        today = f"{timezone.localdate(now)}"
        points.report_done(people["mo"], key, "合成一张表", today, command(), now)
        points.check(people["jiang"], key, True, "看过了，是一张表", command(), now)
    then = now - back
    Point.objects.filter(key=key).update(proposed_at=then, touched_at=then)
    for at, step in enumerate(PointStep.objects.filter(point__key=key).order_by("pk")):
        moved = min(then + at * STEP, now)
        PointStep.objects.filter(pk=step.pk).update(at=moved)
        Point.objects.filter(key=key).update(touched_at=moved)


def _praise(hall: Hall, number: str, now: datetime, back: timedelta) -> None:
    people = hall.people
    wanted = Wanted("chen", "praise", "连着三天帮老人填表", [number])
    record = staff_records.propose(people["jiang"], "hall", wanted, command(), now)
    staff_records.confirm(people["gu"], record.key, command(), now)
    then = now - back
    StaffRecord.objects.filter(pk=record.pk).update(proposed_at=then, touched_at=then)
    StaffRecordStep.objects.filter(record=record).update(at=then)
