"""一期通报: which days it is about, as at which moment, and who issued it under which number.

No figure stands here. They are counted from what was known at ``as_at``, which nothing done later
can change; ``digest`` tells whether that is still so.
"""

from __future__ import annotations

import secrets

from django.db import models

from bancheng.figures.period import Period


def new_key() -> str:
    """What an issue is called in addresses."""
    return secrets.token_hex(6)


class Issue(models.Model):
    """A draft until ``issued_at``. ``position``: the last entry of the journal that it knows;
    ``number``: the how-manieth of its year, none of a draft; ``dropped_at``: a draft given up."""

    key = models.CharField(max_length=20, unique=True, default=new_key)
    centre = models.CharField(max_length=40)
    first = models.DateField()
    last = models.DateField()
    as_at = models.DateTimeField()
    position = models.PositiveBigIntegerField()
    begun_by = models.CharField(max_length=150)
    begun_at = models.DateTimeField()
    year = models.PositiveIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    issued_by = models.CharField(max_length=150, blank=True)
    issued_at = models.DateTimeField(null=True)
    signed_by = models.CharField(max_length=60, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    dropped_by = models.CharField(max_length=150, blank=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "bulletin"
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "year", "number"],
                name="bulletin_number_once",
                condition=models.Q(number__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["centre", "first", "last"],
                name="bulletin_one_draft",
                condition=models.Q(issued_at=None, dropped_at=None),
            ),
        )
        indexes = (models.Index(fields=["centre", "-first", "-id"], name="bulletin_of_centre"),)

    def __str__(self) -> str:
        return self.key

    @property
    def period(self) -> Period:
        """The days it is about."""
        return Period(self.first, self.last)

    @property
    def owner(self) -> str:
        """Whose key its remarks lie under: its own, so that one issue's can be erased."""
        return f"bulletin {self.key}"
