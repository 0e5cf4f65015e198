"""打印 in a browser: the form half-way and at its end, a selection, the township's sheets.

The browser shows a PDF in place and saves a DOCX; the file is read back as the browser got it.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, expect

from tests.casework.hall import Hall
from tests.journeys.walker import Walker
from tests.papers import cases, reading

pytestmark = [pytest.mark.browser, pytest.mark.database]

TOWNSHIP = {
    "phone": "13900005512",
    "name": "秦桂芳",
    "matter": "老人高龄津贴停发三个月，社区和镇上互相推。",
    "ground": "consulted_often",
    "papers": "complete",
    "next_step": "今天就转镇社会事务办",
    "visit_cause": "consultation",
    "signing": "spoken",
}


def saved(walker: Walker, button: Locator) -> tuple[str, bytes]:
    """A file the browser saves when the button is pressed: its name and content."""
    with walker.page.expect_download() as coming:
        button.click()
    file = coming.value
    return file.suggested_filename, Path(file.path()).read_bytes()


def shown(walker: Walker, button: Locator) -> tuple[str, bytes]:
    """A PDF the browser shows when the button is pressed: how it is named, and its content."""
    before = walker.page.url
    button.click()
    walker.page.wait_for_url(lambda address: address != before)
    answer = walker.page.request.get(walker.page.url)
    assert answer.ok
    assert answer.headers["content-type"] == "application/pdf"
    walker.page.goto(f"{walker.address}/")
    return unquote(answer.headers["content-disposition"]), answer.body()


def prints(walker: Walker, case_no: str, paper: str, **choices: str) -> tuple[str, bytes]:
    """From the case page: 打印, the paper chosen, opened."""
    walker.page.goto(f"{walker.address}/cases/{case_no}/")
    walker.page.get_by_role("link", name="打印表单、文书").click()
    walker.fills({"paper": paper, **choices})
    way = saved if choices.get("file") == "docx" else shown
    return way(walker, walker.page.locator("[data-main]"))


@pytest.mark.clause("XF-A2", "XF-12")
def test_the_window_prints_the_form_and_the_next_reader_sees_that_it_did(
    hall: Hall, walker: Walker
) -> None:
    case_no = cases.whole_way(hall)
    walker.becomes("chen")
    name, content = prints(walker, case_no, "form-registration")
    assert name.startswith("inline")
    assert "登记表" in name
    assert name.endswith(f"{case_no}.pdf")
    rows = reading.cells(content)
    assert rows[0][0].words == f"工单编号：{case_no}"
    assert [cell.boxes for row in rows for cell in row if cell.boxes] == [
        (True, False, False, False, True, False, False)
    ]
    name, written = prints(walker, case_no, "form-registration", file="docx", names="masked")
    assert name.endswith(".docx")
    assert "秦*芳" in reading.docx_text(written)
    walker.becomes("lin")
    walker.page.goto(f"{walker.address}/cases/{case_no}/papers/")
    record = walker.page.locator("main").get_by_role("listitem").filter(has_text="陈晓岚")
    expect(record.first).to_contain_text("登记表")
    _, masked = shown(walker, record.last.get_by_role("link"))
    assert "秦桂芳" not in reading.text_of(masked)
    assert walker.troubles == []


@pytest.mark.clause("XF-A2")
def test_a_department_prints_the_form_it_has_to_fill_and_no_slip_of_the_counter(
    hall: Hall, walker: Walker
) -> None:
    case_no = cases.half_way(hall)
    walker.becomes("mo")
    _, content = prints(walker, case_no, "form-registration", names="masked")
    assert "承办窗口部门：区住建局" in reading.cells(content)[6][1].words
    walker.page.goto(f"{walker.address}/cases/{case_no}/papers/")
    expect(walker.page.locator("main")).not_to_contain_text("回执")
    assert walker.troubles == []


@pytest.mark.clause("XF-A2")
def test_a_selection_from_the_list_is_one_file(hall: Hall, walker: Walker) -> None:
    now = f"{timezone.localtime():%Y-%m-%d %H:%M}"
    numbers = [hall.register(now), hall.register(now)]
    walker.becomes("chen")
    walker.page.goto(f"{walker.address}/cases/")
    for number in numbers:
        walker.page.locator(f"input[name=case][value^='{number}@']").check()
    walker.page.get_by_role("button", name="打印选中的").click()
    expect(walker.page.get_by_role("heading", level=1)).to_contain_text("2 件一起打印")
    _, content = shown(walker, walker.page.locator("[data-main]"))
    assert len(reading.pages(content)) == 2
    told = reading.text_of(content)
    assert all(f"工单编号：{number}" in told for number in numbers)
    assert walker.troubles == []


@pytest.mark.clause("SC-A1", "SC-A2", "SC-7.1.2", "SC-7.2.2")
def test_a_township_prints_both_sheets_of_one_case(township: None, walker: Walker) -> None:
    walker.becomes("sc.window1")
    case_no = walker.registers(TOWNSHIP)
    _, sheet = prints(walker, case_no, "form-acceptance")
    assert reading.cells(sheet)[3][1].words == TOWNSHIP["matter"]
    walker.does(case_no, "transfer", {"lead": "sc-liuhe-welfare", "kind": "ordinary"})
    _, sheet = prints(walker, case_no, "form-transfer")
    rows = reading.cells(sheet)
    assert [cell.boxes for row in rows for cell in row if cell.boxes] == [
        (False, True, False),
        (False, True, False),
    ]
    assert "送：" in reading.text_of(sheet)
    assert walker.troubles == []
