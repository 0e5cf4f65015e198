"""会议: a sitting of the body that decides what is put to it — the leading group, a 专班会议.

What was fixed for it (when, where, who chairs) is never written over: each fixing is a row of its
own, and the last one holds.
"""

from __future__ import annotations

from django.db import models


class Meeting(models.Model):
    """One meeting of a centre. ``ended_at``: it sat and is over; ``cancelled_at``: it never sat."""

    chain = models.CharField(max_length=40)
    called_by = models.CharField(max_length=150)
    called_at = models.DateTimeField()
    ended_by = models.CharField(max_length=150, blank=True)
    ended_at = models.DateTimeField(null=True)
    cancelled_by = models.CharField(max_length=150, blank=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "meetings"
        indexes = (models.Index(fields=["chain", "-id"], name="meetings_of_a_centre"),)

    def __str__(self) -> str:
        return f"{self.chain} {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it has still to sit, or is sitting."""
        return self.ended_at is None and self.cancelled_at is None


class Fixing(models.Model):
    """When, where and under whom a meeting sits, as somebody fixed it; the last one holds."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="fixings")
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=100)
    chair = models.CharField(max_length=150)
    fixed_by = models.CharField(max_length=150)
    fixed_at = models.DateTimeField()

    class Meta:
        app_label = "meetings"
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.starts_at:%Y-%m-%d %H:%M}"
