"""窗口海报: both sheets, what the standard takes in, place, hours, phone, and a code that reads."""

from __future__ import annotations

from io import BytesIO

import pdfplumber
import pytest
import segno

from bancheng.core.refusal import Refusal
from bancheng.library import standards
from bancheng.papers.poster import poster_paper
from bancheng.people.chart import current
from bancheng.people.models import Window
from bancheng.typesetting.docx import NotInDocxError, docx
from bancheng.typesetting.fonts import fonts_in
from bancheng.typesetting.legible import Legible
from bancheng.typesetting.pdf import pdf
from bancheng.typesetting.sheet import Paper, Size
from tests.casework.county import TOWN, County
from tests.casework.hall import Hall, at
from tests.papers import reading
from tests.web.clerk import Clerk

pytestmark = pytest.mark.database
NOW = at("2026-11-27 09:00")


def poster(link: str = "", size: Size = "A4", standard: str = "sichuan-township") -> Paper:
    window = Window.objects.filter(centre__code=TOWN, active=True).first()
    assert window is not None
    centre = current().units[TOWN]
    legible = Legible(fonts_in(None))
    return poster_paper(centre, window, standards.standard(standard), legible, link, size)


@pytest.mark.clause("SC-6.1.2", "XF-5")
def test_the_poster_says_what_where_when_and_by_which_number(county: County) -> None:
    content = pdf(poster(), fonts_in(None), NOW)
    told = reading.text_of(content)
    for words in ("反映窗口", "柳河镇便民服务中心", "仍未能办成事", "09:00-12:00、13:00-17:00"):
        assert words in told
    assert "电话0800-" in told
    assert reading.pages(content) == [(210, 297)]
    assert reading.pages(pdf(poster(size="A3"), fonts_in(None), NOW)) == [(297, 420)]
    assert reading.marks_of(content) == {"part": "2", "conformance": "B"}


def test_the_code_on_the_sheet_is_the_one_that_was_made(county: County) -> None:
    link = "https://example.org/fanying?from=poster"
    content = pdf(poster(link), fonts_in(None), NOW)
    matrix = segno.make(link, error="m", micro=False).matrix
    with pdfplumber.open(BytesIO(content)) as file:
        dark = [r for r in file.pages[0].rects if r["fill"] and r["height"] < 6 and r["width"] < 90]
    left, top = min(r["x0"] for r in dark), min(r["top"] for r in dark)
    unit = min(r["height"] for r in dark) - 0.02
    for y, row in enumerate(matrix):
        for x, module in enumerate(row):
            px, py = left + (x + 0.5) * unit, top + (y + 0.5) * unit
            inside = any(r["x0"] < px < r["x1"] and r["top"] < py < r["bottom"] for r in dark)
            assert inside == bool(module), (x, y)


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "example.org", "https://a b", "https://办", "https://" + "a" * 300],
)
def test_a_code_that_opens_nothing_good_is_refused(county: County, link: str) -> None:
    with pytest.raises(Refusal, match="wrong_shape"):
        poster(link)


def test_a_poster_is_no_docx(county: County) -> None:
    with pytest.raises(NotInDocxError):
        docx(poster(), NOW)


@pytest.mark.clause("SC-6.1.2")
def test_the_posters_page_offers_both_sheets_and_refuses_in_place(hall: Hall) -> None:
    from bancheng.people.seats import unit_by_code

    window = Window.objects.create(
        centre=unit_by_code("hall"), name="“办不成事”反映窗口", place="一楼东侧", phone="0773-1"
    )
    chen = Clerk("chen")
    assert "PDF 海报" in chen.get(f"/rota/sign/{window.pk}")
    page = chen.get(f"/papers/poster/{window.pk}")
    assert "A3" in page
    file = chen.raw(f"/papers/poster/{window.pk}?size=A3&link=")
    assert reading.pages(file.content) == [(297, 420)]
    assert "网址要以" in chen.get(f"/papers/poster/{window.pk}?size=A4&link=example.org", 422)
    chen.raw(f"/papers/poster/{window.pk}?size=A0", 404)
    chen.raw("/papers/poster/99999", 404)
