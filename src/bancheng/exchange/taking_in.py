"""收进来: each telling of a file as an act of the case here, through the write door.

What the rules refuse is noted and told back; it holds up nothing else in the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bancheng.exchange import from_above, from_below, revisit_list, revisit_results
from bancheng.exchange.contents import (
    Carried,
    Closed,
    Matter,
    NotReceived,
    Received,
    Revisited,
    Standing,
    Table,
)
from bancheng.exchange.envelope import Strict
from bancheng.exchange.file_row import Line, TakenFile
from bancheng.exchange.noted import Came, Noted
from bancheng.exchange.partner_row import ABOVE, BELOW, REVISITED, REVISITS, Partner

FROM = {
    BELOW: (Matter, Carried),
    ABOVE: (Received, NotReceived, Standing, Carried),
    REVISITED: (Closed,),
    REVISITS: (Revisited,),
}
"""What each kind of partner may tell; anything else is noted as not done."""


def record_all(
    partner: Partner, file: TakenFile, table: Table, papers: Sequence[bytes], now: datetime
) -> None:
    """Everything in its order, each with a line of what came of it."""
    lines = []
    for one in table.told:
        noted = _record(Came(partner, papers, file.made_at, now), one)
        lines.append(
            Line(
                taken=file,
                case_no=noted.case_no,
                what=noted.what,
                seq=getattr(one, "seq", 0),
                fine=noted.fine,
                said=noted.said[:300],
            )
        )
    Line.objects.bulk_create(lines)


def _record(came: Came, one: Strict) -> Noted:
    if not isinstance(one, FROM[came.partner.relation]):
        return Noted("", getattr(one, "kind", ""), False, "对方不该交这样的内容，没有记。")
    if isinstance(one, Closed):
        return revisit_list.take(came, one)
    if isinstance(one, Revisited):
        return revisit_results.take(came, one)
    if came.partner.relation == BELOW:
        return from_below.take(came, one)
    return from_above.take(came, one)
