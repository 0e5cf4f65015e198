"""附件: the table of files that an act has attached to a case, each with its key.

The key is wrapped by the key of the case: whoever destroys that has made every copy unreadable.
What a file is called and what its digest is stand with the act, in the journal.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Kept(models.Model):
    """One file of one case."""

    file_id = models.TextField(primary_key=True)
    case_no = models.TextField()
    size = models.BigIntegerField()
    has_small = models.BooleanField()
    algorithm = models.TextField()
    wrapped = models.BinaryField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case_no"], name="files_kept_case")]

    def __str__(self) -> str:
        return self.file_id
