"""Pages that no link leads to: half filled in, refused, shown anew — for everybody like the rest.

The crawl of ``test_every_page`` sees what stands behind links; this sees what stands behind
buttons, where people are when something went wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bancheng.archive.package_row import Package
from tests.casework.hall import Hall
from tests.journeys.inspector import Inspector
from tests.journeys.walker import Walker
from tests.papers import cases
from tests.revisit.city import City

pytestmark = [pytest.mark.browser, pytest.mark.database]
OLD = """反映时间,诉求人,电话,反映内容
四月底,韦月桂,13900001111,装电梯跑了三趟，每个窗口说的都不一样
"""


@pytest.fixture
def inspector(walker: Walker) -> Iterator[Inspector]:
    """Whatever it saw wrong fails the test at its end."""
    found = Inspector(walker.page)
    yield found
    assert not found.faults, "\n".join(found.faults)
    assert found.elsewhere == []
    assert walker.troubles == []


def presses(walker: Walker, name: str) -> None:
    walker.page.get_by_role("button", name=name).first.click()
    walker.page.wait_for_load_state("load")


@pytest.mark.clause("SC-9.1", "XF-13")
def test_a_bulletin_being_written_and_refused(
    hall: Hall, walker: Walker, inspector: Inspector
) -> None:
    case_no = hall.ended("2026-10-20 09:00")
    hall.placed("2026-10-21 09:00")  # late by now, so it stands in the list
    page = walker.page
    walker.becomes("jiang")
    page.goto(f"{walker.address}/bulletins/")
    page.get_by_label("月份").fill("2026-10")
    presses(walker, "写这一期")
    page.get_by_label("存在问题：办公室补充").fill("材料清单写得不清楚。")
    presses(walker, "存下补充的话")
    page.get_by_label("工单编号").fill(case_no)
    page.get_by_label("怎么办成的").fill("一位群众跑了四趟，办成了。")
    presses(walker, "加上这个案例")
    inspector.look("jiang", "a draft")
    page.get_by_label("工单编号").fill(case_no)
    page.get_by_label("怎么办成的").fill("秦桂芳跑了四趟。")
    presses(walker, "加上这个案例")
    assert page.get_by_role("alert").count()
    inspector.look("jiang", "a draft refused")
    page.get_by_label("签发人").fill("江望舒")
    presses(walker, "印发这一期")
    inspector.look("jiang", "an issue")
    page.goto(f"{walker.address}/bulletins/")
    inspector.look("jiang", "the issues")


@pytest.mark.clause("XF-12", "SC-7.4")
def test_a_package_made_found_and_not_handed_out(
    hall: Hall, walker: Walker, inspector: Inspector
) -> None:
    case_no = cases.whole_way(hall)
    page = walker.page
    walker.becomes("chen")
    page.goto(f"{walker.address}/cases/{case_no}/package/")
    inspector.look("chen", "before packing")
    presses(walker, "做归档包")
    inspector.look("chen", "a package")
    page.locator("[name=reason]").evaluate("node => node.removeAttribute('required')")
    presses(walker, "取出归档包")
    inspector.look("chen", "a package not handed out")
    page.goto(f"{walker.address}/archive/")
    inspector.look("chen", "the packages")
    page.get_by_label("档号、工单编号、姓名、事由").fill("没有的事")
    presses(walker, "查档")
    inspector.look("chen", "nothing found")
    Package.objects.update(due_on=date(2026, 1, 1))
    page.goto(f"{walker.address}/archive/destroying/")
    page.get_by_label("2026-D10-0001").check()
    presses(walker, "提出销毁")
    assert page.get_by_role("alert").count()
    inspector.look("chen", "a destruction refused")
    walker.fills({"basis": "鉴定无保存价值"})
    presses(walker, "提出销毁")
    walker.becomes("jiang")
    page.goto(f"{walker.address}/archive/destroying/")
    inspector.look("jiang", "a destruction to be decided")
    page.get_by_label("2026-D10-0001").check()
    page.get_by_label("已经核对鉴定意见").check()
    walker.fills({"reason": "同意鉴定意见"})
    presses(walker, "批准销毁")
    inspector.look("jiang", "the register of what was destroyed")


@pytest.mark.clause("XF-9.4", "SC-6.1.3")
def test_a_ledger_refused_and_an_old_one_with_wrong_rows(
    hall: Hall, walker: Walker, inspector: Inspector, tmp_path: Path
) -> None:
    hall.ended("2026-11-20 09:00")
    page = walker.page
    walker.becomes("chen")
    page.goto(f"{walker.address}/ledgers/")
    page.get_by_label("姓名、电话不遮盖").check()
    presses(walker, "导出办件台账")
    assert page.get_by_role("alert").count()
    inspector.look("chen", "a ledger refused")
    with page.expect_download():
        page.get_by_label(re.compile("^不遮盖的，用来做什么")).fill("年度全量回访")
        page.get_by_role("button", name="导出办件台账").click()
    page.goto(f"{walker.address}/ledgers/exports/")
    inspector.look("chen", "what was taken out")
    file = tmp_path / "2019年台账.csv"
    file.write_text(OLD, encoding="utf-8-sig")
    page.goto(f"{walker.address}/ledgers/import/")
    page.get_by_label(re.compile("^文件")).set_input_files(file)
    presses(walker, "看看每一栏是什么")
    inspector.look("chen", "the columns of an old ledger")
    page.get_by_label("来源渠道").select_option("counter")
    presses(walker, "试一遍")
    assert page.get_by_role("alert").count()
    inspector.look("chen", "wrong rows of an old ledger")


@pytest.mark.clause("XF-9.5", "SC-4.1")
def test_figures_asked_wrongly_and_a_screen_for_the_wall(
    hall: Hall, walker: Walker, inspector: Inspector
) -> None:
    hall.ended("2026-11-02 09:00")
    page = walker.page
    walker.becomes("gu")
    november = "from=2026-11-01&to=2026-11-30"
    for address in (
        f"/figures/?{november}&as_at=2026-11-20T09:00",
        "/figures/?from=2026-11-30&to=2026-11-01",
        f"/figures/cases?{november}&what=accepted",
        f"/figures/log?{november}",
    ):
        page.goto(f"{walker.address}{address}")
        inspector.look("gu", address)
    page.locator("[name=form]").first.evaluate(
        "node => node.form.querySelectorAll('[name=form]').forEach(one => {"
        " one.required = false; one.checked = false })"
    )
    presses(walker, "导出")
    inspector.look("gu", "a log refused")
    page.goto(f"{walker.address}/figures/screens")
    presses(walker, "开一个地址")
    inspector.look("gu", "a screen opened")
    page.goto(page.locator(".screen a").get_attribute("href") or "")
    inspector.look("gu", "the hall's screen")


@pytest.mark.clause("XF-15")
def test_a_revisit_from_its_first_day_to_a_call_and_the_paper_list(
    city: City, walker: Walker, inspector: Inspector
) -> None:
    case_no, _ = city.closed("hall", grade="satisfied"), city.closed("town-hall", grade="fairly")
    page = walker.page
    walker.becomes("gan")
    page.goto(f"{walker.address}/revisit/")
    walker.fills({"first_on": "2026-12-31", "last_on": "2026-10-01"})
    presses(walker, "开一批")
    assert page.get_by_role("alert").count()
    inspector.look("gan", "a campaign refused")
    walker.fills({"first_on": "2026-10-01", "last_on": "2026-12-31"})
    presses(walker, "开一批")
    inspector.look("gan", "a campaign")
    presses(walker, "领 20 件来打")
    inspector.look("gan", "its list")
    page.get_by_role("link", name=case_no).click()
    presses(walker, "显示本人电话")
    inspector.look("gan", "a call, the phone shown")
    page.locator("main form:has([name=solved])").evaluate("node => { node.noValidate = true }")
    presses(walker, "记录回访")
    assert page.get_by_role("alert").count()
    inspector.look("gan", "a call refused")
    presses(walker, "没打通")
    given = {"solved": "unsolved", "satisfaction": "dissatisfied", "answered_by": "petitioner"}
    page.goto(page.url.rpartition("/")[0] + f"/{case_no}")
    walker.fills({**given, "said": "又跑了一趟"})
    presses(walker, "记录回访")
    page.goto(f"{walker.address}/revisit/")
    inspector.look("gan", "the campaigns")
    page.locator("[data-open]").first.click()
    inspector.look("gan", "a campaign with answers")
    page.get_by_role("link", name="看不一致的").click()
    page.get_by_role("link", name="导出名单").click()
    page.get_by_label("姓名、电话不遮盖").check()
    presses(walker, "导出名单")
    assert page.get_by_role("alert").count()
    inspector.look("gan", "a paper list refused")
