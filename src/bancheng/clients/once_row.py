"""幂等键: under which key a client asked for what, so that one key never means two things.

Kept is the keyed digest of what was asked, never a word of it, nor which case it was about.
"""

from __future__ import annotations

from django.db import models

from bancheng.clients.client_row import Client


class Once(models.Model):
    """One idempotency key of a client."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    mark = models.CharField(max_length=64)
    asked_at = models.DateTimeField(db_index=True)

    class Meta:
        app_label = "clients"
        constraints = (
            models.UniqueConstraint(fields=("client", "key"), name="clients_once_a_key"),
        )

    def __str__(self) -> str:
        return self.key
