"""The bulletin in a browser: the office writes and issues it, the window reads it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import expect

from tests.browser import DESK, PHONE
from tests.casework.hall import Hall
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.database]
OUT = "2026年第1期"


@pytest.mark.clause("SC-9.1", "XF-13", "XF-14")
def test_a_month_is_written_issued_read_and_stays(
    hall: Hall, walker: Walker, tmp_path: Path
) -> None:
    case_no = hall.ended("2026-10-20 09:00")
    page = walker.page
    walker.becomes("jiang")
    page.get_by_role("link", name="通报", exact=True).click()
    expect(page.locator("main")).to_contain_text("2026年10月的通报还没有印发")
    page.get_by_label("月份").fill("2026-10")
    page.get_by_role("button", name="写这一期").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2026年10月通报")
    expect(page.locator("main")).to_contain_text("本月共受理诉求 1 件")

    page.get_by_label("存在问题：办公室补充").fill("材料清单写得不清楚。")
    page.get_by_role("button", name="存下补充的话").click()
    expect(page.get_by_label("存在问题：办公室补充")).to_have_value("材料清单写得不清楚。")
    page.get_by_label("工单编号").fill(case_no)
    page.get_by_label("怎么办成的").fill("秦桂芳跑了四趟，办成了。")
    page.get_by_role("button", name="加上这个案例").click()
    expect(page.get_by_role("alert")).to_contain_text("一位群众")
    page.get_by_label("怎么办成的").fill("一位群众跑了四趟，办成了。")
    page.get_by_role("button", name="加上这个案例").click()
    expect(page.locator(".sheet")).to_contain_text("一位群众跑了四趟，办成了。")

    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    page.get_by_label("签发人").fill("江望舒")
    page.get_by_role("button", name="印发这一期").click()
    expect(page.locator(".head")).to_contain_text(OUT)
    address = page.url

    walker.becomes("chen")
    page.get_by_role("link", name="通报", exact=True).click()
    expect(page.get_by_role("button", name="写这一期")).to_have_count(0)
    page.get_by_role("link", name="2026年10月通报").click()
    expect(page.locator(".sheet")).to_contain_text("材料清单写得不清楚。")
    expect(page.get_by_role("button", name="印发这一期")).to_have_count(0)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="DOCX").click()
    waiting.value.save_as(tmp_path / "bulletin.docx")
    written = Document(BytesIO((tmp_path / "bulletin.docx").read_bytes()))
    told = "\n".join(p.text for p in written.paragraphs)
    assert OUT in told
    assert "本月共受理诉求 1 件" in told
    assert "一位群众跑了四趟，办成了。" in told
    assert "秦桂芳" not in told

    walker.becomes("mo")  # a department is told by paper, not by a page that knows all cases
    expect(page.get_by_role("link", name="通报", exact=True)).to_have_count(0)
    assert page.request.get(address).status == 404
    assert walker.troubles == []
