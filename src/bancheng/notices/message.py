"""待发: what goes out to a phone, a mailbox or another system, and what became of it.

A message says how many things are new and by when the first is due; it names no case and nobody.
Which channels there are is the installation's choice (``senders``); this row outlives a channel
that is down.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models

AGAIN = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120, 480))
"""How long to wait after each failure; after the last the message is stuck, and said to be."""


class Message(models.Model):
    """``not_before``: after quiet hours or a failure. ``stuck``: nobody tries any more."""

    channel = models.CharField(max_length=30)
    username = models.CharField(max_length=150)
    address = models.CharField(max_length=200)
    text = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    not_before = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True)
    stuck = models.BooleanField(default=False)

    class Meta:
        app_label = "notices"
        indexes = (
            models.Index(
                fields=("not_before",),
                name="notices_waiting",
                condition=models.Q(sent_at=None, stuck=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.channel} {self.username} {self.made_at:%F %R}"


def waiting(now: datetime) -> models.QuerySet[Message]:
    """What may be sent by now, oldest first."""
    due = Message.objects.filter(sent_at=None, stuck=False, not_before__lte=now)
    return due.order_by("not_before", "pk")


def failed(message: Message, why: str, now: datetime) -> None:
    """Try again later, or give up and say so."""
    message.tries += 1
    message.failure = why[:300]
    if message.tries > len(AGAIN):
        message.stuck = True
    else:
        message.not_before = now + AGAIN[message.tries - 1]
    message.save(update_fields=["tries", "failure", "stuck", "not_before"])


def sent(message: Message, now: datetime) -> None:
    """It is out."""
    message.sent_at, message.failure = now, ""
    message.save(update_fields=["sent_at", "failure"])
