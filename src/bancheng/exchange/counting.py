"""等着交的: after each tick, which matters have something new for the other side.

A page then counts rows and reads no journal. What has nothing to tell is marked as told, so that
it is not looked at again until something happens.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, OuterRef, Subquery

from bancheng.casework.case_row import CaseRow
from bancheng.exchange import handing_down, handing_up
from bancheng.exchange.crossing_row import UP, Crossing


def run(now: datetime) -> None:
    """Bring every matter that is still exchanged up to date."""
    del now  # nothing here hangs on the time
    version = CaseRow.objects.filter(case_no=OuterRef("case_no")).values("version")[:1]
    moved = Crossing.objects.filter(over=False, waits=False, partner__ended_at=None)
    moved = moved.annotate(version=Subquery(version)).filter(version__gt=F("told"))
    rows = {row.case_no: row for row in CaseRow.objects.filter(case_no__in=moved.values("case_no"))}
    for crossing in moved.order_by("pk"):
        row = rows[crossing.case_no]
        if crossing.way == UP:
            found = next(handing_up.on_the_way(crossing), None)
        else:
            found = next(handing_down.on_the_way(crossing, row), None)
        same = Crossing.objects.filter(pk=crossing.pk, told=crossing.told)
        if found is not None:
            same.update(waits=True)
        else:
            same.update(told=row.version)
