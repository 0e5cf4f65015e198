"""人员记录: praise, criticism, replacement, referral; one person proposes, another confirms.

It stands in this room and not beside the posts: it is tied to cases, and only a room above the read
door can say which of them a reader may see. No figure is ever made of it.
"""

from __future__ import annotations

from django.db import models

from bancheng.improvement.kept_texts import KeptTexts
from bancheng.improvement.point_row import new_key

PROPOSED, CONFIRMED, REFUSED = "proposed", "confirmed", "refused"
WITHDRAWN, REVOKED = "withdrawn", "revoked"
STAGES = {
    PROPOSED: "等另一个人确认",
    CONFIRMED: "已确认",
    REFUSED: "没有确认",
    WITHDRAWN: "已收回",
    REVOKED: "已撤销",
}


class StaffRecord(models.Model):
    """``kind`` is one of the standard's. ``revoking``: taking it back waits for a second person."""

    key = models.CharField(max_length=20, unique=True, default=new_key)
    centre = models.CharField(max_length=40)
    person = models.CharField(max_length=150)
    unit = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=60)
    stage = models.CharField(max_length=20, default=PROPOSED)
    revoking = models.BooleanField(default=False)
    proposed_by = models.CharField(max_length=150)
    proposed_at = models.DateTimeField()
    touched_at = models.DateTimeField()

    class Meta:
        app_label = "improvement"
        indexes = (
            models.Index(fields=["centre", "-touched_at"], name="improvement_staff_recent"),
            models.Index(fields=["person"], name="improvement_staff_person"),
        )

    def __str__(self) -> str:
        return self.key


class StaffRecordStep(KeptTexts):
    """One step of a record: who did what, when, in which words."""

    record = models.ForeignKey(StaffRecord, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=20)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    command = models.CharField(max_length=64, unique=True)

    class Meta:
        app_label = "improvement"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.record_id} {self.kind}"


class StaffRecordCase(models.Model):
    """A case a record is tied to: its number and nothing more."""

    record = models.ForeignKey(StaffRecord, models.PROTECT, related_name="cases")
    case_no = models.CharField(max_length=60)

    class Meta:
        app_label = "improvement"
        indexes = (models.Index(fields=["case_no"], name="improvement_staff_case"),)

    def __str__(self) -> str:
        return f"{self.record_id} {self.case_no}"
