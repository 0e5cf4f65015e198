"""我的设置: how one person likes the program to behave; nobody else's concern."""

from __future__ import annotations

from django.db import models


class OwnChoice(models.Model):
    """One setting of one person, as it was last chosen."""

    username = models.CharField(max_length=150)
    name = models.CharField(max_length=40)
    value = models.CharField(max_length=40)
    made_at = models.DateTimeField()

    class Meta:
        app_label = "workbench"
        constraints = (
            models.UniqueConstraint(fields=["username", "name"], name="workbench_own_choice"),
        )

    def __str__(self) -> str:
        return f"{self.username} {self.name} {self.value}"
