"""What rows of this room hold of people's own words: hidden bytes, and nothing that can be read.

The room above hides and reads them (it knows the keys); erasing a case's key, or the row, is the
end of them. ``about`` is a reference this room does not look into, such as a case number; empty for
words that are about no single one.
"""

from __future__ import annotations

from uuid import uuid4

from django.db import models


def new_mark() -> str:
    """What binds hidden words to their row: a row moved elsewhere stays shut."""
    return uuid4().hex


class KeptWords(models.Model):
    """``words`` empty: nothing was written, or it has been erased (``erased_at``)."""

    about = models.CharField(max_length=60, blank=True)
    mark = models.CharField(max_length=32, default=new_mark)
    words = models.BinaryField(default=bytes)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
