"""人员记录: praise, criticism, replacement, referral one may read, and what is about oneself."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.improvement import staff_records, staff_seen
from bancheng.improvement.staff_record_row import STAGES
from bancheng.improvement.staff_seen import RecordLine
from bancheng.people import directory, seats
from bancheng.people.unit import Unit
from bancheng.web.desk import Reader, desk, show
from bancheng.web.words_of_time import clock_words

ERASED = "（所写内容已随工单依法删除）"
TONES = {"proposed": "yellow", "confirmed": "blue", "revoked": "", "refused": "", "withdrawn": ""}


@dataclass(frozen=True, slots=True)
class Row:
    """One record in the list."""

    key: str
    name: str
    label: str
    reason: str
    stage: str
    tone: str
    at: str
    own: bool


@require_safe
@desk
def records_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /staff-records/"""
    if reader.is_administrator:
        raise Http404
    lines, more = staff_seen.lines(reader.user, reader.now)
    context = {
        "rows": [_row(line, reader) for line in lines if not line.own],
        "mine": [_row(line, reader) for line in lines if line.own],
        "more": more,
        "reads": bool(staff_seen.kinds_read(reader.user, reader.now)),
        "may_propose": bool(centres_open(reader)),
    }
    return show(request, reader, "oversight/records.html", context, at="staff-records")


def _row(line: RecordLine, reader: Reader) -> Row:
    record = line.record
    stage = "等另一个人确认撤销" if record.revoking and not line.own else STAGES[record.stage]
    return Row(
        record.key,
        directory.name_of(record.person),
        line.label,
        ERASED if line.erased else line.reason,
        stage,
        TONES[record.stage],
        clock_words(record.proposed_at, reader.now),
        line.own,
    )


def centres_open(reader: Reader) -> list[Unit]:
    """The centres at which the reader may propose a record of some kind."""
    return [
        unit
        for unit in seats.centres_of(reader.user, reader.now)
        if staff_records.kinds_open_to(reader.user, unit.code, reader.now)
    ]
