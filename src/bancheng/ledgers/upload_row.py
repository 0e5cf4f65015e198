"""待导入的台账: an old ledger between looking at it and bringing it in, encrypted meanwhile."""

from __future__ import annotations

import base64
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import models, transaction

from bancheng.journal.erase import overwrite_what_is_deleted
from bancheng.journal.erase import sweep as overwrite
from bancheng.journal.kept_apart import box_for_writing, box_of

KEPT = timedelta(days=1)


class Upload(models.Model):
    """A file as it came, under the key of whoever brought it. It is thrown away once it is brought
    in, or after a day."""

    uid = models.CharField(max_length=32, unique=True)
    centre = models.CharField(max_length=40)
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField(db_index=True)

    class Meta:
        app_label = "ledgers"

    def __str__(self) -> str:
        return f"{self.centre} {self.uid}"

    def opened(self) -> bytes:
        """The file again. ValueError where what is stored no longer opens."""
        told = box_of(self.by).opened(f"ledger {self.uid}", self.content)
        return base64.b64decode(told, validate=True)


def keep(centre: str, file_name: str, content: bytes, by: str, now: datetime) -> Upload:
    """Put a file aside."""
    uid = uuid4().hex
    with transaction.atomic():
        told = base64.b64encode(content).decode()
        shut = box_for_writing(by).shut(f"ledger {uid}", told)
        return Upload.objects.create(
            uid=uid, centre=centre, file_name=file_name, content=shut, by=by, at=now
        )


def throw_away(upload: Upload) -> None:
    """It is needed no more."""
    _delete(Upload.objects.filter(pk=upload.pk))


def forget_old(now: datetime) -> None:
    """Called after each tick: what nobody brought in goes."""
    old = Upload.objects.filter(at__lt=now - KEPT)
    if old.exists():
        _delete(old)


def _delete(uploads: models.QuerySet[Upload]) -> None:
    with transaction.atomic():
        overwrite_what_is_deleted()
        uploads.delete()
        transaction.on_commit(lambda: bool(overwrite()))
