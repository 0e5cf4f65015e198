"""跟上日志: reads new entries of a chain into the tables of this room, and keeps the sums ready.

No act waits for it: the clock does it after each of its rounds, and whoever asks for figures reads
the last few entries first. All rows of a case that moved are made anew from its entries, so
reading twice does no harm, and reading everything again gives the same (``make_anew``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction

from bancheng.casework.facts import event_of
from bancheng.casework.surroundings import calendar_of
from bancheng.figures import came_again
from bancheng.figures.case_fact_row import CaseFact
from bancheng.figures.cell_row import Cell, ReadUpTo
from bancheng.figures.complaint_cell_row import ComplaintCell
from bancheng.figures.counting import ByMonth, Key, difference, of_rows
from bancheng.figures.duty_fact_row import DutyFact
from bancheng.figures.following import Facts, follow
from bancheng.figures.kept_row import Kept
from bancheng.figures.last_move_row import LastMove
from bancheng.figures.moved import last_move
from bancheng.figures.stay_row import Stay
from bancheng.journal import engine, read
from bancheng.library import standards

A_STEP = 300  # entries read at once, so that writers wait for some ten milliseconds and no longer
WHILE_ASKED = 1500  # entries a page reads before it shows; the rest it says and leaves to the clock
AT_A_TICK = 30000
ADD_TO_CELL = (
    "INSERT INTO figures_cell (chain, month, axis, code, measure, n)"
    " VALUES (%s, %s, %s, %s, %s, %s)"
    " ON CONFLICT (chain, month, axis, code, measure) DO UPDATE SET n = figures_cell.n + excluded.n"
)
TAKE_OUT_EMPTY = (
    "DELETE FROM figures_cell WHERE n = 0 AND chain = %s AND month >= %s AND month <= %s"
)
POSITION = "SELECT position FROM figures_readupto WHERE chain = %s"
WORKED_OUT = (CaseFact, DutyFact, Stay, LastMove, ComplaintCell, Cell, Kept, ReadUpTo)


def run(now: datetime) -> None:
    """Called after each tick."""
    for chain in read.chains():
        catch_up(chain, AT_A_TICK)


@dataclass(frozen=True, slots=True)
class Read:
    """Up to which entry a chain has been read, and how many entries are still unread."""

    position: int
    unread: int


def catch_up(chain: str, most: int = WHILE_ASKED) -> Read:
    """Read on."""
    while True:
        position, (last, _) = position_of(chain), read.head(chain)
        if last <= position or most <= 0:
            return Read(position, max(0, last - position))
        most -= _step(chain, position)


def position_of(chain: str) -> int:
    """Up to which entry a chain has been read."""
    row = engine.row(POSITION, chain)
    return int(row[0]) if row else 0


def make_anew() -> None:
    """Throw everything worked out away and read every chain from its first entry. What was found
    about petitioners stays: an erased case could not be asked again."""
    with transaction.atomic():
        for table in WORKED_OUT:
            table.objects.all().delete()
    for chain in read.chains():
        while catch_up(chain, AT_A_TICK).unread:
            continue


def _step(chain: str, after: int) -> int:
    """The next entries of a chain; returns how many they were."""
    found = list(islice(read.chain(chain, after), A_STEP))
    entries = read.cases(list(dict.fromkeys(entry.case_no for entry in found)))
    again = came_again.look_back(chain, entries)
    calendar = calendar_of(chain)
    facts: dict[str, Facts] = {}
    for case_no, recorded in entries.items():
        first = event_of(recorded[0])
        standard = standards.standard(first.text("standard"), first.text("edition"))
        facts[case_no] = follow(recorded, standard, calendar, again.get(case_no, ""))
    with transaction.atomic():
        mark, _ = ReadUpTo.objects.select_for_update().get_or_create(chain=chain)
        if mark.position == after:  # else somebody else has just read these
            _write(chain, facts)
            mark.position = found[-1].position
            mark.save(update_fields=["position"])
    return len(found)


def _write(chain: str, facts: Mapping[str, Facts]) -> None:
    mine: dict[str, Any] = {"case_no__in": list(facts)}
    before = of_rows(
        CaseFact.objects.filter(**mine, conduct=False),
        DutyFact.objects.filter(**mine, conduct=False),
        Stay.objects.filter(**mine, conduct=False),
    )
    complaints = [case_no for case_no, one in facts.items() if any(s.conduct for s in one.states)]
    if CaseFact.objects.filter(case_no__in=complaints, conduct=False).exists():
        Kept.objects.filter(chain=chain).delete()  # one turned out to be one: it is in no figure
    for table in (CaseFact, DutyFact, Stay):
        table.objects.filter(**mine).delete()
    states = [row for one in facts.values() for row in one.states]
    duties = [row for one in facts.values() for row in one.duties]
    stays = [row for one in facts.values() for row in one.stays]
    CaseFact.objects.bulk_create(states, batch_size=500)
    DutyFact.objects.bulk_create(duties, batch_size=500)
    Stay.objects.bulk_create(stays, batch_size=500)
    _note_moves(facts)
    if complaints:
        _keep_apart(chain, {case_no: facts[case_no] for case_no in complaints})
    after = of_rows(
        [row for row in states if not row.conduct],
        [row for row in duties if not row.conduct],
        [row for row in stays if not row.conduct],
    )
    _add(chain, difference(before, after))


def _note_moves(facts: Mapping[str, Facts]) -> None:
    moves = [last_move(case_no, one) for case_no, one in facts.items()]
    LastMove.objects.bulk_create(
        [move for move in moves if move is not None],
        batch_size=500,
        update_conflicts=True,
        unique_fields=["case_no"],
        update_fields=["known", "first_on"],
    )


def _keep_apart(chain: str, complaints: Mapping[str, Facts]) -> None:
    """The figures of complaints about conduct; what once is one stays one."""
    ComplaintCell.objects.filter(case_no__in=list(complaints)).delete()
    cells = [
        cell
        for case_no, one in complaints.items()
        for cell in cells_of(chain, case_no, of_rows(one.states, one.duties, one.stays))
    ]
    ComplaintCell.objects.bulk_create(cells, batch_size=500)


def cells_of(chain: str, case_no: str, by_month: ByMonth) -> Iterator[ComplaintCell]:
    """The figures of a complaint about conduct, as they are kept apart."""
    for month, counted in by_month.items():
        yield ComplaintCell(
            chain=chain,
            case_no=case_no,
            month=month,
            **{name: counted[Key("all", "", name)] for name in ("accepted", "declined", "ended")},
            counted=json.dumps([[*key, n] for key, n in counted.items()]),
        )


def _add(chain: str, changes: ByMonth) -> None:
    """Add to the cells of each month; none of them is read for it."""
    added = [
        (chain, month, key.axis, key.code, key.measure, n)
        for month, counted in changes.items()
        for key, n in counted.items()
    ]
    if added:
        engine.run_each(ADD_TO_CELL, added)
        engine.run(TAKE_OUT_EMPTY, (chain, min(changes), max(changes)))
