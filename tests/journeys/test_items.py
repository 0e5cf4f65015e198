"""事项库: a list is brought in, found, adjusted, and its circle seen — by the people who do it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from bancheng.items.models import ItemVersion
from tests.casework.hall import Hall
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.database]

ROWS = (
    {
        "事项编码": "A-01",
        "事项名称": "食品经营许可（新办）",
        "主管部门": "区住建局",
        "行使层级": "县级",
        "咨询电话": "0773-26",
        "谁受理": "综合窗口",
        "谁审批": "审批股",
        "步骤": ["网上申请", "材料审核", "领证"],
        "申请材料": ["申请表", "健康证明", "消防意见（由A-02出具）"],
    },
    {
        "事项编码": "A-02",
        "事项名称": "开业前消防检查",
        "主管部门": "某消防大队",
        "申请材料": ["平面图", "食品许可受理单（由食品经营许可（新办）出具）"],
    },
)


def _list(folder: Path) -> Path:
    file = folder / "清单.json"
    file.write_text(json.dumps(ROWS, ensure_ascii=False), encoding="utf-8")
    return file


@pytest.mark.clause("SC-8.3.2", "SC-4.2", "XF-7.4")
def test_a_list_is_brought_in_found_adjusted_and_its_circle_seen(
    hall: Hall, walker: Walker, tmp_path: Path
) -> None:
    page = walker.page
    walker.becomes("jiang")  # the office keeps the hall's list
    page.get_by_role("link", name="事项库", exact=True).click()
    page.get_by_role("link", name="导入清单").click()
    page.get_by_label("导入到").select_option("district")
    page.get_by_label(re.compile("^文件")).set_input_files(_list(tmp_path))
    page.get_by_role("button", name="看看会怎样").click()
    expect(page.get_by_role("heading", name="会新增的 2 项")).to_be_visible()
    assert not ItemVersion.objects.exists()
    page.get_by_role("button", name="导入", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("新增 2 项")

    walker.becomes("mo")  # a department reads it, and may not change it
    page.get_by_role("link", name="事项库", exact=True).click()
    page.get_by_label("找事项").fill("许可")
    page.get_by_label("找事项").press("Enter")
    page.get_by_role("link", name="食品经营许可（新办）").click()
    expect(page.get_by_text("0773-26")).to_be_visible()
    expect(page.get_by_text("审批股")).to_be_visible()
    expect(page.get_by_role("link", name="开业前消防检查").first).to_be_visible()
    expect(page.get_by_role("link", name="调整", exact=True)).to_have_count(0)
    page.get_by_role("link", name=re.compile("看图")).click()
    picture = page.get_by_role("img", name=re.compile("2 个事项的圈"))
    expect(picture).to_be_visible()
    expect(picture).to_contain_text("开业前消防检查")
    expect(page.get_by_role("listitem").filter(has_text="要“消防意见”")).to_be_visible()
    expect(page.get_by_role("link", name="立为堵点")).to_have_count(0)  # not theirs to do

    walker.becomes("chen")  # the window puts the circle up as a block point
    page.get_by_role("link", name="互为前置").click()
    page.get_by_role("link", name="立为堵点").click()
    expect(page).to_have_url(re.compile(r"cause=departments&circle=[0-9a-f]{12}$"))
    expect(page.get_by_text("要“消防意见”")).to_be_visible()
    # and cuts a paper and a step, and the one that went in a circle
    page.goto(f"{walker.address}/items/at/district/A-01/adjust")
    page.get_by_label("第 2 份材料的名称").fill("")
    page.get_by_label("第 3 份材料的名称").fill("")
    page.get_by_label(re.compile("^办理步骤")).fill("网上申请\n领证")
    page.get_by_role("button", name="存为新的一版").click()
    expect(page.get_by_role("alert").first).to_contain_text("请写明为什么调整")
    expect(page.get_by_label(re.compile("^办理步骤"))).to_have_value("网上申请\n领证")
    page.get_by_label(re.compile("^为什么调整")).fill("部门间核验，不再要群众交")
    page.get_by_role("button", name="存为新的一版").click()
    expect(page.get_by_role("status")).to_contain_text("材料减 2 份，步骤减 1 步")

    walker.becomes("gu")  # the supervision sees what was cut, and the circle is gone
    page.get_by_role("link", name="事项库", exact=True).click()
    page.get_by_role("link", name="调整记录").click()
    expect(page.get_by_text("部门间核验，不再要群众交")).to_be_visible()
    expect(page.get_by_text("健康证明")).to_be_visible()
    page.get_by_role("link", name="互为前置").click()
    expect(page.get_by_text("没有互相等的事项")).to_be_visible()
    assert walker.troubles == []


@pytest.mark.clause("XF-7.4")
def test_what_the_window_recorded_as_mutual_stands_beside_the_circles(
    hall: Hall, walker: Walker
) -> None:
    walker.becomes("chen")
    case_no = walker.registers(
        {
            "phone": "13900005512",
            "name": "秦桂芳",
            "matter": "规划要住建的意见，住建要规划的意见，两边都不收。",
            "kind": "complex",
            "ground": "mutual_prerequisite",
            "complex_because": "several",
            "waiting_units": "housing",
            "waiting_papers": "住建要规划意见，规划要住建受理单",
        }
    )
    page = walker.page
    page.get_by_role("link", name="互为前置").click()
    expect(page.get_by_role("link", name=case_no)).to_be_visible()
    expect(page.get_by_text("住建要规划意见")).to_be_visible()
    walker.becomes("rao")  # a department it is not placed with
    page.get_by_role("link", name="互为前置").click()
    expect(page.get_by_role("link", name=case_no)).to_have_count(0)
    assert walker.troubles == []


@pytest.mark.clause("SC-8.3.2")
def test_a_township_s_case_finds_the_county_s_item_and_whom_to_call(
    township: None, walker: Walker, tmp_path: Path
) -> None:
    page = walker.page
    walker.becomes("sc.county")  # the county's hall keeps the county's list
    page.goto(f"{walker.address}/items/import/")
    page.get_by_label("导入到").select_option("sc")
    page.get_by_label(re.compile("^文件")).set_input_files(_list(tmp_path))
    page.get_by_role("button", name="看看会怎样").click()
    page.get_by_role("button", name="导入", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("新增 2 项")

    walker.becomes("sc.window1")  # the township may use it and not change it
    page.goto(f"{walker.address}/items/at/sc/A-01/")
    expect(page.get_by_role("link", name="调整", exact=True)).to_have_count(0)
    page.goto(f"{walker.address}/register/")
    walker.fills({"phone": "13900005512", "name": "秦桂芳"})
    walker.fills({"matter": "食品经营许可跑了三趟，都说材料不对。"})
    page.get_by_role("button", name="只登记").click()
    page.wait_for_url(re.compile(r"/cases/[^/]+/$"))
    case_page = page.url
    page.locator(".acts a", has_text="食品经营许可（新办）").click()
    expect(page.locator("input[name=service_item]").first).to_be_checked()
    with page.expect_response("**/accept/fields"):  # the ground may bring fields of its own
        walker.fills({"ground": "papers_or_after"})
    walker.fills({"papers": "complete", "visit_cause": "materials", "next_step": "转县里核对"})
    page.locator("[data-main]").click()
    expect(page.get_by_role("status")).to_contain_text("已记录")
    page.goto(case_page)
    expect(page.get_by_text("0773-26")).to_be_visible()
    expect(page.get_by_text("审批股")).to_be_visible()
    assert walker.troubles == []
