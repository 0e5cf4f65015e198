"""空白表: a form with nothing in it — its words, its empty boxes, its places for hand and day."""

from __future__ import annotations

from bancheng.casework.paper import BLANK_DAY, VALUE, CellView, Piece
from bancheng.core.acts import ACTS
from bancheng.core.given import options
from bancheng.core.standard.papers import Form
from bancheng.core.standard.standard import Standard

DAYS = frozenset({"replied_on"})


def blank_rows(form: Form, standard: Standard) -> list[list[CellView]]:
    """The rows as a case would fill them, empty."""
    return [
        [
            CellView(cell.label or "", tuple(_line(line, standard) for line in cell.lines))
            for cell in row
        ]
        for row in form.rows
    ]


def _line(line: str, standard: Standard) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    at = 0
    for found in VALUE.finditer(line):
        if line[at : found.start()]:
            pieces.append(Piece(line[at : found.start()]))
        pieces += [p for p in _value(found[1], standard) if not p.filled or p not in pieces]
        at = found.end()
    if line[at:]:
        pieces.append(Piece(line[at:]))
    return tuple(pieces)


def _value(name: str, standard: Standard) -> list[Piece]:
    section, _, rest = name.partition(".")
    if section == "options":
        return [Piece(label, ticked=False) for label in (options(rest, standard) or {}).values()]
    if section == "kind" or rest == "done":
        return [Piece("", ticked=False)]
    if section in ACTS and rest == "signature":
        return [Piece("", filled=True, field="signature")]
    if name in DAYS or (section in ACTS and rest == "on"):
        return [Piece(BLANK_DAY, filled=True, field="on")]
    return [Piece("", filled=True, field=rest or name)]
