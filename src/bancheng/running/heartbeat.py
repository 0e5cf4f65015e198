"""心跳: when the clock last went round, so that one sees when it stands still."""

from __future__ import annotations

from datetime import datetime

from django.db import models

CLOCK = "clock"


class Heartbeat(models.Model):
    """One row a process that must go on."""

    name = models.CharField(max_length=30, primary_key=True)
    at = models.DateTimeField()

    class Meta:
        app_label = "running"

    def __str__(self) -> str:
        return f"{self.name} {self.at:%F %T}"


def beat(now: datetime) -> None:
    """The clock went round."""
    Heartbeat.objects.update_or_create(name=CLOCK, defaults={"at": now})


def last_beat() -> datetime | None:
    """When the clock last went round."""
    return Heartbeat.objects.filter(name=CLOCK).values_list("at", flat=True).first()
