"""最后一次动: when a case last changed anything that figures are counted from.

What was known at a past moment is what is known now but for the cases that moved since, and they
are found here: a day or two of a large centre are two hundred cases, not the thousands of a month.
Of a period that was over by then they are few however long ago it was.
"""

from __future__ import annotations

from django.db import models


class LastMove(models.Model):
    """``known``: the latest moment at which something of the case's states, duties or stays was
    recorded, began or ended; ``first_on``: the first day that anything of it is counted on. What
    is counted up to an earlier day it has no part in."""

    chain = models.CharField(max_length=40)
    case_no = models.CharField(max_length=60, unique=True)
    known = models.DateTimeField()
    first_on = models.CharField(max_length=10)

    class Meta:
        app_label = "figures"
        indexes = (
            models.Index(
                fields=["chain", "known", "first_on", "case_no"], name="figures_last_move"
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_no} {self.known}"
