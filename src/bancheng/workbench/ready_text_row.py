"""常用语: a wording somebody keeps at hand, of their own or of the whole centre."""

from __future__ import annotations

from django.db import models


class ReadyText(models.Model):
    """One version of one ``entry``; changing it ends this row and begins another.

    ``owner`` is a user name, or empty where it is the centre's. ``words`` hold short name and
    text, encrypted under the key of the owner or the centre.
    """

    entry = models.CharField(max_length=32)
    centre = models.CharField(max_length=40)
    owner = models.CharField(max_length=150, blank=True)
    words = models.BinaryField(default=b"")
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    ended_by = models.CharField(max_length=150, null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "workbench"
        constraints = (
            models.UniqueConstraint(
                fields=["entry"], condition=models.Q(ended_at=None), name="workbench_ready_in_force"
            ),
        )
        indexes = (models.Index(fields=["centre", "owner", "ended_at"], name="workbench_ready_of"),)

    def __str__(self) -> str:
        return f"{self.owner or self.centre} {self.entry}"
