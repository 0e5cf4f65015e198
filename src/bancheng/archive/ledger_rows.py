"""台账登记 on paper: the lines that the centre's ledgers hold of the case, heading by heading.

SC-7.4 keeps the ledger among what is archived: of the whole book a package takes its own lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from bancheng.casework.look import Look
from bancheng.casework.queries.sieve import Sieve
from bancheng.core.ledger_columns import names_of
from bancheng.counter.slips import saying
from bancheng.ledgers.gathering import AT_ONCE, gather_chain
from bancheng.ledgers.line_row import Line
from bancheng.ledgers.sheet import Sheet, sheet_of
from bancheng.ledgers.telling import Asked, Teller
from bancheng.papers.letters import finished
from bancheng.people.user import User
from bancheng.typesetting.legible import Legible
from bancheng.typesetting.sheet import Letter, Paper, Part

TITLE = "台账登记"


def ledger_rows(user: User, look: Look, legible: Legible) -> Paper:
    """Every line of the case in every ledger, names whole."""
    while gather_chain(look.row.chain) == AT_ONCE:
        continue
    letter = Letter(
        title=TITLE,
        issuer=look.centre.name,
        dated=saying.day(look.now, look),
        number=look.row.case_no,
        parts=tuple(_parts(user, look)),
        seal=False,
    )
    return finished(letter, legible)


def _parts(user: User, look: Look) -> Iterator[Part]:
    for name in names_of(look.standard):
        sheet = sheet_of(name, look.standard)
        asked = Asked(user, sheet, look.row.chain, Sieve(), look.now, revealed=True)
        for told in Teller(asked).rows(_keys(look, sheet)):
            cells = zip(sheet.columns, told.cells, strict=True)
            lines = [f"{column.heading}：{_words(cell)}" for column, cell in cells if _words(cell)]
            yield Part(sheet.title, tuple(lines))


def _keys(look: Look, sheet: Sheet) -> list[int]:
    if sheet.is_of_cases:
        return [look.row.pk]
    lines = Line.objects.filter(case_no=look.row.case_no, ledger=sheet.name)
    return list(lines.order_by("position").values_list("pk", flat=True))


def _words(cell: object) -> str:
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell)
