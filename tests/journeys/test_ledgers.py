"""台账: the window keeps its ledgers, takes one out, brings an old one in; the office sees it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.casework.hall import Hall
from tests.journeys.walker import Walker
from tests.ledgers.book import rows_of

pytestmark = [pytest.mark.browser, pytest.mark.database]

OLD = """反映时间,反映人姓名,诉求人,电话,反映内容,处理结果
2019/4/25 9:32,,韦月桂,13900001111,装电梯跑了三趟，每个窗口说的都不一样,已答复
2019/4/26 15:10,,白天明,13900002222,=1+1 办证没人收,
"""


@pytest.mark.clause("XF-9.4", "XF-11", "SC-8.1")
def test_a_closed_case_stands_in_the_ledger_and_goes_out_as_a_workbook(
    hall: Hall, walker: Walker, tmp_path: Path
) -> None:
    case_no, other = hall.ended("2026-11-20 09:00"), hall.placed("2026-11-20 10:00", lead="land")
    page = walker.page
    walker.becomes("chen")
    page.get_by_role("link", name="台账", exact=True).click()
    expect(page.get_by_role("heading", name="办件台账")).to_be_visible()
    page.get_by_role("link", name="已办结的").click()
    expect(page.get_by_role("link", name=case_no)).to_be_visible()
    expect(page.get_by_role("link", name=other)).to_have_count(0)
    expect(page.get_by_role("cell", name="139****5512")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="导出办件台账").click()
    file = tmp_path / "ledger.xlsx"
    waiting.value.save_as(file)
    assert waiting.value.suggested_filename.endswith(".xlsx")
    [row] = rows_of(file.read_bytes())
    assert (row["工单编号"], row["联系电话"], row["办理结局"]) == (case_no, "139****5512", "办成")

    # whole names and phones only with a reason, and nothing typed is lost
    page.get_by_label("姓名、电话不遮盖").check()
    page.get_by_role("button", name="导出办件台账").click()
    expect(page.get_by_role("alert")).to_contain_text("请写明用来做什么")
    expect(page.get_by_label("姓名、电话不遮盖")).to_be_checked()
    page.get_by_label(re.compile("^不遮盖的，用来做什么")).fill("年度全量回访")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="导出办件台账").click()
    waiting.value.save_as(file)
    assert rows_of(file.read_bytes())[0]["联系电话"] == "13900005512"
    page.get_by_role("link", name="反馈台账").click()
    expect(page.get_by_role("link", name=case_no)).to_be_visible()

    walker.becomes("jiang")  # the office sees who took what out, and why
    page.get_by_role("link", name="台账", exact=True).click()
    page.get_by_role("link", name="导出记录").first.click()
    expect(page.get_by_text("年度全量回访")).to_be_visible()
    expect(page.get_by_role("cell", name="陈晓岚")).to_have_count(2)
    expect(page.get_by_text("阶段：已办结").first).to_be_visible()

    walker.becomes("mo")  # a department reads its own cases and nobody's exports but its own
    page.get_by_role("link", name="台账", exact=True).click()
    expect(page.get_by_role("link", name=case_no)).to_be_visible()
    expect(page.get_by_role("link", name=other)).to_have_count(0)
    page.get_by_role("link", name="导出记录").first.click()
    expect(page.get_by_text("还没有人导出过台账")).to_be_visible()
    assert walker.troubles == []


@pytest.mark.clause("XF-9.4", "SC-6.1.3", "SC-7.4")
def test_an_old_ledger_comes_in_after_a_trial_and_its_columns_are_remembered(
    hall: Hall, walker: Walker, tmp_path: Path
) -> None:
    file = tmp_path / "2019年台账.csv"
    file.write_text(OLD.replace("2019/4/26 15:10", "四月底"), encoding="utf-8-sig")
    page = walker.page
    walker.becomes("chen")
    page.get_by_role("link", name="台账", exact=True).click()
    page.get_by_role("link", name="导入旧台账").click()
    page.get_by_label(re.compile("^文件")).set_input_files(file)
    page.get_by_role("button", name="看看每一栏是什么").click()
    expect(page.get_by_label("诉求人", exact=True)).to_have_value("name")
    page.get_by_label("来源渠道").select_option("counter")
    page.get_by_role("button", name="试一遍").click()
    expect(page.get_by_role("alert")).to_contain_text("一件也没有导入")
    wrong = page.get_by_role("row").filter(has_text="读不懂")
    expect(wrong).to_contain_text("2019年台账.csv")
    expect(wrong).to_contain_text("请改文件第 3 行“反映时间”一栏")

    file.write_text(OLD, encoding="utf-8-sig")
    page.get_by_role("link", name="换一个文件").click()
    page.get_by_label(re.compile("^文件")).set_input_files(file)
    page.get_by_role("button", name="看看每一栏是什么").click()
    page.get_by_label("来源渠道").select_option("counter")
    page.get_by_role("button", name="试一遍").click()
    expect(page.get_by_role("status")).to_contain_text("2 件都能导入")
    page.get_by_role("button", name="导入 2 件").click()
    expect(page.get_by_role("status")).to_contain_text("已导入 2 件")
    expect(page.get_by_role("cell", name="=1+1 办证没人收")).to_be_visible()
    page.get_by_role("link", name="2019", exact=False).first.click()
    expect(page.get_by_text("补录于").first).to_be_visible()  # both times stand in the record

    walker.becomes("lin")  # a colleague with such a file finds the columns as they were settled
    page.goto(f"{walker.address}/ledgers/import/")
    page.get_by_label(re.compile("^文件")).set_input_files(file)
    page.get_by_role("button", name="看看每一栏是什么").click()
    expect(page.get_by_text("照那一次选好了")).to_be_visible()
    page.get_by_label("来源渠道").select_option("counter")
    page.get_by_role("button", name="试一遍").click()
    expect(page.get_by_role("status")).to_contain_text("2 件以前导入过")
    assert walker.troubles == []


@pytest.mark.clause("SC-6.1.3", "SC-8.1", "SC-7.4")
def test_a_township_reads_its_ledger_in_the_words_of_its_own_sheets(
    township: None, walker: Walker
) -> None:
    page = walker.page
    walker.becomes("sc.window1")
    page.goto(f"{walker.address}/register/")
    walker.fills({"phone": "13900005512", "name": "秦桂芳", "matter": "办证跑了三趟没人收。"})
    page.get_by_role("button", name="只登记").click()
    page.wait_for_url(re.compile(r"/cases/[^/]+/$"))
    page.get_by_role("link", name="台账", exact=True).click()
    expect(page.get_by_role("columnheader", name="“办不成事”情况记录")).to_be_visible()
    expect(page.get_by_role("cell", name="办证跑了三趟没人收。")).to_be_visible()
    page.get_by_role("link", name="咨询台账").click()
    expect(page.get_by_text("这本台账还没有内容")).to_be_visible()
    walker.becomes("sc.welfare")  # a unit without a case has an empty one
    page.get_by_role("link", name="台账", exact=True).click()
    expect(page.get_by_text("这本台账还没有内容")).to_be_visible()
    assert walker.troubles == []
