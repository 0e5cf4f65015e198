"""DOCX: the same sheets for whoever has to write on them — the same cells, boxes as signs.

A row is at least as high as on the sheet and grows, since nobody knows which font opens it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from bancheng.typesetting.docx_form import ROOM, row_of, table_of
from bancheng.typesetting.docx_report import SONG, report, said
from bancheng.typesetting.fitting import WIDTHS
from bancheng.typesetting.sheet import Form, Letter, Paper, Poster, Report, Size

SHEETS: dict[Size, tuple[float, float]] = {"A3": (297, 420), "A4": (210, 297), "A5": (148, 210)}


class NotInDocxError(ValueError):
    """A poster is for the wall and made as PDF only."""


def docx(paper: Paper, at: datetime) -> bytes:
    """The file. The same paper at the same time gives the same cells. Raises NotInDocxError."""
    document = Document()
    _letters(document)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = paper.title, "办成", ""
    properties.created = properties.modified = at.astimezone(UTC).replace(tzinfo=None)
    for number, sheet in enumerate(paper.sheets):
        if isinstance(sheet, Poster):
            raise NotInDocxError("海报只有 PDF，没有 DOCX。")
        if number:
            document.add_section(WD_SECTION.NEW_PAGE)
        _page(document, sheet.size)
        if isinstance(sheet, Form):
            _form(document, sheet)
        elif isinstance(sheet, Report):
            report(document, sheet)
        else:
            _letter(document, sheet)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _letters(document: Doc) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(11)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), SONG)
    speaks = style.element.get_or_add_rPr().makeelement(qn("w:lang"))
    speaks.set(qn("w:eastAsia"), "zh-CN")  # else its marks are set as Japan or Taiwan has them
    style.element.get_or_add_rPr().append(speaks)
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = 1.25


def _page(document: Doc, size: Size) -> None:
    section = document.sections[-1]
    section.page_width, section.page_height = (Mm(side) for side in SHEETS[size])
    section.left_margin = section.right_margin = Mm((SHEETS[size][0] - WIDTHS[size]) / 2)
    section.top_margin, section.bottom_margin = Mm(18), Mm(14)


def _heading(document: Doc, text: str, points: float) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(points / 2)
    said(paragraph, text, points, hei=True).bold = True


def _form(document: Doc, form: Form) -> None:
    _heading(document, form.title, 18)
    for row in form.rows:
        row_of(document, row, form)
    for remark in form.remarks:
        said(document.add_paragraph(), remark, 9)
    if form.continued:
        document.add_section(WD_SECTION.NEW_PAGE)
        _page(document, form.size)
        _heading(document, f"{form.title}（续页）", 15)
        number = document.add_paragraph(form.number)
        number.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        for rest in form.continued:
            said(document.add_paragraph(), f"接{rest.under.rstrip('：: 　')}：", hei=True)
            for paragraph in rest.text.split("\n"):
                document.add_paragraph(paragraph)


def _letter(document: Doc, letter: Letter) -> None:
    points = 9.5 if letter.size == "A5" else 12
    issuer = document.add_paragraph()
    issuer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    said(issuer, letter.issuer, points)
    _heading(document, letter.title, 16 if letter.size == "A5" else 22)
    if letter.number:
        number = document.add_paragraph()
        number.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        said(number, f"编号：{letter.number}", points)
    if letter.to:
        said(document.add_paragraph(), f"{letter.to}：", points, hei=True)
    if letter.opening:
        opening = document.add_paragraph()
        opening.paragraph_format.first_line_indent = Pt(2 * points)
        said(opening, letter.opening, points)
    _parts(document, letter, points)
    for note in letter.notes:
        said(document.add_paragraph(), note, points * 0.86)
    room = Pt(points * (0.8 if letter.size == "A5" else 1.6))  # for a hand
    for words in letter.signs:
        signing = document.add_paragraph()
        signing.paragraph_format.space_before = room
        said(signing, f"{words}：{ROOM}", points)
    for text in _closing(letter):
        closing = document.add_paragraph()
        closing.paragraph_format.space_before = Pt(0) if text is letter.dated else room
        closing.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        said(closing, text, points)
    if letter.desk:
        said(document.add_paragraph(), letter.desk, points * 0.82)


def _closing(letter: Letter) -> tuple[str, str]:
    return f"{letter.issuer}{'（盖章）' if letter.seal else ''}", letter.dated


def _parts(document: Doc, letter: Letter, points: float) -> None:
    if not letter.parts:
        return
    label = 24.0 if letter.size == "A5" else 30.0
    table = table_of(document, len(letter.parts), [label, WIDTHS[letter.size] - label], 1)
    for part, row in zip(letter.parts, table.rows, strict=True):
        left, right = row.cells
        left.width, right.width = Mm(label), Mm(WIDTHS[letter.size] - label)
        said(left.paragraphs[0], part.label, points, hei=True)
        for number, text in enumerate(part.paragraphs):
            paragraph = right.add_paragraph() if number else right.paragraphs[0]
            said(paragraph, text, points)
        if part.refs:
            said(right.paragraphs[-1], f"（{'；'.join(part.refs)}）", points * 0.8)
