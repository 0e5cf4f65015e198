"""备好的数·作风投诉: the figures of one complaint about conduct in one month, kept apart.

The sums that everybody may see have none of them. Who sees a complaint has its figures added; whose
eyes it is kept from is asked of the read door each time.
"""

from __future__ import annotations

from django.db import models


class ComplaintCell(models.Model):
    """``counted`` is a list (JSON) of axis, code, measure and number; three of them stand beside
    it, for what is in hand is a sum over all months."""

    chain = models.CharField(max_length=40)
    case_no = models.CharField(max_length=60)
    month = models.CharField(max_length=7)
    accepted = models.PositiveSmallIntegerField(default=0)
    declined = models.PositiveSmallIntegerField(default=0)
    ended = models.PositiveSmallIntegerField(default=0)
    counted = models.TextField()

    class Meta:
        app_label = "figures"
        constraints = (
            models.UniqueConstraint(fields=["case_no", "month"], name="figures_complaint_once"),
        )
        indexes = (models.Index(fields=["chain", "month"], name="figures_complaints"),)

    def __str__(self) -> str:
        return f"{self.case_no} {self.month}"
