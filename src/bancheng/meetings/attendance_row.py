"""到会: which units were asked, who came, who sent somebody else, who did not come.

What is put right later supersedes and does not overwrite. Names typed in are kept encrypted under
the key of the centre: whoever came without an account here is somebody's name all the same.
"""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from bancheng.meetings.meeting_row import Meeting


class State(models.TextChoices):
    """Whether somebody was there."""

    PRESENT = "present", "到会"
    SUBSTITUTE = "substitute", "派人代会"
    ABSENT = "absent", "缺席"


class Attendance(models.Model):
    """One unit (or one person of the body itself) at one meeting, until put right."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance")
    unit = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=State.choices)
    name = models.BinaryField(default=b"")
    set_by = models.CharField(max_length=150)
    set_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "meetings"
        ordering = ("set_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "unit"],
                condition=models.Q(superseded_at=None),
                name="meetings_attendance_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.unit} {self.state}"
