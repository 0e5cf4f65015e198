"""通报的 DOCX: the same sections, charts and tables, for the office to go on writing in."""

from __future__ import annotations

import re
from io import BytesIO

from docx.document import Document as Doc
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from bancheng.typesetting.chart_picture import picture
from bancheng.typesetting.fitting import WIDTHS
from bancheng.typesetting.sheet import Report, Section, Table

SONG, HEI = "宋体", "黑体"
RED = RGBColor(0xB3, 0x12, 0x1D)
NUMERALS = "一二三四五六七八"
POINTS = 12.0
CHART_WIDTH, WIDE = 138, WIDTHS["A4"]
EITHER = re.compile("[“”‘’…—·]")
"""Marks that an office program sets as Latin ones unless told otherwise."""


def said(paragraph: Paragraph, text: str, points: float = 0, *, hei: bool = False) -> Run:
    """Words at the end of a paragraph; ``hei``: in the upright type of headings and labels."""
    run = paragraph.add_run(text)
    if points:
        run.font.size = Pt(points)
    if hei:
        run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), HEI)
    if EITHER.search(text):
        run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")
    return run


def report(document: Doc, sheet: Report) -> None:
    """Lay the report into the document."""
    _numbered(document)
    head = _middle(document, sheet.title, 22)
    head.font.color.rgb = RED
    _middle(document, sheet.draft or sheet.number, POINTS, bold=False)
    _ruled(document, f"{sheet.issuer}\t{sheet.dated}", str(RED))
    _middle(document, sheet.subject, 16)
    for number, section in enumerate(sheet.sections):
        _section(document, section, NUMERALS[number])
    signed = (f"签发人：{sheet.signed_by}",) if sheet.signed_by else ()
    for text in ("", sheet.issuer, *signed, sheet.dated):
        closing = document.add_paragraph()
        closing.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        said(closing, text, POINTS)
    if sheet.annex:
        document.add_section(WD_SECTION.NEW_PAGE)
    for number, table in enumerate(sheet.annex, 1):
        _table(document, table, f"附表{number}　{table.title}")
    if sheet.note:
        said(document.add_paragraph(), sheet.note, 9)
    for label, text in (("报送", sheet.to), ("抄送", sheet.copies)):
        if text:
            _ruled(document, f"{label}：{text}")


def _numbered(document: Doc) -> None:
    """The number of each page at its foot, as the PDF has it."""
    foot = document.sections[-1].footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    said(foot, "— ", 9.5)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    foot._p.append(field)
    said(foot, " —", 9.5)


def _middle(document: Doc, text: str, points: float, *, bold: bool = True) -> Run:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(points / 2)
    run = said(paragraph, text, points, hei=bold)
    run.bold = bold
    return run


def _ruled(document: Doc, text: str, color: str = "808080") -> None:
    """A line of words with a rule under it; behind a tab they stand at its right end."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(WIDE), WD_TAB_ALIGNMENT.RIGHT)
    said(paragraph, text, POINTS)
    borders, rule = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "8"), ("space", "4"), ("color", color)):
        rule.set(qn(f"w:{name}"), value)
    borders.append(rule)
    paragraph._p.get_or_add_pPr().append(borders)


def _section(document: Doc, section: Section, numeral: str) -> None:
    heading = document.add_paragraph()
    heading.paragraph_format.first_line_indent = Pt(2 * POINTS)
    heading.paragraph_format.space_before = Pt(8)
    heading.paragraph_format.keep_with_next = True
    said(heading, f"{numeral}、{section.heading}", POINTS, hei=True)
    for text in section.paragraphs:
        _indented(document, text)
    for chart in section.charts:
        shown = document.add_paragraph()
        shown.alignment = WD_ALIGN_PARAGRAPH.CENTER
        shown.paragraph_format.keep_with_next = True
        shown.add_run().add_picture(BytesIO(picture(chart.svg)), width=Mm(CHART_WIDTH))
        _middle(document, chart.title, 10, bold=False)
    for number, text in enumerate(section.points, 1):
        _indented(document, f"（{number}）{text}")


def _indented(document: Doc, text: str) -> None:
    for line in text.split("\n"):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.first_line_indent = Pt(2 * POINTS)
        said(paragraph, line, POINTS)


def _table(document: Doc, table: Table, title: str) -> None:
    above = document.add_paragraph()
    above.paragraph_format.space_before = Pt(8)
    above.paragraph_format.keep_with_next = True
    said(above, title, POINTS, hei=True)
    drawn = document.add_table(rows=1 + len(table.lines), cols=len(table.heads))
    drawn.style, drawn.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    # ask for the cells once: each question for a row's cells reads the whole table again
    cells = iter(drawn._cells)
    for number, line in enumerate((table.heads, *table.lines)):
        for text in line:
            paragraph = next(cells).paragraphs[0]
            said(paragraph, text, 9.5, hei=number == 0)
    if table.note:
        said(document.add_paragraph(), table.note, 9)
