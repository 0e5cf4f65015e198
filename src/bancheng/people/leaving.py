"""离岗移交: whoever leaves a centre leaves nothing without somebody; when that was done, by whom.

Who is leaving follows from the posts; here stands only that everything was handed on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import models
from django.utils import timezone

from bancheng.people import counting
from bancheng.people.chart import Chart, current
from bancheng.people.post import Post
from bancheng.people.unit import Unit
from bancheng.people.user import User

SOON = timedelta(days=14)
"""So long before the last day colleagues are told."""
NOT_FORGOTTEN = timedelta(days=60)
"""So long afterwards they are told still, unless everything was handed on."""


class HandedOn(models.Model):
    """What somebody left at a centre has found somebody: ``everything``, or all that ``settled_by``
    may see of it."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    centre = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    settled_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField()
    everything = models.BooleanField(default=True)

    class Meta:
        app_label = "people"
        ordering = ("settled_at", "id")

    def __str__(self) -> str:
        return f"{self.user_id} {self.centre_id}"


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody who goes, or went; ``last_on`` is the first day without a post there, None where
    the account was closed and the posts were not."""

    username: str
    name: str
    last_on: date | None


def leavers(centre: Unit, now: datetime) -> list[Leaver]:
    """Who leaves a centre soon or has left it lately: from memory, for every page may ask."""
    chart, today = current(), timezone.localdate(now)
    found = []
    for person in chart.people.values():
        posts = [p for p in chart.posts.get(person.username, ()) if _counts(chart, p, centre)]
        ends = [post.until_on for post in posts if post.from_on != post.until_on]
        if not ends:
            continue
        open_end = any(end is None or end > today + SOON for end in ends)
        last = max((end for end in ends if end is not None), default=today)
        if not person.active and (open_end or last > today):
            found.append(Leaver(person.username, person.name, None))
        elif not open_end and last > today - NOT_FORGOTTEN:
            found.append(Leaver(person.username, person.name, last))
    return found


def _counts(chart: Chart, post: Post, centre: Unit) -> bool:
    above = counting.centre_above(chart, post.unit.code)
    return above is not None and above.pk == centre.pk


def has_gone(leaver: Leaver, now: datetime) -> bool:
    """Whether the last day is over."""
    return leaver.last_on is None or leaver.last_on <= timezone.localdate(now)


def settle(user: User, centre: Unit, everything: bool, by: User, at: datetime) -> None:
    """All that ``by`` could see was handed on, or really everything."""
    HandedOn.objects.create(
        user=user, centre=centre, everything=everything, settled_by=by, settled_at=at
    )


def still_to_settle(reader: User, centre: Unit, now: datetime) -> list[Leaver]:
    """The leavers of whom the reader has not been told that all is settled: one query at most.

    What was handed on before the last day does not count: until then more may have come.
    """
    gone = leavers(centre, now)
    if not gone:
        return []
    settled = HandedOn.objects.filter(
        models.Q(everything=True) | models.Q(settled_by=reader),
        centre=centre,
        user__username__in=[leaver.username for leaver in gone],
        settled_at__gt=now - NOT_FORGOTTEN,
    )
    said = set(settled.values_list("user__username", "settled_at"))
    return [leaver for leaver in gone if not _is_settled(leaver, said)]


def _is_settled(leaver: Leaver, said: Iterable[tuple[str, datetime]]) -> bool:
    return any(
        name == leaver.username
        and (leaver.last_on is None or timezone.localdate(at) >= leaver.last_on)
        for name, at in said
    )
