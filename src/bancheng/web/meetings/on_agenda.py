"""议程上的会: the meetings on whose agenda a case stands, as a form can choose among them."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from bancheng.casework.look import Look
from bancheng.casework.surroundings import calendar_of
from bancheng.meetings.agenda_row import Item
from bancheng.meetings.body import body_at
from bancheng.meetings.calling import fixing_of
from bancheng.meetings.meeting_row import Meeting
from bancheng.web.desk import Reader
from bancheng.web.words_of_time import clock_words


def meetings_with(reader: Reader, found: Look) -> list[tuple[int, str]]:
    """The meetings that have the case before them, the latest first."""
    rows = _with(found.row.case_no).order_by("-pk")
    calendar = calendar_of(found.row.chain)
    return [
        (row.pk, f"{clock_words(calendar.local(fixed.starts_at), reader.now)}　{fixed.place}")
        for row in rows
        if (fixed := fixing_of(row))
    ]


def meeting_for(reader: Reader, found: Look, number: str) -> Meeting | None:
    """The meeting named by a form; None where none is. Http404 for one that is not the reader's."""
    if not number:
        return None
    row = _with(found.row.case_no).filter(pk=int(number)).first() if number.isdigit() else None
    if row is None or body_at(reader.user, row.chain, reader.now) is None:
        raise Http404
    return row


def _with(case_no: str) -> QuerySet[Meeting]:
    on = Item.objects.filter(meeting=OuterRef("pk"), case_no=case_no, taken_off_at=None)
    return Meeting.objects.filter(Exists(on), cancelled_at=None)
