"""What rooms keep of copied cases: entries, gists, rows of ledgers, and what figures come from.

Sums kept ready are added up from the program's own counting of the rows that are put in.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Any

from django.db import connection

from bancheng.casework.case_row import CaseRow
from bancheng.figures.came_again_row import CameAgain, PetitionerMark
from bancheng.figures.cell_row import Cell, ReadUpTo
from bancheng.figures.complaint_cell_row import ComplaintCell
from bancheng.figures.counting import ByMonth, Key
from bancheng.journal import read, statements
from bancheng.ledgers.gist_row import GistRow
from bancheng.ledgers.line_row import Gathered, Line
from bench.model_case import FACTS, OnADay, Values, columns_of, insert

GIST = ("case_no", "chain", "version", "position", "told")


class KeptRows:
    """Collects rows of a centre's copies, and puts them in a batch at a time."""

    def __init__(self, chain: str) -> None:
        self.chain = chain
        self.position, _ = read.head(chain)
        self.sums: ByMonth = {}
        self._begin()

    def _begin(self) -> None:
        self.entries: list[Values] = []
        self.gists: list[Values] = []
        self.lines: list[Line] = []
        self.marks: list[PetitionerMark] = []
        self.complaints: list[ComplaintCell] = []
        self.facts: dict[Any, list[Values]] = {table: [] for table in FACTS}
        self.made: dict[int, OnADay] = {}

    def add(self, row: CaseRow, like: OnADay, phone: str) -> int:
        """Everything of one case; the position behind which its entries stand."""
        position, number, begun = self.position, row.case_no, row.registered_at
        assert begun is not None
        self.entries += like.entries_of(number, position)
        self.gists.append(like.gist_of(number, position))
        self.lines += like.lines_of(number, position)
        for table, rows in like.facts.items():
            self.facts[table] += [(number, *values) for values in rows]
        if row.conduct:
            self.complaints += like.complaint_cells(number)
        self.marks.append(
            PetitionerMark(
                case_no=number,
                chain=self.chain,
                mark=hashlib.sha256(phone.encode()).hexdigest()[:32],
                registered_at=begun,
            )
        )
        like.made += 1
        self.made[id(like)] = like
        self.position += len(like.entries)
        return position

    def write(self) -> None:
        """Put in what was collected."""
        with connection.cursor() as cursor:
            cursor.executemany(statements.ADD_ENTRY, self.entries)
        insert(GistRow, GIST, self.gists)
        Line.objects.bulk_create(self.lines, batch_size=2000)
        PetitionerMark.objects.bulk_create(self.marks, batch_size=2000)
        CameAgain.objects.bulk_create(
            [CameAgain(case_no=mark.case_no) for mark in self.marks], batch_size=2000
        )
        for table, rows in self.facts.items():
            insert(table, columns_of(table), rows)
        ComplaintCell.objects.bulk_create(self.complaints)
        for like in self.made.values():
            for month, counted in like.counted.items() if not like.model.row.conduct else ():
                sums = self.sums.setdefault(month, Counter())
                for key, n in counted.items():
                    sums[key] += n * like.made
            like.made = 0
        ReadUpTo.objects.filter(chain=self.chain).update(position=self.position)
        Gathered.objects.filter(chain=self.chain).update(position=self.position)
        self._begin()

    def settle(self) -> None:
        """The sums, added to those there are."""
        for cell in Cell.objects.filter(chain=self.chain):
            key = Key(cell.axis, cell.code, cell.measure)
            self.sums.setdefault(cell.month, Counter())[key] += cell.n
        Cell.objects.filter(chain=self.chain).delete()
        Cell.objects.bulk_create(
            (
                Cell(chain=self.chain, month=month, n=n, **key._asdict())
                for month, counted in self.sums.items()
                for key, n in counted.items()
            ),
            batch_size=500,
        )
        self.sums = {}
