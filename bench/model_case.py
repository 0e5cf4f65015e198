"""A case with all that every room keeps about it, moved to another day and told of other people.

Each copy has a number, a key and places of its own and is read, opened, listed, told and counted as
any other; only the digests that chain its entries are not worked out, so that this is no journal
that verifies. Rows of tables are made ready once for all copies of one day.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Model

from bancheng.casework.case_row import CaseRow
from bancheng.figures.case_fact_row import CaseFact
from bancheng.figures.catching_up import cells_of
from bancheng.figures.complaint_cell_row import ComplaintCell
from bancheng.figures.counting import ByMonth, of_rows
from bancheng.figures.duty_fact_row import DutyFact
from bancheng.figures.last_move_row import LastMove
from bancheng.figures.stay_row import Stay
from bancheng.journal import read
from bancheng.journal.entry_row import Entry
from bancheng.journal.statements import as_bytes
from bancheng.ledgers.gist_row import GistRow
from bancheng.ledgers.line_row import Line

A_DAY = re.compile(r"\d{4}-\d\d-\d\d(?=T)")
NO_PLACE = '"position":-1'
DEPARTMENTS = 12
ITEMS = 240
FACTS: tuple[type[Model], ...] = (CaseFact, DutyFact, Stay, LastMove)

Values = tuple[Any, ...]


@dataclass(frozen=True)
class ModelCase:
    """As it stands in every room."""

    row: CaseRow
    entries: list[Values]
    texts: dict[tuple[int, str], str | None]
    gist: GistRow
    lines: list[Line]
    facts: dict[type[Model], list[Model]]


def model_of(case_no: str) -> ModelCase:
    """Read it; the clock's rounds must have been."""
    stored = Entry.objects.filter(case_no=case_no).order_by("version")
    columns = ("position", "version", "event", "recorded_at", "algorithm", "sealed")
    return ModelCase(
        CaseRow.objects.get(case_no=case_no),
        list(stored.values_list(*columns)),
        read.details(case_no),
        GistRow.objects.get(case_no=case_no),
        list(Line.objects.filter(case_no=case_no).order_by("position")),
        {
            table: list(table._default_manager.filter(case_no=case_no).order_by("pk"))
            for table in FACTS
        },
    )


class OnADay:
    """A model as it would have been some whole days before."""

    def __init__(self, model: ModelCase, back: timedelta, number: int) -> None:
        self.model, self.back, self.made = model, back, 0
        self._unit, self._item = f"-{back.days % DEPARTMENTS}", f"hall/item-{number * 7 % ITEMS}"
        self._days: dict[str, str] = {}
        self._index = {entry[0]: at for at, entry in enumerate(model.entries)}
        self.entries = [self._entry(*entry) for entry in model.entries]
        self.gist: dict[str, Any] = json.loads(self._moved(model.gist.told))
        self.lines = [(line.ledger, line.done_at - self.back) for line in model.lines]
        self._line_at = [self._index[line.position] for line in model.lines]
        facts = {table: [self._fact(r) for r in rows] for table, rows in model.facts.items()}
        told: tuple[Any, Any, Any] = (facts[CaseFact], facts[DutyFact], facts[Stay])
        states, duties, stays = told
        self.counted: ByMonth = of_rows(states, duties, stays)
        self.facts = {table: [prepared(row) for row in rows] for table, rows in facts.items()}

    def entries_of(self, case_no: str, position: int) -> Iterator[Values]:
        """Its entries as statements take them, from the place behind ``position`` on."""
        chain = self.model.row.chain
        for at, (version, event, recorded_at, algorithm, whole) in enumerate(self.entries):
            place = position + 1 + at
            sealed = whole.replace(self.model.row.case_no, case_no)
            sealed = sealed.replace(NO_PLACE, f'"position":{place}')
            own = f"{place:064x}"  # parsed entries are remembered by it: no two may share one
            told = (chain, place, case_no, version, event, f"copy-{place}", 0, recorded_at)
            yield (*told, algorithm, own, sealed.encode())

    def texts_of(self, position: int, other: Mapping[str, str]) -> Iterator[tuple[int, str, str]]:
        """Place, field and words; those of another person in place of the model's."""
        for (place, name), text in self.model.texts.items():
            yield position + 1 + self._index[place], name, other.get(name, text or "")

    def gist_of(self, case_no: str, position: int) -> Values:
        """The gist as it is kept."""
        first = position + 1
        told = self.gist | {
            "acts": {
                act: [first + self._index[found[0]], *found[1:]]
                for act, found in self.gist["acts"].items()
            },
            "texts": {n: first + self._index[p] for n, p in self.gist["texts"].items()},
        }
        whole = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        last = position + len(self.entries)
        return case_no, self.model.row.chain, self.model.row.version, last, whole

    def lines_of(self, case_no: str, position: int) -> Iterator[Line]:
        """Its rows of the ledgers of acts."""
        for (ledger, done_at), at in zip(self.lines, self._line_at, strict=True):
            yield Line(
                chain=self.model.row.chain,
                ledger=ledger,
                position=position + 1 + at,
                case_no=case_no,
                done_at=done_at,
            )

    def complaint_cells(self, case_no: str) -> Iterator[ComplaintCell]:
        """Its figures, where it is a complaint about conduct."""
        return cells_of(self.model.row.chain, case_no, self.counted)

    def _entry(
        self,
        position: int,
        version: int,
        event: str,
        recorded_at: datetime,
        algorithm: str,
        sealed: bytes,
    ) -> Values:
        del position
        content = json.loads(self._moved(as_bytes(sealed).decode())) | {"position": -1}
        whole = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        moment = connection.ops.adapt_datetimefield_value(recorded_at - self.back)
        return version, event, moment, algorithm, whole

    def _moved(self, text: str) -> str:
        """All times in it so many days before."""
        return A_DAY.sub(lambda found: self._day(found[0]), text)

    def _day(self, day: str) -> str:
        known = self._days.get(day)
        if known is None:
            known = self._days[day] = (date.fromisoformat(day) - self.back).isoformat()
        return known

    def _fact(self, row: Model) -> Model:
        copy = type(row)()
        for column in row._meta.concrete_fields:
            value = getattr(row, column.attname)
            if isinstance(value, datetime):
                value -= self.back
            elif column.attname.endswith("_on") and value:
                value = self._day(value)
            elif column.attname in ("unit", "lead") and value:
                value += self._unit
            elif column.attname == "item" and getattr(row, "accepted_on", None):
                value = self._item
            setattr(copy, column.attname, value)
        copy.pk = None
        return copy


def columns_of(table: type[Model]) -> list[str]:
    """Its columns but that of a row's number, the case number first."""
    names = [f.column for f in table._meta.concrete_fields if not f.primary_key]
    return ["case_no", *[name for name in names if name and name != "case_no"]]


def prepared(row: Model) -> Values:
    """Its values as this engine takes them, without the case number."""
    by_column = {f.column: f for f in row._meta.concrete_fields}
    fields = [by_column[name] for name in columns_of(type(row))[1:]]
    return tuple(f.get_db_prep_save(getattr(row, f.attname), connection) for f in fields)


def insert(table: type[Model], columns: Sequence[str], rows: Sequence[Values]) -> None:
    """Many rows at once, without an object for each."""
    quoted = ", ".join(connection.ops.quote_name(name) for name in columns)
    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table._meta.db_table} ({quoted}) VALUES ({marks})",  # noqa: S608 - ours
            rows,
        )
