"""来的消息: each message of another system, known by its own id, so that it is taken once."""

from __future__ import annotations

from django.db import models

from bancheng.channels.setup_row import Setup


class Message(models.Model):
    """``mark`` is their id of it, ``number`` that of their order. ``content``: a keyed digest of
    what it said. ``hidden`` is the text, encrypted, of one that waits for its order to come, and
    gone once it was applied. ``taken``: what became of it, as it was answered."""

    setup = models.ForeignKey(Setup, models.CASCADE, related_name="messages")
    mark = models.CharField(max_length=80)
    number = models.CharField(max_length=80)
    kind = models.CharField(max_length=16)
    content = models.CharField(max_length=64)
    hidden = models.BinaryField(default=b"")
    taken = models.CharField(max_length=16)
    came_at = models.DateTimeField()

    class Meta:
        app_label = "channels"
        constraints = (
            models.UniqueConstraint(fields=("setup", "mark"), name="channels_message_once"),
        )
        indexes = (models.Index(fields=("setup", "number"), name="channels_message_order"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
