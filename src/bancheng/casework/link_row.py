"""上级工单行: which case of its own the level above has for a case, so that the clock finds both.

``case``, ``since``, ``above`` and ``standing`` are worked out from the journal of the case below.
``carried`` and ``told`` remember how far either side has been read for the other, and ``over`` that
nothing more passes; losing them does no harm, as what passed once is refused a second time.
"""

from __future__ import annotations

from django.db import models

from bancheng.casework.case_row import CaseRow


class LinkRow(models.Model):
    """One sending up of a case, and the number of the case above once it is there."""

    case = models.ForeignKey(CaseRow, models.CASCADE, related_name="links", db_index=False)
    since = models.PositiveIntegerField()
    above = models.CharField(max_length=60, null=True)
    standing = models.CharField(max_length=10)
    carried = models.PositiveIntegerField(default=0)
    told = models.PositiveIntegerField(default=0)
    over = models.BooleanField(default=False)

    class Meta:
        app_label = "casework"
        constraints = (
            models.UniqueConstraint(fields=["case", "since"], name="casework_link_once"),
        )
        indexes = (
            models.Index(fields=["above"], name="casework_link_above"),
            models.Index(fields=["id"], name="casework_link_going", condition=models.Q(over=False)),
        )

    def __str__(self) -> str:
        return f"{self.case_id} → {self.above or '?'}"
