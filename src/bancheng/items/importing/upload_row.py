"""待导入的文件: an uploaded list between looking at the plan and bringing it in."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models

KEPT = timedelta(days=1)


class Upload(models.Model):
    """A file as it came. It is thrown away once it is brought in, or after a day."""

    unit = models.CharField(max_length=40)
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField(db_index=True)

    class Meta:
        app_label = "items"

    def __str__(self) -> str:
        return f"{self.unit} {self.file_name}"


def sweep(now: datetime) -> None:
    """Throw away what nobody brought in."""
    Upload.objects.filter(at__lt=now - KEPT).delete()
