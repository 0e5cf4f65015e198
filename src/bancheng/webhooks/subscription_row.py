"""通知订阅: where a client wants to be told, and of which acts."""

from __future__ import annotations

from django.db import models

from bancheng.clients.client_row import Client


class Subscription(models.Model):
    """``acts`` are names of acts; empty means all. Ended, never deleted or pointed elsewhere:
    another address is another subscription, so that what went where stays true."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="subscriptions")
    url = models.CharField("送到哪里", max_length=500)
    acts = models.JSONField("哪些事", default=list)
    made_by = models.CharField("谁加的", max_length=150)
    made_at = models.DateTimeField("什么时候加的")
    ended_at = models.DateTimeField("什么时候停的", null=True, blank=True)

    class Meta:
        app_label = "webhooks"
        ordering = ("id",)

    def __str__(self) -> str:
        return self.url

    @property
    def road(self) -> str:
        """The road of its letters."""
        return f"webhook:{self.pk}"
