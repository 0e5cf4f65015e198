"""The petitioner on a phone, in large letters, without scripts, by keys; and the clerk's side."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from bancheng.casework import rebuild
from bancheng.casework.case_row import CaseRow
from bancheng.petitioner.code import draw, grouped
from tests.casework.hall import Hall
from tests.files.made import picture
from tests.journeys.inspector import Inspector
from tests.journeys.walker import Walker
from tests.petitioner.conftest import furnished

pytestmark = [pytest.mark.browser, pytest.mark.database]
MATTER = "装电梯的材料交了四趟。规划要住建的意见，住建要规划的意见。"
PAGES = ("mine", "mine/withdraw", "", "submit", "ask", "windows", "guide", "privacy")
LEAST, LEAST_BIG = 44, 60
SMALL = """least => [...document.querySelectorAll("a, button, summary, select, input, textarea")]
  .filter((node) => node.offsetParent && !node.matches(".skip, .choose input"))
  .map((node) => [node.closest(".tick, .choose label") || node, node])
  .map(([box, node]) => [box.getBoundingClientRect().height, node.outerHTML.slice(0, 90)])
  .filter(([height]) => height < least).map(([height, html]) => `${height} ${html}`)"""
PUT_BACK = "kept => Object.entries(JSON.parse(kept)).forEach((e) => localStorage.setItem(...e))"
KEPT = "Object.keys(localStorage).length"
BROKEN = """() => [...document.querySelectorAll(".btn .num")]
  .filter((node) => node.offsetHeight > 2 * parseFloat(getComputedStyle(node).fontSize))
  .map((node) => node.outerHTML)"""
LETTERS = """() => [...document.querySelectorAll("body *")]
  .filter((node) => node.offsetParent && !node.matches(".off, .skip, .seal, option")
    && [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim()))
  .map((node) => [parseFloat(getComputedStyle(node).fontSize), node.outerHTML.slice(0, 90)])"""


@pytest.fixture
def home(transactional_db: None) -> Hall:
    """The hall with its window, for somebody at home."""
    return furnished()


def hands_in(page: Page, address: str, photo: FilePayload | None = None) -> tuple[str, str]:
    """From the first page to the receipt: number and code."""
    page.goto(f"{address}/w/hall/")
    page.get_by_role("main").get_by_role("link", name="我要反映").click()
    page.get_by_label("什么事没办成").fill(MATTER)
    page.get_by_label("您的姓名").fill("秦桂芳")
    page.get_by_label("您的电话").fill("13900005512")
    if photo:
        page.locator("[type=file]").set_input_files(photo)
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", name="收到了")).to_be_visible()
    expect(page.get_by_text("查询码会自己填好。")).to_be_visible()
    return page.locator(".big.num").inner_text(), page.locator(".big.code").inner_text()


def asks(page: Page, address: str, code: str) -> None:
    """By the code of the receipt, as its picture carries it."""
    page.goto("about:blank")
    page.goto(f"{address}/w/hall/ask#{code.replace(' ', '-')}")
    expect(page.get_by_label("查询码")).to_have_value(code)
    assert "#" not in page.url
    page.get_by_label("您手机号的后四位").fill("5512")
    page.get_by_role("button", name="查", exact=True).click()
    expect(page.get_by_role("heading", name="要您做的")).to_be_visible()


def switches(page: Page, name: str, look: str) -> None:
    """How the page looks, where it stands."""
    page.wait_for_load_state("load")
    page.get_by_role("button", name=name).click()
    expect(page.locator("html")).to_have_class(re.compile(rf"\b{look}\b"))


def accepts(walker: Walker, case_no: str) -> None:
    """The kind draws the fields anew: the ground is chosen once they stand."""
    walker.page.goto(f"{walker.address}/cases/{case_no}/accept")
    walker.page.wait_for_load_state("networkidle")
    with walker.page.expect_response("**/accept/fields"):
        walker.fills({"kind": "consultation"})
    expect(walker.page.locator(".htmx-request, .htmx-swapping")).to_have_count(0)
    walker.fills({"ground": "other"})
    walker.page.locator("[data-main]").click()
    expect(walker.page.get_by_role("status")).to_contain_text("已记录")


@pytest.mark.clause("XF-9.1", "XF-9.2", "XF-9.3", "XF-11", "XF-13", "SC-7.1.1", "SC-9.2")
@pytest.mark.parametrize("big", [False, True], ids=["phone", "elder mode"])
def test_from_home_to_the_window_and_back_until_it_is_settled(
    home: Hall, phone: Page, live_server: LiveServer, walker: Walker, tmp_path: Path, big: bool
) -> None:
    address, mine = live_server.url, Walker(phone, live_server.url)
    photo = tmp_path / "身份证.jpg"
    photo.write_bytes(picture())
    if big:
        phone.goto(f"{address}/w/hall/")
        switches(phone, "大字", "big")
    case_no, code = hands_in(phone, address)
    asks(phone, address, code)

    walker.becomes("chen")
    walker.takes_up(case_no, {"channel": "page"})
    walker.does(case_no, "give_notice", {"missing": "还缺身份证照片", "next_step": "补来就收"})
    phone.reload()
    expect(phone.get_by_text("还缺身份证照片").first).to_be_visible()
    phone.get_by_role("link", name="补材料").click()
    phone.get_by_label("照片和文件").set_input_files(photo)
    phone.get_by_role("button", name="交上去").click()
    expect(phone.get_by_role("status")).to_contain_text("收到了您补的材料")

    phone.get_by_role("link", name="核对记下的内容").click()
    expect(phone.get_by_text("装电梯的材料交了四趟")).to_be_visible()
    phone.get_by_label("写上您的姓名").fill("秦桂芳")
    phone.get_by_role("button", name="记得对，签名").click()
    expect(phone.get_by_role("status")).to_contain_text("谢谢您核对")

    walker.page.goto(f"{walker.address}/cases/{case_no}/")
    expect(walker.page.get_by_text("身份证.jpg").first).to_be_visible()
    expect(walker.page.locator(".form")).to_contain_text("签字：秦*芳")
    accepts(walker, case_no)
    walker.does(case_no, "answer", {"text": "两边一起看过，下周开工"})
    walker.does(case_no, "complete", {"outcome": "done"})
    phone.reload()
    expect(phone.get_by_role("heading", name="这件事办完了")).to_contain_text("办成了")
    expect(phone.get_by_text("两边一起看过，下周开工").first).to_be_visible()

    phone.get_by_role("link", name="说说办得怎么样").click()
    phone.locator("[name=solved][value=unsolved]").check()
    phone.locator("[name=satisfaction][value=dissatisfied]").check()
    phone.get_by_label("想说的话，可以不写").fill("还没开工")
    phone.get_by_role("button", name="交上去").click()
    expect(phone.get_by_role("status")).to_contain_text("记下了")

    walker.becomes("jiang")
    walker.does(case_no, "reopen", {"reason": "本人说还没开工"})
    phone.reload()
    expect(phone.get_by_text("这件事重新开始办")).to_be_visible()
    expect(phone.get_by_role("heading", name="这件事办完了")).to_have_count(0)
    phone.get_by_role("button", name="看完了，退出").click()
    phone.goto(f"{address}/w/hall/mine")
    expect(phone.get_by_role("heading", name="查进度")).to_be_visible()
    assert mine.troubles == []
    assert walker.troubles == []
    assert rebuild.compare() == []


@pytest.mark.clause("XF-9.1", "SC-7.1.1")
def test_every_public_page_is_good_to_see_reach_and_hear(
    home: Hall, phone: Page, live_server: LiveServer
) -> None:
    """axe, keyboard and width at every size; targets and letters as large as promised."""
    inspector, address = Inspector(phone), live_server.url
    walker = Walker(phone, address)
    photo = FilePayload(name="门口.jpg", mimeType="image/jpeg", buffer=picture())
    _, code = hands_in(phone, address, photo)
    inspector.look("home", "receipt")
    asks(phone, address, code)
    for page in PAGES:
        phone.goto(f"{address}/w/hall/{page}")
        inspector.look("home", page)
        _measures(inspector, page, LEAST, 14)
    switches(phone, "大字", "big")
    for page in PAGES:
        phone.goto(f"{address}/w/hall/{page}")
        _measures(inspector, page, LEAST_BIG, 18)
    switches(phone, "黑白分明", "contrast")
    inspector.look("home contrast", "guide")
    phone.get_by_role("button", name="English").click()
    for page in ("mine", "submit"):
        phone.goto(f"{address}/w/hall/{page}")
        inspector.look("home English", page)
    assert not inspector.faults, "\n".join(inspector.faults)
    assert inspector.elsewhere == []
    assert walker.troubles == []


def _measures(inspector: Inspector, page: str, least: int, smallest: int) -> None:
    """On a phone: how large what one touches and what one reads is, and that nothing sticks out."""
    phone = inspector.page
    phone.set_viewport_size({"width": 390, "height": 844})
    if page == "submit":
        phone.get_by_text("还想多写一点").click()
        phone.get_by_text("有人帮您写？").click()
    inspector.faults += [f"{page} {least}: {fault}" for fault in phone.evaluate(SMALL, least)]
    inspector.faults += [f"{page} broken: {fault}" for fault in phone.evaluate(BROKEN)]
    sizes = phone.evaluate(LETTERS)
    inspector.faults += [f"{page}: {s} {text}" for s, text in sizes if not smallest <= s <= 30]
    if phone.evaluate("document.documentElement.scrollWidth > innerWidth"):
        inspector.faults.append(f"{page} {least}: too wide")


def test_another_look_loses_nothing_that_was_typed_or_chosen(
    home: Hall, phone: Page, live_server: LiveServer, walker: Walker
) -> None:
    address, written = live_server.url, phone.locator("[name=text]")
    mine = Walker(phone, address)
    case_no, code = hands_in(phone, address)
    walker.becomes("chen")
    walker.takes_up(case_no, {"channel": "page"})
    walker.does(case_no, "give_notice", {"missing": "还缺身份证照片", "next_step": "补来就收"})
    asks(phone, address, code)
    phone.goto(f"{address}/w/hall/mine/supplement")
    written.fill("照片在这里")
    photo = FilePayload(name="门口.jpg", mimeType="image/jpeg", buffer=picture())
    phone.locator("[type=file]").set_input_files(photo)
    switches(phone, "大字", "big")
    switches(phone, "黑白分明", "contrast")
    expect(phone.get_by_role("button", name="字小一点")).to_be_visible()
    expect(written).to_have_value("照片在这里")
    assert phone.locator("[type=file]").evaluate("field => field.files.length") == 1
    phone.get_by_role("button", name="English").click()
    expect(phone.get_by_role("button", name="中文")).to_be_visible()
    expect(phone.locator("html")).to_have_class(re.compile("big contrast"))
    expect(written).to_have_value("照片在这里")
    expect(phone.locator("[data-choose-again]")).to_be_visible()
    phone.reload()
    expect(written).to_have_value("")
    assert mine.troubles == []


@pytest.mark.clause("XF-9.1", "XF-9.2")
def test_what_was_typed_comes_back_and_sending_again_makes_no_second_case(
    home: Hall, phone: Page, live_server: LiveServer
) -> None:
    address = live_server.url
    phone.goto(f"{address}/w/hall/submit")
    phone.get_by_label("什么事没办成").fill(MATTER)
    phone.goto(f"{address}/w/hall/submit")
    expect(phone.get_by_label("什么事没办成")).to_have_value(MATTER)
    phone.get_by_label("您的姓名").fill("秦桂芳")
    phone.get_by_label("您的电话").fill("13900005512")
    kept = phone.evaluate("JSON.stringify(localStorage)")
    phone.get_by_role("button", name="提交").dblclick()
    expect(phone.get_by_role("heading", name="收到了")).to_be_visible()
    first = phone.locator(".big.num").inner_text()
    phone.wait_for_load_state()
    assert phone.evaluate(KEPT) == 0
    # the answer was lost on the way: the device still holds everything, and sends it again
    phone.evaluate(PUT_BACK, kept)
    phone.goto(f"{address}/w/hall/submit")
    phone.get_by_role("button", name="提交").click()
    expect(phone.locator(".big.num")).to_have_text(first)
    assert CaseRow.objects.count() == 1
    phone.evaluate(PUT_BACK, kept)
    phone.goto(f"{address}/w/hall/submit")
    with phone.expect_event("load"):
        phone.get_by_role("button", name="清除写的内容").click()
    expect(phone.get_by_label("什么事没办成")).to_have_value("")
    assert phone.evaluate(KEPT) == 0


def test_going_back_from_the_receipt_finds_an_empty_form_for_another_matter(
    home: Hall, phone: Page, live_server: LiveServer
) -> None:
    matter = phone.get_by_label("什么事没办成")
    phone.goto(f"{live_server.url}/w/hall/submit")
    matter.fill(MATTER)
    first, _ = hands_in(phone, live_server.url)  # with what the device had kept, and its ticket
    phone.go_back()
    expect(phone.get_by_text("刚才交的已经收到了")).to_be_in_viewport()
    assert phone.evaluate(SMALL, LEAST) == []
    expect(matter).to_have_value("")
    expect(phone.get_by_label("您的姓名")).to_have_value("")
    matter.fill("另一件：门口的路灯坏了。")
    phone.reload()
    expect(matter).to_have_value("另一件：门口的路灯坏了。")
    phone.get_by_label("您的姓名").fill("秦桂芳")
    phone.get_by_label("您的电话").fill("13900005512")
    phone.get_by_role("button", name="提交").click()
    expect(phone.get_by_role("heading", name="收到了")).to_be_visible()
    assert phone.locator(".big.num").inner_text() != first
    assert CaseRow.objects.count() == 2


def test_a_page_that_the_browser_kept_whole_is_emptied_once_its_words_arrived(
    home: Hall, phone: Page, live_server: LiveServer
) -> None:
    phone.goto(f"{live_server.url}/w/hall/submit")
    phone.get_by_label("什么事没办成").fill(MATTER)
    phone.get_by_label("您的姓名").fill("秦桂芳")
    come_back = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"
    phone.evaluate(come_back)
    expect(phone.get_by_label("您的姓名")).to_have_value("秦桂芳")
    with phone.expect_event("load"):  # as the receipt leaves this device
        phone.evaluate(f"localStorage.clear(), sessionStorage['handed in hall'] = 1, {come_back}")
    expect(phone.get_by_label("您的姓名")).to_have_value("")
    expect(phone.get_by_label("什么事没办成")).to_have_value("")
    expect(phone.get_by_text("刚才交的已经收到了")).to_be_visible()


def test_nothing_of_the_receipt_is_shown_before_the_device_knows(
    home: Hall, phone: Page, live_server: LiveServer
) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    phone.goto(f"{live_server.url}/w/hall/submit")
    phone.route("**/receipt*.js", hold)
    phone.get_by_label("什么事没办成").fill(MATTER)
    phone.get_by_label("您的姓名").fill("秦桂芳")
    phone.get_by_label("您的电话").fill("13900005512")
    with phone.expect_request("**/receipt*.js"):
        phone.get_by_role("button", name="提交").click()
    shown = phone.get_by_role("heading", name="收到了")
    with pytest.raises(AssertionError):
        expect(shown).to_be_visible(timeout=1_500)
    held.pop().continue_()
    expect(shown).to_be_visible()
    assert phone.evaluate(KEPT) == 0
    assert phone.evaluate("sessionStorage.getItem('handed in hall')") == "1"


def test_where_the_line_broke_every_word_is_still_there(
    home: Hall, phone: Page, live_server: LiveServer
) -> None:
    phone.goto(f"{live_server.url}/w/hall/submit")
    phone.get_by_label("什么事没办成").fill(MATTER)
    phone.get_by_label("您的姓名").fill("秦桂芳")
    phone.get_by_label("您的电话").fill("13900005512")
    photo = FilePayload(name="门口.jpg", mimeType="image/jpeg", buffer=picture())
    phone.locator("[type=file]").set_input_files(photo)
    phone.route(
        "**/submit",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    with phone.expect_event("requestfailed"):
        phone.get_by_role("button", name="提交").click()
    phone.unroute("**/submit")
    phone.wait_for_url("chrome-error://**")
    phone.goto(f"{live_server.url}/w/hall/submit")
    phone.reload()  # a page drawn again says that something arrived only if it did
    expect(phone.get_by_label("您的姓名")).to_have_value("秦桂芳")
    expect(phone.get_by_text("照片要再选一次")).to_be_visible()
    expect(phone.get_by_text("刚才交的已经收到了")).to_be_hidden()
    phone.get_by_role("button", name="提交").click()
    expect(phone.get_by_role("heading", name="收到了")).to_be_visible()
    assert CaseRow.objects.count() == 1


def test_a_mistyped_code_is_noticed_before_it_is_sent(
    home: Hall, phone: Page, live_server: LiveServer
) -> None:
    """The device works the last letter out as the program does."""
    phone.goto(f"{live_server.url}/w/hall/ask")
    field, said = phone.get_by_label("查询码"), phone.get_by_text("有一个字打错了")
    for _ in range(5):
        code = draw()
        field.fill(grouped(code).lower())
        field.blur()
        expect(said).to_be_hidden()
        field.fill(("1" if code[0] != "1" else "2") + code[1:])
        field.blur()
        expect(said).to_be_visible()


@pytest.mark.clause("XF-9.1")
def test_it_all_works_without_scripts_and_by_keyboard(
    home: Hall, chromium: Browser, live_server: LiveServer
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page, address = context.new_page(), live_server.url
    page.goto(f"{address}/w/hall/submit")
    page.get_by_label("什么事没办成").focus()
    page.keyboard.type(MATTER)
    page.keyboard.press("Tab")
    page.keyboard.type("秦桂芳")
    page.keyboard.press("Tab")
    page.keyboard.type("13900005512")
    page.keyboard.press("Enter")
    expect(page.get_by_text("查询码会自己填好。")).to_be_hidden()
    code = page.locator(".big.code").inner_text()
    page.goto(f"{address}/w/hall/ask")
    page.get_by_label("查询码").focus()
    page.keyboard.type(code)
    page.keyboard.press("Tab")
    page.keyboard.type("5512")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="走到哪一步")).to_be_visible()
    page.get_by_role("button", name="大字").press("Enter")
    expect(page.locator("html")).to_have_class(re.compile("big"))
    context.close()


@pytest.mark.clause("XF-9.2", "SC-7.1.1")
def test_the_window_prints_a_code_and_the_petitioner_asks_with_it(
    home: Hall, walker: Walker, phone: Page
) -> None:
    case_no = home.register("2026-11-20 09:00")
    walker.becomes("chen")
    walker.page.goto(f"{walker.address}/cases/{case_no}/slips/receipt")
    walker.page.get_by_role("button", name="打开并记录").click()
    code = walker.page.locator(".askwith .code").inner_text()
    expect(walker.page.locator(".askwith svg")).to_be_visible()
    asks(phone, walker.address, code)
    expect(phone.get_by_text(case_no)).to_be_visible()
    assert walker.troubles == []
