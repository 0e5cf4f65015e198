"""列入名单: every case closed in a campaign's days is on its list, each once, and none by choice.

Done when a campaign is opened and after each tick while it is open, so that cases closed later
come in by themselves.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from bancheng.casework.case_row import CaseRow
from bancheng.core.stage import CLOSED
from bancheng.library import standards
from bancheng.revisit.authority import centres_under
from bancheng.revisit.campaign_row import Campaign
from bancheng.revisit.elsewhere_row import Elsewhere
from bancheng.revisit.entry_row import DONE, Entry

AT_ONCE = 1000


def gather(now: datetime) -> None:
    """Bring every open campaign up to date."""
    for campaign in Campaign.objects.filter(ended_at=None).order_by("pk"):
        gather_into(campaign, now)


def gather_into(campaign: Campaign, now: datetime) -> int:
    """Add the cases that are not on the list yet; how many."""
    before = campaign.entries.count()
    batch: list[Entry] = []
    for row in _missing(campaign).iterator(AT_ONCE):
        if standards.standard(row.standard, row.edition).revisit is None:
            continue  # registered under an edition that knew no revisit
        batch.append(_entry(campaign, row, now))
    batch += [_entry(campaign, row, now) for row in _missing_elsewhere(campaign)]
    for first in range(0, len(batch), AT_ONCE):
        Entry.objects.bulk_create(batch[first : first + AT_ONCE], ignore_conflicts=True)
    _take_over_callbacks(campaign)
    return campaign.entries.count() - before


def _missing(campaign: Campaign) -> QuerySet[CaseRow]:
    chains = [centre.code for centre in centres_under(campaign.unit)]
    listed = Entry.objects.filter(campaign=campaign).values("case_no")
    closed = CaseRow.objects.filter(
        chain__in=chains,
        stage__in=CLOSED,
        ended_at__gte=campaign.begins,
        ended_at__lt=campaign.until,
    )
    return closed.exclude(case_no__in=listed).order_by("ended_at", "pk")


def _missing_elsewhere(campaign: Campaign) -> QuerySet[Elsewhere]:
    """The same of cases that files brought from other installations."""
    chains = [centre.code for centre in centres_under(campaign.unit)]
    listed = Entry.objects.filter(campaign=campaign).values("case_no")
    closed = Elsewhere.objects.filter(
        chain__in=chains, ended_at__gte=campaign.begins, ended_at__lt=campaign.until
    )
    return closed.exclude(case_no__in=listed).order_by("ended_at", "pk")


def _entry(campaign: Campaign, row: CaseRow | Elsewhere, now: datetime) -> Entry:
    return Entry(
        campaign=campaign,
        case_no=row.case_no,
        chain=row.chain,
        standard=row.standard,
        edition=row.edition,
        ended_at=row.ended_at or now,
        listed_round=row.round,
        listed_at=now,
    )


def _take_over_callbacks(campaign: Campaign) -> None:
    """What the window's callback of the same round found since, for comparing."""
    same = CaseRow.objects.filter(case_no=OuterRef("case_no"), round=OuterRef("done_round"))
    Entry.objects.filter(campaign=campaign, state=DONE, window_satisfaction="").update(
        window_solved=Coalesce(Subquery(same.values("solved")[:1]), F("window_solved")),
        window_satisfaction=Coalesce(
            Subquery(same.values("satisfaction")[:1]), F("window_satisfaction")
        ),
    )
