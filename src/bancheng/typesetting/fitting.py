"""续页: what does not fit into its cell gets smaller letters first, then runs on to another sheet.

Widths are the font's own, so the sheet set afterwards has the lines counted here; PDF and DOCX cut
at the same character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bancheng.typesetting.fonts import Fonts
from bancheng.typesetting.sheet import Cell, Continued, Form, Line, Piece, Row, Size

SMALLER = (11.0, 9.5)
LEADING = 1.55  # line to line, in parts of the letter's size; paper.typ sets the same
INSET = 2.0  # millimetres between frame and words; paper.typ sets the same
POINT = 25.4 / 72
WIDTHS = {"A3": 297.0 - 44, "A4": 210.0 - 44, "A5": 148.0 - 28}
BOX = 1.35  # a tick box with the room after it
PLACE = 36.0  # millimetres for a hand
PICTURE = 26.0
RUNS_ON = "……（转续页）"
LOW, HIGHEST_LOW, LEAST_LEFT = 16.0, 36.0, 30.0  # millimetres of rows
FEWEST = 2  # lines that stay in the cell whatever it holds
SHORTEST = 40  # letters: less is not worth another sheet
_WORD = re.compile(r"[!-~]{1,16}|\s|.", re.DOTALL)


def fit(form: Form, fonts: Fonts) -> Form:
    """The form with every cell fitting, and what was cut off in ``continued``."""
    continued: list[Continued] = []
    rows = [_fit_row(row, form, fonts, continued) for row in _roomy(form, fonts)]
    return replace(form, rows=tuple(rows), continued=(*form.continued, *continued))


def _roomy(form: Form, fonts: Fonts) -> list[Row]:
    """Low rows as high as a long name needs, at the cost of the highest: the sheet stays one."""
    rows = list(form.rows)
    for n, row in enumerate(rows):
        if row.height > LOW:
            continue
        width = inner_width(row, form.label_width, form.size)
        measure = Measure(fonts, SMALLER[-1], width)
        wanted = max(measure.height(cell) for cell in row.cells)
        more = min(wanted + 2 * INSET, HIGHEST_LOW) - row.height
        highest = max(range(len(rows)), key=lambda k: rows[k].height)
        if more > 0 and rows[highest].height - more >= LEAST_LEFT:
            rows[n] = replace(row, height=row.height + more)
            rows[highest] = replace(rows[highest], height=rows[highest].height - more)
    return rows


def _fit_row(row: Row, form: Form, fonts: Fonts, continued: list[Continued]) -> Row:
    width = inner_width(row, form.label_width, form.size)
    cells = []
    for cell in row.cells:
        room = width + (form.label_width if cell.leads or not cell.label else 0)
        cells.append(_fit_cell(cell, room, row.height - 2 * INSET, fonts, continued))
    return Row(tuple(cells), row.height)


def inner_width(row: Row, label_width: float, size: Size) -> float:
    """Millimetres for the words of one cell of the row, its label's frame left out."""
    return WIDTHS[size] / len(row.cells) - label_width - 2 * INSET


def _fit_cell(
    cell: Cell, width: float, height: float, fonts: Fonts, continued: list[Continued]
) -> Cell:
    measures = [Measure(fonts, points, width) for points in SMALLER]
    for measure in measures:
        if measure.height(cell) <= height:
            return replace(cell, points=measure.points)
    return _cut(cell, measures[0], height, continued)


class Measure:
    """Counts lines of letters of one size within a width."""

    def __init__(self, fonts: Fonts, points: float, width: float) -> None:
        self.fonts = fonts
        self.points = points
        self.ems = width / (points * POINT) - 1  # one letter less: none may begin a line with “，”

    def height(self, cell: Cell) -> float:
        """Millimetres that the cell's lines take."""
        lines = sum(self.lines(line) for line in (*cell.lines, *cell.foot))
        return lines * self.points * LEADING * POINT

    def lines(self, line: Line) -> int:
        """How many lines on paper one line of a cell takes."""
        fixed = sum(self._fixed(piece) for piece in line)
        return self.count("".join(piece.text for piece in line), fixed)

    def _fixed(self, piece: Piece) -> float:
        mm = (PLACE if piece.place else 0) + (PICTURE if piece.picture else 0)
        return mm / (self.points * POINT) + (BOX if piece.ticked is not None else 0)

    def count(self, text: str, begin: float = 0.0) -> int:
        """Lines of a text that begins so many letters into the first one."""
        if begin + len(text) <= self.ems and "\n" not in text:
            return 1  # no letter is wider than a Chinese one
        *_, (lines, _) = [(1, 0), *self.walk(text, begin)]
        return lines

    def walk(self, text: str, begin: float = 0.0) -> Iterator[tuple[int, int]]:
        """The line each word stands on, and where in the text it ends."""
        lines, at = 1, begin
        while at > self.ems:
            lines, at = lines + 1, at - self.ems
        for word in _WORD.finditer(text):
            if word[0] == "\n":
                lines, at = lines + 1, 0.0
            else:
                wide = sum(self.fonts.width(char) or 1.0 for char in word[0])
                if at + wide > self.ems and at:
                    lines, at = lines + 1, 0.0
                at += wide
            yield lines, word.end()


def _cut(cell: Cell, measure: Measure, height: float, continued: list[Continued]) -> Cell:
    """Cut the longest text that may run on until the cell fits; at worst its first lines stay."""
    room = max(int(height / (measure.points * LEADING * POINT)), 1)
    lines = list(cell.lines)
    while True:
        taken = [measure.lines(line) for line in (*lines, *cell.foot)]
        over = sum(taken) - room
        able = [(taken[n], n, at) for n, line in enumerate(lines) for at in _able(line)]
        most, number, at = max(able, default=(0, 0, 0))
        if over <= 0 or most <= FEWEST:
            return replace(cell, lines=tuple(lines), points=measure.points)
        line = lines[number]
        before = "".join(piece.text for piece in line[:at])
        kept, rest = _split(line[at].text, before, max(most - over, FEWEST), measure)
        continued.append(Continued(before.strip() or cell.label, rest))
        lines[number] = (*line[:at], Piece(kept + RUNS_ON), *line[at + 1 :])


def _able(line: Line) -> list[int]:
    """Where in a line something stands that may run on."""
    return [n for n, piece in enumerate(line) if piece.long and len(piece.text) > SHORTEST]


def _split(text: str, before: str, keep: int, measure: Measure) -> tuple[str, str]:
    begin = sum(measure.fonts.width(char) or 1.0 for char in before)
    end = 0
    for lines, at in measure.walk(text, begin):
        if lines > keep:
            break
        end = at
    end = max(end - len(RUNS_ON) - 2, 1)
    return text[:end].rstrip(), text[end:].lstrip()
