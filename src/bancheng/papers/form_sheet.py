"""表单上纸: a form of the standard as a sheet — the same cells as on the case's page, drawn.

Filled as far as the case has gone; where somebody signs there is the captured hand, or room.
"""

from __future__ import annotations

from bancheng.casework.access import NotFound
from bancheng.casework.attached import signature_picture
from bancheng.casework.look import Look
from bancheng.casework.paper import CellView, form_rows
from bancheng.casework.paper import Piece as Shown
from bancheng.core.acts import ACTS
from bancheng.core.standard.papers import Form as Rule
from bancheng.core.standard.standard import Standard
from bancheng.files.keeping import LostFileError
from bancheng.library.layouts import layout_for
from bancheng.papers.blank import blank_rows
from bancheng.typesetting.fitting import fit
from bancheng.typesetting.legible import Legible
from bancheng.typesetting.sheet import Cell, Form, Line, Paper, Piece, Row

TALL = 16  # millimetres from which a row has a foot of its own
LONG = 40
NUMBER = "{case_no}"
"""A number stays whole on its sheet; whatever else is long may run on."""


def form_paper(look: Look, name: str, legible: Legible, *, masked: bool) -> Paper:
    """The form of this name for one case. Raises KeyError where the standard has none."""
    rule = look.standard.forms[name]
    views = form_rows(rule, look, masked)
    remarks = [*_addressee(look, rule), *_remarks(look, views, masked)]
    sheet = _sheet(look.standard, name, views, legible, look)
    return _finished(sheet, look.row.case_no, remarks, legible)


def blank_paper(standard: Standard, name: str, legible: Legible) -> Paper:
    """The empty form, for a day without power and for whoever writes by hand."""
    views = blank_rows(standard.forms[name], standard)
    return _finished(_sheet(standard, name, views, legible, None), "", [], legible)


def _finished(sheet: Form, number: str, remarks: list[str], legible: Legible) -> Paper:
    lacking = tuple(legible.lacking)
    if lacking:
        remarks.append("〔U+…〕是字库里没有的字，请对照原件手写补上。")
    whole = Form(sheet.title, number, sheet.rows, sheet.label_width, sheet.size, tuple(remarks))
    return Paper(sheet.title, (fit(whole, legible.fonts),), lacking)


def _sheet(
    standard: Standard, name: str, views: list[list[CellView]], legible: Legible, look: Look | None
) -> Form:
    rule, layout = standard.forms[name], layout_for(standard, name)
    rows = []
    for height, row, cells in zip(layout.rows, views, rule.rows, strict=True):
        made = [
            _cell(view, height, legible, look, long=cell.lines != (NUMBER,))
            for view, cell in zip(row, cells, strict=True)
        ]
        rows.append(Row(tuple(made), height))
    return Form(rule.title, "", tuple(rows), layout.label_width, layout.size)


def _cell(
    view: CellView, height: float, legible: Legible, look: Look | None, *, long: bool
) -> Cell:
    lines: list[Line] = []
    foot: list[Line] = []
    alone = len(view.lines) == 1
    for line in view.lines:
        made = tuple(_piece(piece, legible, look, long) for piece in line if not piece.remark)
        (foot if _signed(line) and height > TALL and not alone else lines).append(made)
    leads = view.label.endswith("：")
    middle = height <= TALL or (alone and _signed(view.lines[0]))
    return Cell(view.label, tuple(lines), tuple(foot), leads, middle)


def _signed(line: tuple[Shown, ...]) -> bool:
    return any(piece.field == "signature" or piece.picture for piece in line)


def _piece(piece: Shown, legible: Legible, look: Look | None, long: bool) -> Piece:
    if piece.ticked is not None:
        return Piece(legible(piece.text), ticked=piece.ticked)
    if piece.picture and look is not None:
        try:
            return Piece("手写签名", picture=signature_picture(look, piece.picture))
        except (LostFileError, NotFound):
            return Piece("（手写签名的图片打不开）")
    if piece.field == "signature" and not piece.text:
        return Piece(place=True)
    return Piece(legible(piece.text), long=long and piece.filled and len(piece.text) > LONG)


def _addressee(look: Look, form: Rule) -> list[str]:
    """A transfer sheet goes to somebody; where the regulation has no cell for whom, none is made:
    it stands below the frame."""
    text = " ".join(line for row in form.rows for cell in row for line in cell.lines)
    if "{transfer." not in text or "{lead}" in text or not look.case.units:
        return []
    parts = sorted(look.case.units.items(), key=lambda part: part[1])
    return [f"送：{'、'.join(look.names.unit(unit) for unit, _ in parts)}"]


def _remarks(look: Look, views: list[list[CellView]], masked: bool) -> list[str]:
    said = []
    if any(piece.remark for row in views for cell in row for line in cell.lines for piece in line):
        said.append("签字以后，所签的内容有过更正，更正前后见办理经过。")
    box = look.text("box")
    if box:
        said.append(f"原件存放：档案盒号 {box}")
    if masked:
        said.append("姓名、电话已遮住。")
    return said


def writes_in(form: Rule) -> frozenset[str]:
    """The acts whose facts a form shows."""
    text = " ".join(line for row in form.rows for cell in row for line in cell.lines)
    return frozenset(act for act in ACTS if f"{{{act}." in text)
