"""留存的数: what was counted for everybody as at a past moment, which nothing changes any more."""

from __future__ import annotations

from django.db import models


class Kept(models.Model):
    """``counted`` is a list of axis, code, measure and number; ``before`` what was accepted,
    declined and ended in the time before, as known at the same moment. It is thrown away only
    where a case turns out to be a complaint about conduct, and where everything is made anew."""

    chain = models.CharField(max_length=40)
    first = models.DateField()
    last = models.DateField()
    as_at = models.DateTimeField()
    counted = models.JSONField()
    in_hand = models.PositiveIntegerField()
    before = models.JSONField()

    class Meta:
        app_label = "figures"
        constraints = (
            models.UniqueConstraint(
                fields=["chain", "first", "last", "as_at"], name="figures_kept_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.chain} {self.first} {self.as_at}"
