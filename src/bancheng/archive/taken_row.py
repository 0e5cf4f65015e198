"""取用记录: who took which package out, and when; what for stands with the record of the case's
names shown, as for a printed paper."""

from __future__ import annotations

from django.db import models

from bancheng.archive.package_row import Package


class PackageTaken(models.Model):
    """One package handed to one person; kept for ever."""

    uid = models.CharField(max_length=60, unique=True)
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="takings")
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        app_label = "archive"
        indexes = (models.Index(fields=["package", "-at"], name="archive_taken_of_package"),)

    def __str__(self) -> str:
        return f"{self.package_id} {self.by}"
