"""往来件: a case of ours and the other installation's case for it, and how far either was told.

``told`` is the entry up to which the other side knows ours. What is shown of the other side's case
(``stage``, ``promise``, ``due``) is what it told last; terms of its standard, and nobody's words.
"""

from __future__ import annotations

from django.db import models

from bancheng.exchange.partner_row import Partner

UP, DOWN = "up", "down"


class Crossing(models.Model):
    """``way`` is up where ours is the lower case. ``lower_no`` and ``since`` are its name on both
    sides; ``case_no`` is ours, empty where it was not taken (``refused``)."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="crossings")
    way = models.CharField(max_length=4, choices=((UP, "上报"), (DOWN, "收件")))
    lower_no = models.CharField(max_length=60)
    since = models.PositiveIntegerField()
    case_no = models.CharField(max_length=60, blank=True, db_index=True)
    their_no = models.CharField(max_length=60, blank=True)
    told = models.PositiveIntegerField(default=0)
    said_received = models.BooleanField(default=False)
    refused = models.CharField(max_length=300, blank=True)
    waits = models.BooleanField(default=False)
    over = models.BooleanField(default=False)
    stage = models.CharField(max_length=300, blank=True)
    promise = models.CharField(max_length=300, blank=True)
    due = models.DateTimeField(null=True)
    provisional = models.BooleanField(default=False)
    standing_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "exchange"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["partner", "way", "lower_no", "since"], name="exchange_crossing_once"
            ),
        )
        indexes = (
            models.Index(
                fields=["partner", "id"],
                name="exchange_crossing_going",
                condition=models.Q(over=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.lower_no} {self.way}"
