"""行的形状: which shape the rows have that stand in this database.

A later release may put more into the rows, or work something out otherwise. Whoever upgrades need
not know: the number that stands here is older than the program's, and the rows are made anew.
"""

from __future__ import annotations

from django.db import models

THE_ROW = 1


class RowShape(models.Model):
    """A single row; none where rows were last made before shapes were numbered."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=THE_ROW)
    number = models.PositiveIntegerField()

    class Meta:
        app_label = "casework"

    def __str__(self) -> str:
        return str(self.number)


def kept() -> int:
    """The shape of the rows as they stand; 0 where nobody wrote it down."""
    return RowShape.objects.filter(pk=THE_ROW).values_list("number", flat=True).first() or 0


def keep(number: int) -> None:
    """The rows have this shape now. Belongs in the transaction that made them."""
    RowShape.objects.update_or_create(pk=THE_ROW, defaults={"number": number})
