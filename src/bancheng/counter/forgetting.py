"""到期清除: the words of enquiries go when the centre's time of keeping is over; counts stay."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from bancheng.counter import choices
from bancheng.counter.enquiry_row import Enquiry, EnquiryBefore
from bancheng.journal.erase import overwrite_what_is_deleted, sweep
from bancheng.people.chart import current


def forget_old(now: datetime) -> None:
    """Called after each tick. Deletes the words whose time is over, corrections included."""
    kept = Enquiry.objects.filter(cleared_at=None)
    for centre in set(kept.order_by().values_list("centre", flat=True).distinct()):
        if centre not in current().units:
            continue
        days = timedelta(days=choices.chosen(centre, choices.ENQUIRY_DAYS))
        _clear(centre, now - days, now)


def _clear(centre: str, until: datetime, now: datetime) -> None:
    old = Enquiry.objects.filter(centre=centre, cleared_at=None, at__lt=until)
    if not old.exists():
        return
    with transaction.atomic():
        overwrite_what_is_deleted()
        EnquiryBefore.objects.filter(enquiry__in=old).delete()
        old.update(words=b"", tokens="", cleared_at=now)
        transaction.on_commit(lambda: bool(sweep()))
