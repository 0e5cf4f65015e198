"""答复来件单位: what the level below is told: that it arrived, how far it is, what came of it.

The result is no more than told when it lies in a file. That it was handed down is recorded when the
other side's receipt is back, or earlier by the window that put the file into their hands.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from bancheng.casework.case_row import CaseRow
from bancheng.casework.linking import entries_of
from bancheng.casework.names import names_for
from bancheng.casework.other_side import promise_of
from bancheng.core import linked
from bancheng.core.permission import duty_term, stage_term
from bancheng.exchange.contents import Carried, NotReceived, Received, Standing
from bancheng.exchange.crossing_row import DOWN, Crossing
from bancheng.exchange.partner_row import Partner
from bancheng.exchange.piece import Piece, papers_of
from bancheng.journal import read
from bancheng.library import standards


def pieces(partner: Partner, cases: QuerySet[CaseRow]) -> Iterator[Piece]:
    """Everything to be told downwards about these cases, and what could not be taken."""
    going = Crossing.objects.filter(partner=partner, way=DOWN, over=False)
    for crossing in going.filter(case_no="").order_by("pk"):
        values = {**_about(crossing), "reason": crossing.refused}
        yield Piece(NotReceived, values, "not_received", "", crossing=crossing)
    rows = {row.case_no: row for row in cases.filter(case_no__in=going.values("case_no"))}
    for crossing in going.filter(case_no__in=list(rows)).order_by("pk"):
        yield from on_the_way(crossing, rows[crossing.case_no])


def on_the_way(crossing: Crossing, row: CaseRow) -> Iterator[Piece]:
    """What happened to the upper case since the other side was told."""
    if not crossing.said_received:
        values = {**_about(crossing), "above": crossing.case_no}
        yield Piece(Received, values, "received", row.case_no, crossing=crossing)
    told = list(_carried(crossing, row))
    yield from told
    if row.version > crossing.told and not row.conduct and not _ends(told):
        yield _standing(crossing, row)


def _carried(crossing: Crossing, row: CaseRow) -> Iterator[Piece]:
    entries = entries_of(row.case_no)
    names = names_for(standards.standard(row.standard, row.edition))
    for carried in linked.down(entries, crossing.told):
        who = f"{names.unit(carried.by.unit)} {names.user(carried.by.user)}".strip()
        values = {
            **_about(crossing),
            "seq": carried.seq,
            "act": carried.act,
            "given": {name: str(value) for name, value in carried.given.items()},
            "who": who[:300],
        }
        papers = papers_of(row.case_no, carried.files, entries)
        yield Piece(
            Carried,
            values,
            carried.act,
            row.case_no,
            carried.seq,
            crossing,
            crossing.told,
            carried.seq,
            papers,
        )


def _ends(told: list[Piece]) -> bool:
    return bool(told) and told[-1].what in ("receive_result", "send_back")


def _standing(crossing: Crossing, row: CaseRow) -> Piece:
    standard = standards.standard(row.standard, row.edition)
    duty = promise_of(row)
    values = {
        **_about(crossing),
        "stage": stage_term(standard, row.stage),
        "promise": duty_term(standard, duty.rule) if duty else "",
        "due": duty.due if duty else None,
        "provisional": duty.provisional if duty else False,
    }
    seen = read.version_of(row.case_no)
    return Piece(Standing, values, "standing", row.case_no, seen, crossing, crossing.told, seen)


def _about(crossing: Crossing) -> dict[str, object]:
    return {"no": crossing.lower_no, "since": crossing.since}
