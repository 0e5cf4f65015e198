"""常用筛选: a filter of the cases list, kept under a name by one person or for a role."""

from __future__ import annotations

from django.db import models


class SavedView(models.Model):
    """One version of one ``entry``; changing it ends this row and begins another.

    ``owner`` is a user name, or empty where it is for everybody with ``role`` at the centre.
    ``content`` holds name, filters and words of a search, encrypted under the key of the owner or
    the centre.
    """

    entry = models.CharField(max_length=32)
    centre = models.CharField(max_length=40)
    owner = models.CharField(max_length=150, blank=True)
    role = models.CharField(max_length=60, blank=True)
    content = models.BinaryField(default=b"")
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    ended_by = models.CharField(max_length=150, null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "workbench"
        constraints = (
            models.UniqueConstraint(
                fields=["entry"], condition=models.Q(ended_at=None), name="workbench_view_in_force"
            ),
        )
        indexes = (models.Index(fields=["centre", "owner", "ended_at"], name="workbench_view_of"),)

    def __str__(self) -> str:
        return f"{self.owner or self.role} {self.entry}"
