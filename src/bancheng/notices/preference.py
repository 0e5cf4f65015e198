"""勿扰: when somebody wishes to be left alone, and what they want to hear of at all.

Nothing is lost by it: in quiet hours notices wait in the list without calling for attention, and
messages to a phone wait until the quiet is over. Lateness is always told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import models
from django.utils import timezone

ALWAYS = frozenset({"lapsed"})
"""Told whatever one chose."""
LONGEST = 16 * 60  # minutes a day one may be left alone


class Preference(models.Model):
    """``quiet_from`` to ``quiet_until`` on the clock, over midnight or not; both or none."""

    username = models.CharField(max_length=150, unique=True)
    quiet_from = models.TimeField("从", null=True)
    quiet_until = models.TimeField("到", null=True)
    unwanted = models.JSONField("不用通知的", default=list)
    channels = models.JSONField("另外发到", default=dict)

    class Meta:
        app_label = "notices"

    def __str__(self) -> str:
        return self.username


@dataclass(frozen=True)
class PreferenceError(ValueError):
    """What is wrong with a choice, in a sentence, and the field it is about."""

    sentence: str
    field: str


def of(username: str) -> Preference:
    """Somebody's choice; without one nothing is quiet and everything is told."""
    return Preference.objects.filter(username=username).first() or Preference(username=username)


def choose(wanted: Preference) -> None:
    """Keep a choice. Raises PreferenceError; then the old one stays."""
    begins, ends = wanted.quiet_from, wanted.quiet_until
    if (begins is None) != (ends is None):
        raise PreferenceError("安静的时间要写两头：从几点，到几点。", "quiet_from")
    if begins is not None and ends is not None and _minutes(begins, ends) > LONGEST:
        raise PreferenceError("安静的时间太长了，上班的时候还是要看得到通知。", "quiet_until")
    Preference.objects.update_or_create(
        username=wanted.username,
        defaults={
            "quiet_from": begins,
            "quiet_until": ends,
            "unwanted": [name for name in wanted.unwanted if name not in ALWAYS],
            "channels": wanted.channels,
        },
    )


def wants(chosen: Preference, about: str) -> bool:
    """Whether somebody wants to hear of this."""
    return about in ALWAYS or about not in chosen.unwanted


def quiet_until(chosen: Preference, now: datetime) -> datetime | None:
    """When the quiet that holds now is over; None where it does not hold."""
    begins, ends = chosen.quiet_from, chosen.quiet_until
    if begins is None or ends is None or begins == ends:
        return None
    here = timezone.localtime(now)
    clock = here.time()
    inside = begins <= clock < ends if begins < ends else clock >= begins or clock < ends
    if not inside:
        return None
    over = here.replace(hour=ends.hour, minute=ends.minute, second=0, microsecond=0)
    return over if over > here else over + timedelta(days=1)


def _minutes(begins: time, ends: time) -> int:
    span = (ends.hour * 60 + ends.minute) - (begins.hour * 60 + begins.minute)
    return span % (24 * 60)
