"""Whatever somebody typed, no file makes a formula of it."""

from __future__ import annotations

import csv
import re
from io import BytesIO, StringIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from bancheng.core.calendar import CHINA
from bancheng.core.ledger_columns import names_of
from bancheng.ledgers import csv_text, enquiry_sheet, workbook
from bancheng.ledgers.cells import LONGEST, for_csv, for_sheet, from_csv
from bancheng.ledgers.sheet import sheet_of
from bancheng.ledgers.watermark import Watermark
from bancheng.library import standards
from tests.casework.hall import at

SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹢", "﹦", "|", "%")
BEFORE = ("", "\t", "\r", "\n", " ", "　", "\u00a0", "\ufeff", "\u200b", "'", '"', "\u202e")
WAYS = (
    *(f"{before}{sign}1+1" for sign in SIGNS for before in BEFORE[:4]),
    *(f"{before}=cmd|'/c calc'!A1" for before in BEFORE),
    '=HYPERLINK("http://a.example","点我")',
    '=WEBSERVICE("http://a.example")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "{=1+1}",
    "<r><t>=1+1</t></r>",
    "_x003D_1+1",
    'DDE("cmd";"/C calc";"x")',
)
"""More than sixty ways to begin."""
HARMLESS = (
    "秦桂芳",
    "13900005512",
    "2026-11-23",
    "装电梯=三趟",
    "a,b;c",
    "他说：“不行”",
    "",
    "{x}",
)
# what a spreadsheet makes a formula of, as they say themselves, blanks and unseen characters apart
FORMULA = re.compile(r"^[\s\ufeff\u200b-\u200f\u202a-\u202e]*[=+\-@＝＋－＠﹢﹦|%]")
MARK = Watermark(
    "某中心办件台账", "陈晓岚（chen）", at("2026-11-24 09:00"), "全部", "第 1 条", "e1", False
)


def _every_sheet() -> list[Any]:
    return [
        pytest.param(enquiry_sheet.SHEET, id="enquiry"),
        *_sheets_of_the_standards(),
    ]


def _sheets_of_the_standards() -> list[Any]:
    return [
        pytest.param(sheet_of(name, standards.standard(region)), id=f"{region} {name}")
        for region in standards.ids()
        for name in names_of(standards.standard(region))
    ]


@pytest.mark.clause("XF-9.4", "SC-6.1.3")
@pytest.mark.parametrize("sheet", _every_sheet())
def test_no_field_of_a_workbook_is_a_formula_however_it_begins(sheet: Any, tmp_path: Any) -> None:
    assert len(set(WAYS)) >= 60
    file = tmp_path / "ledger.xlsx"
    wide = len(sheet.columns)
    workbook.write(file, sheet, MARK, (tuple([way] * wide) for way in WAYS))
    xml = _xml(file.read_bytes())
    assert "<f>" not in xml
    assert "<f " not in xml
    cells = re.findall(r'<c r="[A-Z]+\d+"[^>]*t="(\w+)"', xml)
    assert cells == ["inlineStr"] * (1 + wide + wide * len(WAYS))
    back = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()[2:]
    for way, row in zip(WAYS, back, strict=True):
        assert {str(cell).strip() for cell in row} == {way.replace("\r", "\r").strip()}, way


def _xml(content: bytes) -> str:
    import zipfile

    with zipfile.ZipFile(BytesIO(content)) as opened:
        return opened.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.clause("XF-9.4", "SC-6.1.3")
@pytest.mark.parametrize("sheet", _every_sheet())
def test_no_field_of_a_csv_begins_as_a_formula_does(sheet: Any) -> None:
    rows = (tuple([way] * len(sheet.columns)) for way in WAYS)
    told = b"".join(csv_text.pieces(sheet, MARK, rows))
    assert told.startswith(b"\xef\xbb\xbf")
    found = list(csv.reader(StringIO(told.decode("utf-8-sig"), newline="")))
    assert len(found) == len(WAYS) + 3
    bad = [cell for row in found for cell in row if FORMULA.match(cell)]
    assert not bad
    for way, row in zip(WAYS, found[2:-1], strict=True):
        assert {from_csv(cell) for cell in row} == {way}


@pytest.mark.parametrize("text", HARMLESS)
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    assert for_csv(text) == text
    assert from_csv(text) == text
    assert for_sheet(text) == text


@pytest.mark.parametrize("text", ["䶮𬭎公司", "办事😀", "\u202e左右", "1" * 3000])
def test_rare_characters_and_long_opinions_are_kept_whole(text: str) -> None:
    assert for_sheet(text) == text
    assert from_csv(for_csv(text)) == text


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    told = for_sheet("😀" * 20_000)
    assert len(told.encode("utf-16-le")) // 2 <= LONGEST
    assert told.endswith("……（全文见工单）")
    assert "\ufffd" not in told


def test_what_no_file_can_hold_is_shown_as_such() -> None:
    assert for_sheet("a\x00b\ud83dc\uffff") == "a�b�c�"
    assert for_csv("a\x00b\ud83dc").encode()


def test_the_head_of_a_printed_page_carries_no_code() -> None:
    mark = Watermark("R&D中心", "x", at("2026-11-24 09:00").astimezone(CHINA), "", "", "e", False)
    assert "&" not in mark.for_print
