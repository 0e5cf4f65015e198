"""销毁登记: who proposed that a package is destroyed, who decided, on what ground; kept for ever.

The package's own row stays too, with its number and digest; only its key and its file go.
"""

from __future__ import annotations

from django.db import models

from bancheng.archive.package_row import Package


class Destruction(models.Model):
    """One proposal. ``basis``: what the appraisal found; ``reason``: of the decision. A package has
    one open proposal at most; refused ones stay and another may follow."""

    package = models.ForeignKey(Package, models.PROTECT, related_name="destructions")
    proposed_by = models.CharField(max_length=150)
    proposed_at = models.DateTimeField()
    basis = models.CharField(max_length=200)
    decided_by = models.CharField(max_length=150, default="")
    decided_at = models.DateTimeField(null=True)
    approved = models.BooleanField(null=True)
    reason = models.CharField(max_length=200, default="")

    class Meta:
        app_label = "archive"
        constraints = (
            models.UniqueConstraint(
                fields=["package"],
                condition=models.Q(decided_at=None),
                name="archive_destruction_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by="") | ~models.Q(decided_by=models.F("proposed_by")),
                name="archive_destruction_two_people",
            ),
        )
        indexes = (models.Index(fields=["-decided_at"], name="archive_destruction_decided"),)

    def __str__(self) -> str:
        return f"{self.package_id} {self.proposed_by} {self.approved}"
