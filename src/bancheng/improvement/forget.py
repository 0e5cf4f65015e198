"""随工单忘掉: what was written from a case goes with its details; the step that was taken stays.

A text about several cases goes with the first of them, since nobody can tell any more whom it
spoke of.
"""

from __future__ import annotations

from bancheng.improvement.kept_texts import wipe
from bancheng.improvement.point_row import PointCase, PointStep
from bancheng.improvement.staff_record_row import StaffRecordCase, StaffRecordStep
from bancheng.journal.erase import overwrite_what_is_deleted


def forget_case(case_no: str) -> None:
    """Called within the transaction that erases a case's personal details."""
    overwrite_what_is_deleted()
    cited = PointCase.objects.filter(case_no=case_no).values("since")
    wipe(PointStep.objects.filter(pk__in=cited))
    wipe(PointStep.objects.filter(about=case_no))
    tied = StaffRecordCase.objects.filter(case_no=case_no).values("record")
    wipe(StaffRecordStep.objects.filter(record__in=tied))
