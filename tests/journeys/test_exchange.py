"""交换: a township and a county that reach one another by files only, on their pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django import Settings

from bancheng.casework import rebuild
from bancheng.casework.door import Order, handle, open_case
from bancheng.exchange.partners import end
from bancheng.people.appoint import appoint, create_user
from bancheng.people.models import Unit
from bancheng.people.post import ADMINISTRATOR
from tests.casework.hall import PASSWORD
from tests.exchange.pair import Pair, establish_pair
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.database]


@pytest.fixture
def pair(transactional_db: None, settings: Settings, tmp_path: Path) -> Iterator[Pair]:
    """Both, and the township's administrator, who has not entered the county yet."""
    settings.BANCHENG_DATA = tmp_path
    made = establish_pair()
    for username, unit in (("keeper", "far-county"), ("warden", "county")):
        person = create_user(username, "管天成", PASSWORD, must_change_password=False)
        appoint(person, Unit.objects.get(code=unit), ADMINISTRATOR, date(2026, 1, 1))
    end(made.up, "keeper", timezone.now())
    yield made
    assert rebuild.compare() == []


def sent_up(pair: Pair) -> str:
    """A case of the township, sent up a moment ago."""
    known = {"matter": "采砂场占了村道，要县里批", "name": "秦桂芳", "phone": "13900005512"}
    accept = {"ground": "beyond_authority", "papers": "complete", "next_step": "提交县级"}
    orders = [
        Order("register", known | {"channel": "counter"}),
        Order("accept", {**accept, "visit_cause": "approval"}),
    ]
    now, bai = timezone.now(), pair.people["bai"]
    case_no = open_case(bai, "town-hall", orders, "journey-1", now).case_no
    given = {"to_unit": "far-county-hall", "kind": "ordinary", "reason": "审批权在县里"}
    handle(bai, case_no, [Order("send_up", given)], "journey-2", None, now)
    return case_no


def enters_the_card(walker: Walker, folder: Path) -> None:
    """The county's card is downloaded there, and entered here with what was read out."""
    page = walker.page
    walker.becomes("warden")
    page.goto(f"{walker.address}/partners/")
    heard = " ".join(page.locator(".print").last.locator("b").all_inner_texts())
    with page.expect_download() as coming:
        page.locator("main a[download]").click()
    card = folder / "county.bcx-card"
    coming.value.save_as(card)
    walker.becomes("keeper")
    page.goto(f"{walker.address}/partners/")
    page.get_by_role("link", name="录入对方的名片").click()
    page.locator("main [name=pair][value='above town-hall far-county-hall']").check()
    page.locator("#f-card").set_input_files(card)
    page.locator("#f-heard").fill("0000 0000 0000 0000")
    page.get_by_role("button", name="核对并保存").click()
    expect(page.get_by_role("alert")).to_contain_text("核对码对不上")
    page.locator("main [name=pair][value='above town-hall far-county-hall']").check()
    page.locator("#f-card").set_input_files(card)
    page.locator("#f-heard").fill(heard)
    walker.presses("Control+Enter")
    expect(page.get_by_role("status").first).to_contain_text("已录入交换对方")


def makes_a_file(walker: Walker, folder: Path) -> Path:
    """From the side list to a file on the stick."""
    page = walker.page
    page.goto(f"{walker.address}/exchange/")
    page.locator("[data-row] a[data-open]").first.click()
    page.get_by_role("button", name="做一份").first.click()
    expect(page.get_by_role("status").first).to_contain_text("做好了")
    with page.expect_download() as coming:
        page.locator("main a[download]").first.click()
    file = folder / coming.value.suggested_filename
    coming.value.save_as(file)
    return file


def takes_a_file(walker: Walker, file: Path) -> None:
    """By the page that takes files."""
    walker.page.goto(f"{walker.address}/exchange/take")
    walker.page.locator("#f-file").set_input_files(file)
    walker.page.get_by_role("button", name="核对并收下").click()


@pytest.mark.clause("SC-3", "SC-5.1.d", "SC-8.3.2")
def test_a_matter_goes_up_by_file_and_its_number_comes_back(
    pair: Pair, walker: Walker, tmp_path: Path
) -> None:
    page = walker.page
    enters_the_card(walker, tmp_path)
    case_no = sent_up(pair)
    walker.becomes("bai")
    page.goto(f"{walker.address}/cases/{case_no}/")
    expect(page.locator("main")).to_contain_text("还没有交给它")
    page.get_by_role("link", name="到“交换”页").click()
    expect(page.locator("main")).to_contain_text("有 1 件有新情况")
    file = makes_a_file(walker, tmp_path)
    assert file.name == "town-hall-to-county-hall-0001.bcx"
    walker.becomes("xiang")
    changed = tmp_path / "changed.bcx"
    whole = file.read_bytes()
    changed.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    takes_a_file(walker, changed)
    expect(page.get_by_role("alert")).to_contain_text("被改动过")
    takes_a_file(walker, file)
    expect(page.get_by_role("status").first).to_contain_text("已收，核对无误")
    number = page.locator("[data-row] a[data-open]").inner_text()
    takes_a_file(walker, file)
    expect(page.get_by_role("status").first).to_contain_text("已经收过，没有重办")
    page.locator("[data-row] a[data-open]").click()
    expect(page.locator("main")).to_contain_text("采砂场占了村道，要县里批")
    expect(page.locator("main")).to_contain_text("来件单位用自己的系统")
    answer = makes_a_file(walker, tmp_path)
    walker.becomes("bai")
    takes_a_file(walker, answer)
    expect(page.get_by_role("status").first).to_contain_text("已收，核对无误")
    page.goto(f"{walker.address}/cases/{case_no}/")
    expect(page.locator("main")).to_contain_text(f"上级已收件，另立工单 {number}")
    expect(page.locator("dl.list2", has_text="提交到").first).to_contain_text(number)
    page.goto(f"{walker.address}/exchange/")
    expect(page.locator("main")).not_to_contain_text("1 份")
    assert walker.troubles == []
