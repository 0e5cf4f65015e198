"""定稿: the score of a centre's year, as somebody fixed it; fixed again is a further row.

No point stands here. They are counted from what was known at ``as_at`` and the exemptions that held
then, under the edition that was in force; nothing done later changes any of it. ``digest`` tells
whether that is still so.
"""

from __future__ import annotations

import secrets
from datetime import date

from django.db import models

from bancheng.figures.period import Period, months
from bancheng.improvement.kept_texts import KeptTexts


def new_key() -> str:
    """What a fixed score is called in addresses."""
    return secrets.token_hex(6)


class Score(KeptTexts):
    """The newest of a year stands. ``position``: the last entry of the journal it knows;
    ``exemptions``: the last step of an exemption it knows; hidden: why it was fixed again."""

    key = models.CharField(max_length=20, unique=True, default=new_key)
    centre = models.CharField(max_length=40)
    year = models.PositiveIntegerField()
    standard = models.CharField(max_length=60)
    edition = models.CharField(max_length=40)
    as_at = models.DateTimeField()
    position = models.PositiveBigIntegerField()
    exemptions = models.PositiveBigIntegerField()
    fixed_by = models.CharField(max_length=150)
    fixed_at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        app_label = "scoring"
        indexes = (models.Index(fields=["centre", "year", "-id"], name="scoring_of_year"),)

    def __str__(self) -> str:
        return self.key

    @property
    def period(self) -> Period:
        """The days it is about."""
        return year_of(self.year)


def year_of(year: int) -> Period:
    """January to December."""
    return months(date(year, 1, 1), 12)


def owner_of(centre: str, year: int) -> str:
    """Whose key the words about a year lie under that are about no single case."""
    return f"score {centre} {year}"
