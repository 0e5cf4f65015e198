"""对方的账号: which client may speak into a channel. Ended, never deleted: somebody may ask later
who could hand in at the time, and who let them."""

from __future__ import annotations

from django.db import models

from bancheng.channels.setup_row import Setup
from bancheng.clients.client_row import Client


class Speaker(models.Model):
    """One client named for one channel, by whom and from when until when."""

    setup = models.ForeignKey(Setup, models.CASCADE, related_name="speakers")
    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    named_by = models.CharField("谁选的", max_length=150)
    named_at = models.DateTimeField("什么时候选的")
    ended_by = models.CharField("谁去掉的", max_length=150, blank=True)
    ended_at = models.DateTimeField("什么时候去掉的", null=True, blank=True)

    class Meta:
        app_label = "channels"
        constraints = (
            models.UniqueConstraint(
                fields=("setup", "client"),
                condition=models.Q(ended_at=None),
                name="channels_speaker_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.setup_id} {self.client_id}"
