"""The bulletin in a browser: the office writes and issues it, the window reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from itertools import count
from pathlib import Path

import pytest
from django.utils import timezone
from docx import Document
from pdfplumber import open as open_pdf
from playwright.sync_api import expect

from bancheng.casework.door import Order, handle, open_case
from bancheng.people.user import User
from tests.browser import DESK, PHONE
from tests.casework.hall import Hall, at
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.database]
COMMANDS = count(1)


@dataclass(frozen=True)
class Last:
    """The month before this one, by today's clock: the one a bulletin is owed for."""

    first: date

    @property
    def words(self) -> str:
        return f"{self.first.year}年{self.first.month}月"

    def day(self, clock: str) -> str:
        """Its second Tuesday at this hour: a working day in nearly every month."""
        tuesday = 8 + (1 - self.first.replace(day=8).weekday()) % 7
        return f"{self.first:%Y-%m}-{tuesday:02} {clock}"


@pytest.fixture
def last() -> Last:
    today = timezone.localtime().date()
    return Last((today.replace(day=1) - timedelta(days=1)).replace(day=1))


def out() -> str:
    """The number of the year's first issue."""
    return f"{timezone.localtime().year}年第1期"


@pytest.mark.clause("SC-9.1", "XF-13", "XF-14")
def test_a_month_is_written_issued_read_and_stays(
    hall: Hall, walker: Walker, tmp_path: Path, last: Last
) -> None:
    case_no = hall.ended(last.day("09:00"))
    page = walker.page
    walker.becomes("jiang")
    page.get_by_role("link", name="通报", exact=True).click()
    expect(page.locator("main")).to_contain_text(f"{last.words}的通报还没有印发")
    page.get_by_label("月份").fill(f"{last.first:%Y-%m}")
    page.get_by_role("button", name="写这一期").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{last.words}通报")
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
    expect(page.locator(".being-written")).to_contain_text("一位群众跑了四趟，办成了。")

    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    page.get_by_label("签发人").fill("江望舒")
    page.get_by_role("button", name="印发这一期").click()
    expect(page.locator(".head")).to_contain_text(out())
    address = page.url

    walker.becomes("chen")
    page.get_by_role("link", name="通报", exact=True).click()
    expect(page.get_by_role("button", name="写这一期")).to_have_count(0)
    page.get_by_role("link", name=f"{last.words}通报").click()
    expect(page.locator(".being-written")).to_contain_text("材料清单写得不清楚。")
    expect(page.get_by_role("button", name="印发这一期")).to_have_count(0)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="DOCX").click()
    waiting.value.save_as(tmp_path / "bulletin.docx")
    written = Document(BytesIO((tmp_path / "bulletin.docx").read_bytes()))
    told = "\n".join(p.text for p in written.paragraphs)
    assert out() in told
    assert "本月共受理诉求 1 件" in told
    assert "一位群众跑了四趟，办成了。" in told
    assert "秦桂芳" not in told

    walker.becomes("mo")  # a department is told by paper, not by a page that knows all cases
    expect(page.get_by_role("link", name="通报", exact=True)).to_have_count(0)
    assert page.request.get(address).status == 404
    assert walker.troubles == []


def did(who: str, case_no: str, when: str, act: str, **given: object) -> None:
    user = User.objects.get(username=f"sc.{who}")
    command = f"bulletin-{next(COMMANDS)}"
    handle(user, case_no, [Order(act, given)], command, None, at(when))


def taken(when: str, **more: str) -> str:
    """An ordinary matter at the township's counter, passed on to the unit that handles it."""
    known = {"matter": "残疾人补贴少发三个月", "name": "秦桂芳", "phone": "13900005512", **more}
    given = {"papers": "complete", "next_step": "转承办单位", "visit_cause": "approval"}
    orders = [
        Order("register", known | {"channel": "counter"}),
        Order("accept", {"ground": "papers_or_after", **given}),
    ]
    clerk = User.objects.get(username="sc.window1")
    command = f"bulletin-{next(COMMANDS)}"
    case_no = open_case(clerk, "sc-liuhe-hall", orders, command, at(when)).case_no
    did("window1", case_no, when, "transfer", kind="ordinary", lead="sc-liuhe-welfare")
    return case_no


@pytest.mark.clause("SC-9.1", "SC-8.1")
def test_the_townships_centre_sums_its_month_up_and_the_head_reads_it(
    township: None, walker: Walker, last: Last
) -> None:
    done, late = taken(last.day("09:00")), taken(last.day("10:00"), matter="老屋门牌一直没有换")
    did("welfare", done, last.day("10:00"), "claim")
    did("welfare", done, last.day("11:00"), "reply", answer="result", text="三个月已补发")
    did("window1", done, last.day("14:00"), "inform", means="phone")
    did("window1", done, last.day("14:10"), "complete", outcome="done")
    told = {"solved": "solved", "satisfaction": "very_good"}
    did("window1", done, last.day("16:00"), "call_back", **told)
    page = walker.page
    walker.becomes("sc.centre")
    page.get_by_role("link", name="通报", exact=True).click()
    expect(page.locator("main")).to_contain_text(f"{last.words}的通报还没有印发")
    page.get_by_role("button", name="写这一期").click()
    sheet = page.locator(".being-written")
    expect(sheet).to_contain_text("本月共受理诉求 2 件")
    expect(page.locator(".beside")).to_contain_text(late)
    expect(page.locator(".beside")).to_contain_text("县级政务服务管理部门")
    page.get_by_label("下一步：办公室补充").fill("每周三下午到村里集中补发。")
    page.get_by_role("button", name="存下补充的话").click()
    page.get_by_label("签发人").fill("邱云鹤")
    page.get_by_role("button", name="印发这一期").click()
    expect(page.locator(".head")).to_contain_text(out())
    address = page.url

    walker.becomes("sc.head")
    page.get_by_role("link", name="通报", exact=True).click()
    expect(page.get_by_role("button", name="写这一期")).to_have_count(0)
    page.get_by_role("link", name=f"{last.words}通报").click()
    expect(sheet).to_contain_text("每周三下午到村里集中补发。")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="PDF", exact=True).click()
    with open_pdf(waiting.value.path()) as pdf:
        told_there = "".join(one.extract_text() for one in pdf.pages).replace("\n", "")
    for words in (out(), "邱云鹤", "乡镇党委、政府", "各村（社区）便民服务站", late):
        assert words in told_there
    assert "秦桂芳" not in told_there

    for somebody in ("sc.welfare", "sc.station", "sc.window3"):  # a unit, a village, another town
        page.goto(f"{walker.address}/")
        walker.becomes(somebody)
        assert page.request.get(address).status == 404
    assert walker.troubles == []
