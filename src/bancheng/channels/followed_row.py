"""跟到哪里: up to which entry of its centre's chain a channel has told what happened."""

from __future__ import annotations

from django.db import models

from bancheng.channels.setup_row import Setup


class Followed(models.Model):
    """One channel and the position of the last entry it has looked at."""

    setup = models.OneToOneField(Setup, models.CASCADE, primary_key=True, related_name="+")
    position = models.PositiveBigIntegerField(default=0)

    class Meta:
        app_label = "channels"

    def __str__(self) -> str:
        return f"{self.setup_id} {self.position}"
