"""议程: the cases put before a meeting, and what became of each.

A row names a case and no word of it: matter, question, proposal and minutes stand in the case, are
read through the read door, and go with it when it is erased.
"""

from __future__ import annotations

from django.db import models

from bancheng.meetings.meeting_row import Meeting


class Item(models.Model):
    """A case on the agenda of a meeting, until it is taken off."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    case_no = models.CharField(max_length=60)
    put_by = models.CharField(max_length=150)
    put_at = models.DateTimeField()
    taken_off_by = models.CharField(max_length=150, blank=True)
    taken_off_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "meetings"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "case_no"],
                condition=models.Q(taken_off_at=None),
                name="meetings_item_once",
            ),
        )
        indexes = (models.Index(fields=["case_no"], name="meetings_item_of_case"),)

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.case_no}"


class Decided(models.Model):
    """What the meeting did with an item: the act, and its entry in the case with the words."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="decided")
    act = models.CharField(max_length=40)
    entry = models.PositiveIntegerField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        app_label = "meetings"
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.item_id} {self.act}"
