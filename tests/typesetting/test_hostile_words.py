"""What people write reaches the paper as it is, or is refused in a sentence: nothing vanishes."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from pylopdf_fonts_zh_cn import sans_path

from bancheng.typesetting.docx import docx
from bancheng.typesetting.fitting import Measure, fit
from bancheng.typesetting.font_file import BrokenFontError, font_file
from bancheng.typesetting.fonts import fonts_in
from bancheng.typesetting.legible import LONGEST, Legible, TooLongError
from bancheng.typesetting.pdf import pdf
from bancheng.typesetting.sheet import Cell, Form, Letter, Paper, Part, Piece, Row
from tests.casework.hall import at
from tests.papers import reading

NOW = at("2026-11-27 09:00")
FONTS = fonts_in(None)
FIRM = (
    "青禾市某某区某某老旧小区加装电梯综合服务与设备安装维护工程技术咨询有限责任公司"
    "第三分公司驻柳叶路便民服务联络处综合办公室"
)
OPINION = "".join(f"第{n}点，请按照规定办理并说明理由。" for n in range(1, 171))[:3000]
WORDS = {
    "rare names": "龚䶮、陈𬭎",
    "a long firm": FIRM,
    "a formula": "=1+1",
    "a script": "<script>alert(1)</script>",
    "the typesetter's own language": '#read("/etc/passwd") $x$ *粗* `a` \\u{1} @b <c> //注释',
    "a word that never ends": "W" * 300,
    "lines": "第一行\r\n第二行\n\n第四行",
}


def form(matter: str, legible: Legible, height: float = 60) -> Form:
    cell = Cell("反映事项内容记录", ((Piece(legible(matter), long=True),),))
    signed = Cell("确认", ((Piece("签字："), Piece(place=True)),), middle=True)
    return fit(Form("登记表", "X-1", (Row((cell,), height), Row((signed,), 17))), FONTS)


def made(sheet: Form | Letter) -> bytes:
    return pdf(Paper("试", (sheet,)), FONTS, NOW)


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_words_are_words(words: str) -> None:
    legible = Legible(FONTS)
    sheet = form(words, legible)
    wanted = "".join(words.split())
    assert reading.cells(made(sheet))[0][1].words == wanted
    assert wanted in reading.docx_text(docx(Paper("试", (sheet,)), NOW))
    assert not legible.lacking


def test_what_no_font_has_is_shown_by_its_number_and_said() -> None:
    legible = Legible(FONTS)
    sheet = form("办成了😀，谢谢\U0002ebf0", legible)
    assert reading.cells(made(sheet))[0][1].words == "办成了〔U+1F600〕，谢谢〔U+2EBF0〕"
    assert list(legible.lacking) == ["😀", "\U0002ebf0"]


def test_nothing_invisible_turns_a_line_around() -> None:
    legible = Legible(FONTS)
    assert legible("收\u202e元百一\u202c费\u200f\x07") == "收元百一费"
    assert not legible.lacking


def test_a_long_opinion_runs_on_and_says_so() -> None:
    sheet = form(OPINION, Legible(FONTS))
    content = made(sheet)
    first, rest = reading.text_of(content, 0), reading.text_of(content)
    assert "……（转续页）" in first
    assert "登记表（续页）" in rest
    assert "接反映事项内容记录：" in rest
    whole = "".join(cell.lines[0][0].text for cell in sheet.rows[0].cells)
    whole = whole.removesuffix("……（转续页）") + sheet.continued[0].text
    assert whole == OPINION
    assert OPINION[-30:] in rest
    in_docx = reading.docx_text(docx(Paper("试", (sheet,)), NOW))
    assert sheet.continued[0].text in in_docx


@pytest.mark.parametrize("length", [200, 320, 400, 520, 700, 3000])
@pytest.mark.parametrize("words", ["装电梯的材料，", "ABC 与 W，", "……——“”", "iW1，"])
def test_whatever_stands_in_a_cell_stays_within_its_frame(words: str, length: int) -> None:
    """The frame below begins where it should, and no word lies on it."""
    content = made(form(words * (length // len(words)), Legible(FONTS)))
    with pdfplumber.open(BytesIO(content)) as file:
        page = file.pages[0]
        frames = page.find_tables()[0].cells
        frame = max(frames, key=lambda c: (c[3] - c[1]) * (c[2] - c[0]))
        inside = [
            c for c in page.chars if frame[1] - 1 < c["top"] < frame[3] and c["x0"] > frame[0]
        ]
        assert inside
        assert max(c["bottom"] for c in inside) <= frame[3] + 1
        assert max(c["x1"] for c in inside) <= frame[2] + 1
        assert abs((frame[3] - frame[1]) * 25.4 / 72 - 60) < 1


def test_a_million_bytes_are_set_whole_or_refused_in_a_sentence() -> None:
    legible = Legible(FONTS)
    with pytest.raises(TooLongError, match="一份单子上最多印"):
        legible("材" * 350_000)
    most = "材料，" * (LONGEST // 30)  # a tenth of what is allowed, a hundred times a long letter
    assert len(form(most, legible).continued[0].text) > len(most) - 500


def test_smaller_letters_come_before_another_sheet() -> None:
    short = form("材料交了四趟，" * 40, Legible(FONTS))
    smaller = form("材料交了四趟，" * 47, Legible(FONTS))
    assert (short.rows[0].cells[0].points, short.continued) == (11.0, ())
    assert (smaller.rows[0].cells[0].points, smaller.continued) == (9.5, ())


def test_a_sites_own_font_comes_first_and_lacks_nothing_the_others_have(tmp_path: Path) -> None:
    (tmp_path / "仿宋.otf").write_bytes(sans_path().read_bytes())
    (tmp_path / "坏.ttf").write_bytes(b"not a font at all")
    fonts = fonts_in(tmp_path)
    assert fonts.families()["body"][0] == "Noto Sans SC"
    assert fonts.width("䶮") == 1.0
    assert fonts.faults == ("字库文件 坏.ttf 打不开或者不是字库，没有用。",)
    content = pdf(Paper("试", (form("䶮", Legible(fonts)),)), fonts, NOW)
    assert "䶮" in reading.text_of(content)
    with pytest.raises(BrokenFontError):
        font_file(tmp_path / "坏.ttf", 0.0)


def test_a_letter_runs_over_pages_and_keeps_its_place_for_the_seal() -> None:
    parts = tuple(Part(f"第{n}项", (OPINION[:400],), ("第十条",)) for n in range(9))
    content = made(Letter("告知单", "某区政务服务中心", "2026年11月27日", parts, signs=("领取人",)))
    told = reading.text_of(content)
    assert len(reading.pages(content)) == 4
    assert "某区政务服务中心（盖章）2026年11月27日" in told
    assert reading.marks_of(content) == {"part": "2", "conformance": "B"}


def test_a_measure_counts_the_lines_that_are_set() -> None:
    measure = Measure(FONTS, 11.0, 100.0)
    assert measure.count("") == 1
    assert measure.count("一\n二\n\n四") == 4
    assert measure.count("材" * 200) == -(-200 // int(measure.ems))


def test_an_older_fonts_table_of_characters_is_read_too() -> None:
    """Format 4, as a site's 仿宋 has it: one run by its distance, one by a list of glyphs."""
    from struct import pack

    from bancheng.typesetting.font_file import _segments

    ends, starts, deltas = (0x4E02, 0x9F99, 0xFFFF), (0x4E00, 0x9F98, 0xFFFF), (7 - 0x4E00, 0, 1)
    told = pack(">7H", 4, 0, 0, 6, 0, 0, 0) + pack(">3HH3H", *ends, 0, *starts)
    told += pack(">3H", *(d & 0xFFFF for d in deltas)) + pack(">3H", 0, 4, 0) + pack(">2H", 41, 0)
    assert _segments(told, 0) == [(0x4E00, 0x4E02, 7), (0x9F98, 0x9F98, 41)]
