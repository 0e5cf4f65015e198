"""恢复码: what opens the second step once without the phone; kept only as a keyed digest."""

from __future__ import annotations

from django.db import models

from bancheng.identity.factor_row import Factor


class RecoveryCode(models.Model):
    """``used_at`` is set once; ``told_at``: when the person, with the phone in hand, was told."""

    factor = models.ForeignKey(Factor, models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "identity"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("factor", "digest"), name="identity_recovery_once"),
        )

    def __str__(self) -> str:
        return f"{self.factor_id} {self.pk}"
