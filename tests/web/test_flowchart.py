"""流程图 on the pages: the standard's, a case's place in it, and the sheet for the wall."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from django.utils import timezone

from bancheng.library import standards
from bancheng.typesetting.fonts import fonts_in
from bancheng.typesetting.legible import Legible
from bancheng.typesetting.sheet import Size
from bancheng.typesetting.wall_chart import wall_chart
from bancheng.web.flowchart.letters import ems_of, in_lines
from bancheng.web.flowchart.picture import INSET, SIZES, picture
from bancheng.web.flowchart.sheet import chart_sheet
from tests.casework.hall import Hall, at
from tests.core.chart import measured
from tests.papers import reading
from tests.shelves import INVENTED, every_standard
from tests.web.clerk import Clerk

PAGE = "/flowchart/guilin-xiufeng/2024-05-17"
MILLIMETRES = {"A4": (210, 297), "A3": (297, 420)}


def sheet_of(shelf: Path, name: str, size: Size = "A3") -> bytes:
    standard, fonts = standards.standard(name, folder=shelf), fonts_in(None)
    made = chart_sheet(standard, picture(standard), Legible(fonts), size)
    assert made.lacking == ()
    return wall_chart(made, fonts, at("2026-11-27 09:00"))


def html(who: str, address: str) -> str:
    """A page as the browser gets it."""
    return Clerk(who).raw(address).content.decode()


def said(box: str, page: str) -> str:
    """What stands in the box of that name in the picture."""
    found = [g for g in re.findall(r'<g class="step.*?</g>', page, re.S) if f">{box}</text>" in g]
    assert len(found) == 1, box
    return "|".join(re.findall(r"<text[^>]*>([^<]*)</text>", found[0]))


@pytest.mark.clause("XF-A1")
@pytest.mark.parametrize(("shelf", "name"), every_standard())
def test_every_picture_has_its_words_within_boxes_that_stand_clear(shelf: Path, name: str) -> None:
    drawn = picture(standards.standard(name, folder=shelf))
    boxes = {box.act: box.frame for box in drawn.boxes}
    for box in drawn.boxes:
        for line in box.lines:
            assert ems_of(line.text.rstrip("，、；：")) * SIZES[line.sort] <= (
                box.frame.width - 2 * INSET + 0.01
            ), line.text
            assert box.frame.y < line.y < box.frame.bottom
        assert box.words.term in "".join(line.text for line in box.lines)
        assert box.words.cites in "".join(line.text for line in box.lines)
    for a, one in boxes.items():
        for b, other in boxes.items():
            assert a == b or not measured.meet(
                one, (other.x, other.y), (other.x + other.width, other.bottom)
            )


@pytest.mark.clause("XF-A1")
@pytest.mark.parametrize("size", ["A4", "A3"])
@pytest.mark.parametrize(("shelf", "name"), every_standard())
def test_the_sheet_is_one_page_of_its_size_with_every_step_on_it(
    shelf: Path, name: str, size: Size
) -> None:
    content = sheet_of(shelf, name, size)
    assert reading.pages(content) == [MILLIMETRES[size]]
    assert reading.marks_of(content) == {"part": "2", "conformance": "B"}
    with pdfplumber.open(BytesIO(content)) as file:
        page = file.pages[0]
        told = re.sub(r"\s", "", "".join(str(c["text"]) for c in page.chars))
        edges = [
            (c["x0"], c["top"], page.width - c["x1"], page.height - c["bottom"]) for c in page.chars
        ]
    for box in picture(standards.standard(name, folder=shelf)).boxes:
        assert re.sub(r"\s", "", box.words.term) in told
    assert min(map(min, edges)) > 15, "words run out of the sheet"


def test_a_sheet_rendered_has_ink_where_the_last_box_stands() -> None:
    """Rendered by pypdfium2, which is another reader of PDF than the one that gives words."""
    with pdfplumber.open(BytesIO(sheet_of(INVENTED, "xinghe-harbour"))) as file:
        image = file.pages[0].to_image(resolution=72).original.convert("L")
    dark = image.point([255 if n < 140 else 0 for n in range(256)]).getbbox()
    assert dark is not None
    assert dark[2] - dark[0] > image.width * 0.8


@pytest.mark.database
@pytest.mark.clause("XF-A1")
def test_the_page_says_act_who_limit_and_clause_as_the_standard_has_them(hall: Hall) -> None:
    page = html("chen", PAGE)
    assert said("反馈诉求人", page) == "反馈诉求人|24 小时|第十一条、第九条（三）"
    reply = said("回复处理结果", page).replace("|", "")
    for words in ("一般问题：1 个工作日，可延期", "较复杂问题：5 个工作日", "3 个工作日"):
        assert words in reply
    assert "④ 领导小组研究" in re.sub(r"<[^>]+>", "", page)
    assert "评价差：1 个工作日" in said("跟踪督办", page).replace("|", "")
    assert " style=" not in page[page.index('<div class="chartroom"') :]
    assert PAGE in html("chen", "/standard/guilin-xiufeng/2024-05-17")


@pytest.mark.database
@pytest.mark.clause("XF-A1")
def test_a_case_has_its_place_on_the_chart_in_words(hall: Hall) -> None:
    case_no = hall.placed(f"{timezone.localtime():%Y-%m-%d %H:%M}")
    assert f"/cases/{case_no}/flowchart/" in html("chen", f"/cases/{case_no}/")
    page = html("chen", f"/cases/{case_no}/flowchart/")
    assert said("分办", page).startswith("✓ 已办")
    assert said("认领", page).startswith("▶ 现在到这一步")
    assert said("回复处理结果", page).startswith("○ 以后")
    assert said("当场答复", page).startswith("当场答复")
    assert "本件走这一条" in page
    Clerk("mo").does(case_no, "claim")
    page = html("chen", f"/cases/{case_no}/flowchart/")
    assert said("认领", page).startswith("✓ 已办")
    assert said("回复处理结果", page).startswith("▶ 现在到这一步")


@pytest.mark.database
@pytest.mark.clause("XF-7.5")
def test_the_chart_of_a_case_out_of_sight_is_not_there(hall: Hall) -> None:
    day = f"{timezone.localtime():%Y-%m-%d %H:%M}"
    case_no = hall.register(day, ground="conduct", accused_units=["housing"], matter="态度差")
    mo = Clerk("mo")
    mo.raw(f"/cases/{case_no}/flowchart/", 404)
    mo.raw("/cases/NO20261101-001/flowchart/", 404)
    Clerk("gu").raw(f"/cases/{case_no}/flowchart/")


@pytest.mark.database
def test_a_sheet_comes_in_two_sizes_and_no_other(hall: Hall) -> None:
    chen = Clerk("chen")
    for size in ("A3", "A4"):
        answer = chen.raw(f"{PAGE}/{size}.pdf")
        assert reading.pages(answer.content) == [MILLIMETRES[size]]
    chen.raw(f"{PAGE}/A5.pdf", 404)
    chen.raw("/flowchart/no-such/2024-05-17", 404)


@pytest.fixture
def harbour(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    folder = tmp_path / "standards"
    shutil.copytree(INVENTED / "xinghe-harbour", folder / "xinghe-harbour")
    shutil.copytree(Path("standards"), folder, dirs_exist_ok=True)
    monkeypatch.setenv("BANCHENG_STANDARDS", str(folder))
    standards.forget()
    yield
    monkeypatch.undo()
    standards.forget()


@pytest.mark.database
@pytest.mark.clause("XF-A1")
def test_a_harbour_that_exists_nowhere_has_its_chart(harbour: None, hall: Hall) -> None:
    page = html("chen", "/flowchart/xinghe-harbour/undated")
    assert "薄雾：7 个自然日，可延期" in said("放行", page).replace("|", "")
    assert "钟楼值守" in page
    assert "本中心定" not in page[page.index("chartroom") :]


@pytest.mark.parametrize("ems", [4, 7.5, 11])
def test_words_are_cut_into_lines_that_fit_and_lose_nothing(ems: float) -> None:
    text = "一般问题：1 个工作日，可延期；（较复杂）问题：5 个工作日＊，另见第九条（二）1。"
    lines = in_lines(text, ems)
    assert "".join(lines) == text
    assert all(ems_of(line.rstrip("：，、；")) <= ems for line in lines)
    assert not any(line[0] in "，。；：）＊" for line in lines)
