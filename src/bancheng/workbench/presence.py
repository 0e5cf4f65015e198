"""也在看: who else has this case open now, so that two people do not do the same thing twice.

Nothing rests on it: the write door alone decides who was first. A row is worth a minute and a half.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models

FRESH = timedelta(seconds=90)
ASKED_EVERY = 30  # seconds between two signs of life


class Presence(models.Model):
    """Somebody has a case open; ``act`` where they have a form of it before them."""

    case_no = models.CharField(max_length=60)
    username = models.CharField(max_length=150)
    act = models.CharField(max_length=40, blank=True)
    seen_at = models.DateTimeField()

    class Meta:
        app_label = "workbench"
        constraints = (
            models.UniqueConstraint(fields=("case_no", "username"), name="workbench_present_once"),
        )

    def __str__(self) -> str:
        return f"{self.username} {self.case_no}"


def sign(case_no: str, username: str, act: str, now: datetime) -> list[Presence]:
    """Note that somebody is here; returns who else is, whoever came first first."""
    Presence.objects.update_or_create(
        case_no=case_no, username=username, defaults={"act": act, "seen_at": now}
    )
    others = Presence.objects.filter(case_no=case_no, seen_at__gt=now - FRESH)
    return list(others.exclude(username=username).order_by("pk"))


def sweep(now: datetime) -> None:
    """Remove what is long over."""
    Presence.objects.filter(seen_at__lt=now - 10 * FRESH).delete()


def forget_case(case_no: str) -> None:
    """Nothing is known of who looked at an erased case."""
    Presence.objects.filter(case_no=case_no).delete()
