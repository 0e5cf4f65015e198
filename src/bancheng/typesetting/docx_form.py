"""表格的 DOCX: the rows of a form as frames of the sheet's own widths, who signs at their foot.

Office programs take widths from a table's grid and cells alike, so both are written. A cell has no
foot there: the words before it are counted and the room left is put above. Lines are as far apart
as on the sheet, whatever font opens the file; where a signature stands, as far as it needs.
"""

from __future__ import annotations

from io import BytesIO
from math import ceil

from docx.document import Document as Doc
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as DocxTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from bancheng.typesetting.docx_report import said
from bancheng.typesetting.fitting import BOX, INSET, LEADING, PICTURE, PLACE, POINT, WIDTHS
from bancheng.typesetting.sheet import Cell, Form, Line, Row

BOXES = {True: "☑", False: "☐"}
ROOM = "　" * 8
LETTERS = 11.0  # points of a label
HAND = 7.0  # millimetres: how high a signature stands
SPARE = 1.0  # millimetres left above the foot, so that no row grows by a hair
NARROW = 0.55  # of a letter: figures and Latin letters


def row_of(document: Doc, row: Row, form: Form) -> None:
    """A table of one row each; Word joins those that follow one another without a paragraph."""
    share = WIDTHS[form.size] / len(row.cells)
    widths = [w for cell in row.cells for w in _widths(cell, share, form.label_width)]
    table = table_of(document, 1, widths, INSET)
    table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    line = table.rows[0]
    line.height, line.height_rule = Mm(row.height), WD_ROW_HEIGHT_RULE.AT_LEAST
    cells = iter(zip(line.cells, widths, strict=True))
    for cell in row.cells:
        if not cell.leads and cell.label:
            place, width = next(cells)
            place.width, place.vertical_alignment = Mm(width), WD_CELL_VERTICAL_ALIGNMENT.CENTER
            place.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
            place.paragraphs[0].paragraph_format.line_spacing = Pt(LETTERS * LEADING)
            said(place.paragraphs[0], cell.label, LETTERS, hei=True)
        place, width = next(cells)
        place.width = Mm(width)
        if cell.middle:
            place.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        _fill(place, cell, width, row.height)


def table_of(document: Doc, rows: int, widths: list[float], inset: float) -> DocxTable:
    """An empty table, its columns and the room within its frames in millimetres."""
    table: DocxTable = document.add_table(rows=rows, cols=len(widths))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "left", "bottom", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(round(inset / POINT * 20)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)  # the order is the format's
    return table


def _widths(cell: Cell, share: float, label_width: float) -> list[float]:
    return [share] if cell.leads or not cell.label else [label_width, share - label_width]


def _fill(place: _Cell, cell: Cell, width: float, height: float) -> None:
    paragraph = place.paragraphs[0]
    if cell.leads:
        said(paragraph, cell.label, hei=True)
    first_of_foot = len(cell.lines) if cell.lines else -1
    for number, line in enumerate((*cell.lines, *cell.foot)):
        if number:
            paragraph = place.add_paragraph()
        if number >= first_of_foot >= 0:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if number == first_of_foot:
            paragraph.paragraph_format.space_before = Mm(_left(cell, width, height))
        _line(paragraph, line, cell.points)


def _left(cell: Cell, width: float, height: float) -> float:
    """Millimetres between the words from the top and those at the foot."""
    taken = sum(_height(line, cell.points, width) for line in (*cell.lines, *cell.foot))
    return max(height - 2 * INSET - taken - SPARE, 0.0)


def _height(line: Line, points: float, width: float) -> float:
    letter = points * POINT
    wide = sum(
        sum(NARROW if char.isascii() else 1.0 for char in piece.text) * letter
        + (BOX * letter if piece.ticked is not None else 0)
        + (PLACE if piece.place else 0)
        + (PICTURE if piece.picture else 0)
        for piece in line
    )
    lines = max(ceil(wide / (width - 2 * INSET - letter)), 1)
    return lines * letter * LEADING + (HAND if any(piece.picture for piece in line) else 0)


def _line(paragraph: Paragraph, line: Line, points: float) -> None:
    spacing = paragraph.paragraph_format
    spacing.line_spacing = Pt(points * LEADING)
    if any(piece.picture for piece in line):
        spacing.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
    for piece in line:
        if piece.ticked is not None:
            box = said(paragraph, BOXES[piece.ticked], points)
            box.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "MS Gothic")
        if piece.picture:
            paragraph.add_run().add_picture(BytesIO(piece.picture), height=Mm(HAND))
        else:
            gap = "　" if piece.ticked is not None and piece.text else ""
            said(paragraph, f"{piece.text}{ROOM if piece.place else ''}{gap}", points)
