"""对方工单: a work order of another system and the one case that it became here."""

from __future__ import annotations

from django.db import models

from bancheng.channels.setup_row import Setup


class Order(models.Model):
    """``number`` is theirs, ``due`` their clock, ``content`` a keyed digest of what they sent.
    ``told``: up to which entry of the case its messages are written. ``returned``: it was sent back
    to them and is theirs again. ``erased``: the case's details are gone, and nothing is told or
    added any more."""

    setup = models.ForeignKey(Setup, models.CASCADE, related_name="orders")
    number = models.CharField(max_length=80)
    case_no = models.CharField(max_length=60, db_index=True)
    content = models.CharField(max_length=64, blank=True)
    due = models.DateTimeField(null=True)
    told = models.PositiveIntegerField(default=0)
    returned = models.BooleanField(default=False)
    erased = models.BooleanField(default=False)
    came_at = models.DateTimeField()

    class Meta:
        app_label = "channels"
        constraints = (
            models.UniqueConstraint(fields=("setup", "number"), name="channels_order_once"),
        )

    def __str__(self) -> str:
        return self.number
