"""The year's score in a browser: the district's departments assessed (XF-15), the township's own
yearly score (SC-9.2), each point opened down to its case.
"""

from __future__ import annotations

from itertools import count

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from bancheng.casework.door import Order, Outside, handle, open_case
from bancheng.people.user import User
from bancheng.scoring.score_row import Score
from tests.browser import DESK, PHONE
from tests.casework.hall import Hall, at
from tests.journeys.walker import Walker
from tests.ledgers.book import rows_of
from tests.scoring.conftest import lived

pytestmark = [pytest.mark.browser, pytest.mark.database]
COMMANDS = count(1)
JANUARY = at("2027-01-05 09:00")


def opens(walker: Walker, who: str) -> None:
    """Somebody looks at the score of 2026, from the side list."""
    walker.becomes(who)
    walker.page.locator(".side").get_by_role("link", name="年度评分").click()
    walker.page.get_by_label("年份").select_option("2026")
    walker.page.get_by_role("button", name="看", exact=True).click()


def fits(walker: Walker) -> None:
    """Nothing is wider than the screen."""
    for width, height in (PHONE, DESK):
        walker.page.set_viewport_size({"width": width, "height": height})
        assert walker.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.clause("XF-15")
def test_a_department_is_assessed_by_cases_one_can_open(
    hall: Hall, walker: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: JANUARY)
    year = lived(hall)
    page = walker.page
    opens(walker, "mo")
    expect(page.locator("main")).not_to_contain_text("税务局")
    page.get_by_role("link", name="区住建局", exact=True).click()
    page.get_by_label("关于哪一件").fill(year.late)
    page.get_by_label("对哪一分有异议，为什么").fill("那两天系统停机。")
    page.get_by_role("button", name="交上申辩").click()
    expect(page.locator(".said")).to_contain_text("那两天系统停机。")
    mine = page.url

    opens(walker, "gu")
    fits(walker)
    row = page.locator("tr[data-row]", has_text="区住建局")
    expect(row).to_contain_text("88.69 / 100")
    figures = page.locator("tr", has_text="区住建局").last
    expect(figures).to_contain_text("6/7，86%")
    figures.get_by_role("link", name="超时").click()
    expect(page.locator(".list")).to_contain_text(year.late)
    page.go_back()
    row.get_by_role("link").click()
    fits(walker)
    expect(page.locator(".said")).to_contain_text("那两天系统停机。")
    page.get_by_role("link", name=f"免予扣分 {year.late}").click()
    page.get_by_label("理由").fill("系统停机两天，部门没有责任")
    page.locator("[data-main]").click()
    expect(page.locator("#part-answers")).to_contain_text("50 / 50 分")
    expect(page.locator("#part-answers")).to_contain_text("系统停机两天，部门没有责任")
    page.locator("#part-content").get_by_role("link", name=year.bad, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("装电梯")

    opens(walker, "gu")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Excel（XLSX）").click()
    rows = rows_of(waiting.value.path().read_bytes())
    told = [r for r in rows if r["评谁"] == "区住建局" and r["工单编号"] == year.late]
    assert "免予扣分" in [r["免予扣分"] for r in told]
    page.get_by_role("button", name="定稿", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("已定稿")
    expect(page.locator("tr[data-row]", has_text="区住建局")).to_contain_text("95.83 / 100")

    walker.becomes("mo")
    page.goto(mine)
    expect(page.locator(".heads")).to_contain_text("95.83 / 100")
    expect(page.get_by_role("button", name="交上申辩")).to_have_count(0)
    expect(page.locator("#part-answers")).to_contain_text("系统停机两天，部门没有责任")
    walker.becomes("rao")
    assert page.request.get(mine).status == 404
    assert walker.troubles == []


def rated(satisfaction: str) -> str:
    """A matter the township's counter answered and ended just now, and how it was rated."""
    now, number = timezone.now(), f"score-{next(COMMANDS)}"
    clerk = User.objects.get(username="sc.window1")
    known = {"matter": "打印户籍证明跑了三趟", "name": "秦桂芳", "phone": "13900005512"}
    taken = {"ground": "consulted_often", "papers": "complete", "visit_cause": "materials"}
    orders = [
        Order("register", {**known, "channel": "counter"}),
        Order("accept", {**taken, "next_step": "当场答复"}),
        Order("answer", {"text": "已经打好"}),
        Order("complete", {"outcome": "done"}),
    ]
    case_no = open_case(clerk, "sc-liuhe-hall", orders, number, now).case_no
    order = Order("rate", {"satisfaction": satisfaction})
    handle(Outside("petitioner"), case_no, [order], f"{number}-rated", None, now)
    return case_no


@pytest.mark.clause("SC-9.2")
def test_the_township_scores_its_own_year_and_opens_every_point(
    township: None, walker: Walker
) -> None:
    del township
    for _ in range(4):
        rated("very_good")
    bad = rated("very_bad")
    page = walker.page
    walker.becomes("sc.centre")
    page.locator(".side").get_by_role("link", name="年度评分").click()
    expect(page.locator("main")).to_contain_text("文本没有写由谁评、怎么算分")
    expect(page.locator("main")).to_contain_text("年过完以后才能定稿")
    fits(walker)
    page.get_by_role("link", name="柳河便民中心（窗口）").click()
    part = page.locator("#part-window-content")
    expect(part).to_contain_text("回访、评价过的 5 件，不满意 1 件")
    expect(part).to_contain_text("16 / 20 分")
    fits(walker)
    part.get_by_role("link", name=bad, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("打印户籍证明")
    page.go_back()
    page.get_by_role("link", name=f"免予扣分 {bad}").click()
    page.locator("[data-main]").click()  # the browser itself asks for a reason
    page.get_by_label("理由").fill("评价的是别的窗口，已核实")
    page.locator("[data-main]").click()
    expect(part).to_contain_text("20 / 20 分")
    page.get_by_role("link", name=f"收回免扣 {bad}").click()
    page.get_by_label("理由").fill("核实有误")
    page.locator("[data-main]").click()
    expect(part).to_contain_text("16 / 20 分")
    expect(part).to_contain_text("收回免扣：核实有误")
    assert not Score.objects.exists()
    walker.becomes("sc.window1")
    page.goto(f"{walker.address}/scores/")
    expect(page.locator("main")).to_contain_text("预看")
    expect(page.get_by_role("button", name="Excel（XLSX）")).to_have_count(0)
    walker.becomes("sc.admin")
    expect(page.locator(".side")).not_to_contain_text("年度评分")
    assert page.request.get(f"{walker.address}/scores/").status == 404
    assert walker.troubles == []
