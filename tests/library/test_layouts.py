"""版式: a region's own by data alone, its faults by file and line, none needed."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest

from bancheng.core.standard.faults import StandardFaults
from bancheng.core.standard.layouts import ROOM, plain_layout
from bancheng.library import standards
from bancheng.library.layouts import check_layouts, layout_for
from bancheng.library.places import standards_dir
from bancheng.papers.form_sheet import blank_paper
from bancheng.typesetting.fonts import fonts_in
from bancheng.typesetting.legible import Legible
from bancheng.typesetting.pdf import pdf
from tests.casework.hall import at
from tests.papers import reading

ELSEWHERE = Path(__file__).resolve().parents[1] / "data" / "standards"
GOOD = "form: logbook\nrows: [11, 60, 20, 60, 20]\nbecause: 试\n"


def faults(tmp_path: Path, text: str) -> list[str]:
    """What is told of a layout for the invented harbour's logbook."""
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "logbook.yaml").write_text(text, encoding="utf-8")
    harbour = standards.standard("xinghe-harbour", folder=ELSEWHERE)
    try:
        check_layouts(tmp_path, [harbour])
    except StandardFaults as told:
        return [str(fault) for fault in told.faults]
    return []


@pytest.mark.clause("XF-A2", "SC-A1", "SC-A2")
@pytest.mark.parametrize("name", standards.ids())
def test_every_form_we_ship_has_a_layout_that_fits_it(name: str) -> None:
    found = [standards.standard(name, edition) for edition in standards.editions(name)]
    check_layouts(standards_dir() / name, found)
    for form in found[-1].forms:
        assert layout_for(found[-1], form).cites


def test_a_region_without_a_layout_gets_a_sheet_all_the_same() -> None:
    """The third standard of the tests: its words, its cells, one page, nothing in ``src/``."""
    harbour = standards.standard("xinghe-harbour", folder=ELSEWHERE)
    fonts = fonts_in(None)
    content = pdf(blank_paper(harbour, "logbook", Legible(fonts)), fonts, at("2026-11-27 09:00"))
    rows = [[cell.words for cell in row] for row in reading.cells(content)]
    assert rows[:2] == [["钟次", "", "天气", ""], ["所遇之事", ""]]
    assert [row[0] for row in rows] == ["钟次", "所遇之事", "雾", "放行令", "几颗星"]
    assert reading.pages(content) == [(210, 297)]


def test_a_layout_of_its_own_is_followed_to_the_millimetre() -> None:
    standard = standards.standard("guilin-xiufeng")
    fonts = fonts_in(None)
    paper = blank_paper(standard, "registration", Legible(fonts))
    content = pdf(paper, fonts, at("2026-11-27 09:00"))
    with pdfplumber.open(BytesIO(content)) as file:
        frames = [c for t in file.pages[0].find_tables() for c in t.cells]
    left = min(frame[0] for frame in frames)
    tall = [f for f in sorted(frames, key=lambda f: f[1]) if abs(f[0] - left) < 2]
    heights = [round((bottom - top) * 25.4 / 72) for _, top, _, bottom in tall if bottom - top > 20]
    assert heights == list(layout_for(standard, "registration").rows)


def test_plain_layouts_stay_on_the_sheet() -> None:
    for standard in (standards.standard(name) for name in standards.ids()):
        for name, form in standard.forms.items():
            layout = plain_layout(name, form)
            assert len(layout.rows) == len(form.rows)
            assert sum(layout.rows) <= ROOM


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD.replace("60, 20]", "60]"), "papers/logbook.yaml 第 2 行 rows：写了 4 行的高度"),
        (GOOD.replace("logbook", "logbok"), "papers/logbook.yaml 第 1 行 form：没有“logbok”"),
        (GOOD.replace("[11, 60", "[230, 60"), "第 2 行 rows：各行合计 390 毫米；应为 最多 232"),
        (GOOD.replace("[11,", "[3,"), "papers/logbook.yaml 第 2 行 rows"),
        (GOOD.replace("rows:", "row:"), "papers/logbook.yaml 第 2 行 row"),
        (GOOD.replace("because: 试\n", ""), "既没有 cites"),
    ],
)
def test_a_wrong_layout_is_told_by_file_and_line(tmp_path: Path, text: str, told: str) -> None:
    found = faults(tmp_path, text)
    assert any(told in fault for fault in found), found


def test_a_right_one_is_not(tmp_path: Path) -> None:
    assert faults(tmp_path, GOOD) == []
