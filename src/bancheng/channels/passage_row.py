"""往来记录: what came and went by a channel, when, and what became of it. It names cases and the
other side's numbers, and nobody in them."""

from __future__ import annotations

from django.db import models

from bancheng.channels.setup_row import Setup

CAME, WENT, TRIED = "came", "went", "tried"


class Passage(models.Model):
    """``ref``: the number over there; ``said``: a sentence for people about what became of it."""

    setup = models.ForeignKey(Setup, models.CASCADE, related_name="passages")
    way = models.CharField(
        max_length=8, choices=((CAME, "收到"), (WENT, "送出"), (TRIED, "试一试"))
    )
    at = models.DateTimeField()
    what = models.CharField(max_length=80)
    ref = models.CharField(max_length=80, blank=True)
    case_no = models.CharField(max_length=60, blank=True, db_index=True)
    fine = models.BooleanField(default=True)
    said = models.CharField(max_length=300, blank=True)

    class Meta:
        app_label = "channels"
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=("setup", "-at"), name="channels_passages"),)

    def __str__(self) -> str:
        return f"{self.setup_id} {self.way} {self.what}"
