"""归档包: the table of packages made — number, retention, digest, key. No word of a case.

Which number of a year a case got stays with it: a package made anew (the case was reopened) has the
same number and is the next making. The file lies in the data folder under a key of its own, which
the centre's key for packages wraps: erasing the case leaves it as it is.
"""

from __future__ import annotations

from django.db import models


class Package(models.Model):
    """``number``: 档号. ``made``: the how-manieth of its case. ``years``: None is permanent.
    ``destroyed_at``: key and file are gone since; the row stays."""

    uid = models.CharField(max_length=60, unique=True)
    file_id = models.CharField(max_length=32, unique=True)
    case_no = models.CharField(max_length=60)
    chain = models.CharField(max_length=40)
    number = models.CharField(max_length=40)
    made = models.PositiveIntegerField()
    year = models.PositiveIntegerField()
    serial = models.PositiveIntegerField()
    years = models.PositiveIntegerField(null=True)
    due_on = models.DateField(null=True)
    version = models.PositiveIntegerField()
    archived_at = models.DateTimeField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=80)
    key_id = models.CharField(max_length=16)
    papers = models.PositiveIntegerField()
    attachments = models.PositiveIntegerField()
    algorithm = models.TextField()
    wrapped = models.BinaryField()
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "archive"
        constraints = (
            models.UniqueConstraint(fields=["case_no", "made"], name="archive_package_making"),
            models.UniqueConstraint(
                fields=["chain", "year", "serial", "made"], name="archive_package_number"
            ),
        )
        indexes = (
            models.Index(fields=["chain", "-id"], name="archive_package_newest"),
            models.Index(fields=["number"], name="archive_package_by_number"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.case_no} {self.made}"
