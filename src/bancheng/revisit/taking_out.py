"""导出名单: a campaign's list as at one moment, for callers who work from paper.

Whoever takes it out sees no more than on the list: masked, unless they give the reason for which
they would be shown the whole. Then each case's own record says so too. What was written down
behind the moment of the export is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db.models import QuerySet
from django.utils import timezone

from bancheng.casework.revisiting import Glimpse
from bancheng.core.refusal import Refusal
from bancheng.journal import read
from bancheng.people.user import User
from bancheng.revisit.attempt_row import REACHED, Attempt
from bancheng.revisit.campaign_row import Campaign
from bancheng.revisit.entry_row import DONE, WAITING, Entry
from bancheng.revisit.list_export_row import ListExport
from bancheng.revisit.seeing import glimpses, show_all_whole

A_BATCH = 200
SHORTEST, LONGEST = 2, 150


@dataclass(frozen=True, slots=True)
class Taken:
    """One line as it stood when the list was taken out. ``people``: who, name, phone."""

    entry: Entry
    glimpse: Glimpse | None
    people: tuple[tuple[str, str, str], ...]
    state: str
    tries: int
    answered_by: str

    @property
    def done(self) -> bool:
        """Whether somebody had answered."""
        return self.state == DONE


def begin(
    user: User, campaign: Campaign, kind: str, asked: str, reason: str | None, now: datetime
) -> ListExport:
    """Keep that somebody takes the list out; only then is it read. ``reason``: None for masked.

    Raises Refusal.
    """
    why = " ".join((reason or "").split())
    if reason is not None and len(why) < SHORTEST:
        sentence = "不遮盖姓名、电话的，请写明用来做什么（例如“打印出来打电话”）。"
        raise Refusal("missing", sentence, field="reason")
    chains = campaign.entries.order_by("chain").values_list("chain", flat=True).distinct()
    return ListExport.objects.create(
        number=uuid4().hex[:12],
        campaign=campaign,
        user=user.username,
        at=now,
        kind=kind,
        asked=asked,
        until={chain: read.head(chain)[0] for chain in chains},
        revealed=reason is not None,
        reason=why[:LONGEST],
    )


def every_line(user: User, export: ListExport, entries: QuerySet[Entry]) -> Iterator[Taken]:
    """All lines, a batch at a time through the read door, counted when the last is told.

    Which they are is fixed when the first is asked for.
    """
    keys = list(entries.order_by("pk").values_list("pk", flat=True))
    count = 0
    for first in range(0, len(keys), A_BATCH):
        batch = Entry.objects.filter(pk__in=keys[first : first + A_BATCH]).order_by("pk")
        for taken in _lines(user, export, list(batch)):
            count += 1
            yield taken
    ListExport.objects.filter(pk=export.pk).update(rows=count, finished_at=timezone.now())


def _lines(user: User, export: ListExport, entries: Sequence[Entry]) -> Iterator[Taken]:
    numbers = [entry.case_no for entry in entries]
    seen = glimpses(user, numbers)
    reason = f"导出回访名单 {export.number}：{export.reason}"
    whole = show_all_whole(user, numbers, reason, export.at) if export.revealed else {}
    calls: dict[int, list[Attempt]] = {}
    made = Attempt.objects.filter(entry__in=entries, at__lte=export.at).order_by("at", "pk")
    for call in made:
        calls.setdefault(call.entry_id, []).append(call)
    for entry in entries:
        glimpse = seen.get(entry.case_no)
        mine = calls.get(entry.pk, [])
        later = entry.tried_at is not None and entry.tried_at > export.at
        yield Taken(
            entry,
            glimpse,
            whole.get(entry.case_no, glimpse.people if glimpse else ()),
            WAITING if later else entry.state,
            len(mine),
            next((call.whom for call in reversed(mine) if call.outcome == REACHED), ""),
        )
