"""谁必须用两步登录: roles whose holders may not do without; who put each on the list, and when."""

from __future__ import annotations

from django.db import models


class MustHave(models.Model):
    """Ended, never deleted."""

    role = models.CharField(max_length=40)
    added_by = models.CharField(max_length=150)
    added_at = models.DateTimeField()
    ended_by = models.CharField(max_length=150, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "identity"
        ordering = ("role", "added_at")
        constraints = (
            models.UniqueConstraint(
                fields=("role",), condition=models.Q(ended_at=None), name="identity_must_once"
            ),
        )

    def __str__(self) -> str:
        return self.role
