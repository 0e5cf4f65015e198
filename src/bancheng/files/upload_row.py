"""待用附件: the table of files that somebody sent and no act has taken over yet.

Each has a key of its own, wrapped by the master key; its name and digest lie encrypted under it.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Upload(models.Model):
    """A file waiting for the form it was sent with; gone after a day.

    ``case_no`` where the form is about a case that there is already. ``signature``: drawn on the
    pad, and so no paper of the case.
    """

    file_id = models.TextField(primary_key=True)
    owner = models.TextField()
    case_no = models.TextField(null=True)
    sent_at = models.DateTimeField()
    size = models.BigIntegerField()
    has_small = models.BooleanField()
    signature = models.BooleanField(default=False)
    master = models.TextField()
    algorithm = models.TextField()
    wrapped = models.BinaryField()
    described = models.BinaryField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["owner", "sent_at"], name="files_upload_owner"),
            models.Index(fields=["sent_at"], name="files_upload_sent"),
            models.Index(fields=["case_no"], name="files_upload_case"),
        ]

    def __str__(self) -> str:
        return self.file_id
