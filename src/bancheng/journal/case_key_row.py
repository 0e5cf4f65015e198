"""The table of case keys: whoever removes a row here has made the case's texts unreadable."""

from __future__ import annotations

from django.db import models


class CaseKey(models.Model):
    """The key of one case, wrapped by the master key named ``master``."""

    case_no = models.TextField(primary_key=True)
    algorithm = models.TextField()
    master = models.TextField()
    wrapped = models.BinaryField()

    def __str__(self) -> str:
        return self.case_no
