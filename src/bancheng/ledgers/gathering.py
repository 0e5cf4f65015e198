"""收集台账行: reads new entries of every chain for what the ledgers of acts have a row for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from django.db import transaction

from bancheng.casework.case_row import CaseRow
from bancheng.core.ledger_columns import ABOUT
from bancheng.journal import read
from bancheng.journal.envelope import Recorded
from bancheng.ledgers.gist import gist_of
from bancheng.ledgers.gist_row import GistRow
from bancheng.ledgers.line_row import Gathered, Line
from bancheng.library import standards

PINNED = ("case_no", "standard", "edition")
CHANGING = ["chain", "version", "position", "told"]
A_BATCH = 200
AT_ONCE = 5000  # entries of a chain in one transaction
LEDGERS_OF = {act: name for name, acts in ABOUT.items() for act in acts}


def gather(now: datetime) -> None:
    """Called after each tick. Repeating it does no harm."""
    for chain in read.chains():
        while gather_chain(chain) == AT_ONCE:
            continue


def gather_chain(chain: str) -> int:
    """The next entries of one chain; how many were read."""
    reached = Gathered.objects.filter(chain=chain).values_list("position", flat=True).first()
    head, _ = read.head(chain)
    if reached == head or not head:
        return 0  # nothing new: no transaction, no lock
    with transaction.atomic():
        mark, _ = Gathered.objects.select_for_update().get_or_create(chain=chain)
        if mark.position > head:  # an older copy of the database was put back
            Line.objects.filter(chain=chain, position__gt=head).delete()
            GistRow.objects.filter(chain=chain, position__gt=head).delete()
            mark.position = head
        found = list(islice(read.chain(chain, mark.position), AT_ONCE))
        lines = [line for recorded in found for line in _lines(recorded)]
        Line.objects.bulk_create(lines, ignore_conflicts=True)
        _keep_gists({recorded.case_no for recorded in found})
        mark.position = found[-1].position if found else mark.position
        mark.save(update_fields=["position"])
        return len(found)


def _keep_gists(numbers: set[str]) -> None:
    """The gist of each of these cases as it stands now."""
    pinned = CaseRow.objects.filter(case_no__in=numbers)
    by_number = {n: (name, edition) for n, name, edition in pinned.values_list(*PINNED)}
    wanted = sorted(by_number)
    for first in range(0, len(wanted), A_BATCH):
        kept = [
            GistRow(
                case_no=number,
                chain=entries[-1].chain,
                version=entries[-1].version,
                position=entries[-1].position,
                told=json.dumps(
                    gist_of(entries, standards.standard(*by_number[number])),
                    ensure_ascii=False,
                    separators=(",", ":"),
                ),
            )
            for number, entries in read.cases(wanted[first : first + A_BATCH]).items()
        ]
        GistRow.objects.bulk_create(
            kept, update_conflicts=True, unique_fields=["case_no"], update_fields=CHANGING
        )


def _lines(recorded: Recorded) -> Iterator[Line]:
    told = _in_force(recorded)
    act = told.body.get("act") if told else None
    if told is not None and isinstance(act, str) and act in LEDGERS_OF:
        yield Line(
            chain=recorded.chain,
            ledger=LEDGERS_OF[act],
            position=told.position,
            case_no=told.case_no,
            done_at=told.done_at,
        )


def _in_force(recorded: Recorded) -> Recorded | None:
    """The entry that took effect: an act that waits for approval does so when it is approved."""
    if recorded.body.get("pending"):
        return None
    if recorded.body.get("act") != "approve":
        return recorded
    data = recorded.body.get("data")
    asked = data.get("request") if isinstance(data, dict) else None
    if not isinstance(asked, int):
        return None
    return next((e for e in read.case(recorded.case_no) if e.version == asked), None)
