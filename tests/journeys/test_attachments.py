"""附件和签字 in a real browser: papers sent as they are chosen, names signed on the pad."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FilePayload, Page, Route, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from bancheng.casework import file_check
from bancheng.files.kept_row import Kept
from bancheng.files.upload_row import Upload
from tests.casework.hall import Hall
from tests.files import made
from tests.journeys.walker import Walker, is_saved_with

pytestmark = [pytest.mark.browser, pytest.mark.database]

PHOTO: FilePayload = {
    "name": "现场照片.jpg",
    "mimeType": "image/jpeg",
    "buffer": made.picture(size=(600, 400)),
}
LETTER: FilePayload = {
    "name": "情况说明.docx",
    "mimeType": "application/octet-stream",
    "buffer": made.document(),
}
PAGE: FilePayload = {"name": "网页.html", "mimeType": "text/html", "buffer": b"<html></html>"}
COUNTER = {
    "phone": "13900005512",
    "name": "秦桂芳",
    "matter": "装电梯的材料交了三趟",
    "kind": "general",
    "ground": "not_accepted",
}


@pytest.fixture(autouse=True)
def data(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.BANCHENG_DATA = tmp_path / "data"
    yield
    assert file_check.check().faults == {}


def sign(page: Page) -> None:
    """Two strokes on the pad."""
    pad = page.locator("canvas")
    pad.scroll_into_view_if_needed()
    place = pad.bounding_box()
    assert place is not None
    left, top = place["x"], place["y"]
    for points in (((40, 40), (120, 110), (200, 30)), ((90, 20), (100, 130))):
        page.mouse.move(left + points[0][0], top + points[0][1])
        page.mouse.down()
        for x, y in points[1:]:
            page.mouse.move(left + x, top + y, steps=6)
        page.mouse.up()


def choose(page: Page, *files: FilePayload) -> None:
    """Choose files and wait until each has arrived or was refused."""
    before = page.locator(".waitings li").count()
    page.set_input_files("#f-attach", list(files))
    done = page.locator(".waitings li.waiting, .waitings li:has(.wrong)")
    expect(done).to_have_count(before + len(files))


def links_to_files(page: Page) -> list[str]:
    """The addresses of the files on a case's page."""
    found = page.locator(".files a.called").evaluate_all("all => all.map(a => a.href)")
    return [str(address) for address in found]


@pytest.mark.clause("XF-A2", "SC-A1", "XF-12", "SC-7.4", "SC-8.4")
def test_signed_at_the_counter_and_in_the_department_and_corrected_later(
    hall: Hall, walker: Walker
) -> None:
    page = walker.page
    walker.becomes("chen")
    page.get_by_role("link", name="登记", exact=False).first.click()
    for name in ("kind", "ground"):
        with page.expect_response("**/register/hints"):
            walker.fills({name: COUNTER[name]})
    walker.fills({k: v for k, v in COUNTER.items() if k not in ("kind", "ground")})
    page.locator("[name=signing][value=here]").check()
    sign(page)
    page.get_by_text("附件：照片、材料、签好的纸").click()
    choose(page, PHOTO)
    page.get_by_role("button", name="登记并受理").click()
    page.wait_for_url(re.compile(r"/cases/[^/]+/$"))
    case_no = page.url.rstrip("/").rpartition("/")[2]
    expect(page.locator(".form").get_by_alt_text("手写签名")).to_have_count(1)
    expect(page.locator(".files")).to_contain_text("现场照片.jpg")
    hall.do("jiang", case_no, "screen", now())
    walker.becomes("gu")
    walker.takes_up(case_no, {"lead": "housing", "opinion": "请办理", "signature": "顾清和"})
    walker.becomes("mo")
    (photo,) = links_to_files(opened(walker, case_no))
    assert page.request.get(photo).status == 200
    page.goto(f"{walker.address}/cases/{case_no}/reply")
    walker.fills({"answer": "result", "text": "两家一起到现场看了，已出意见"})
    sign(page)
    choose(page, LETTER)
    page.locator("[data-main]").click()
    expect(page.get_by_role("status").first).to_contain_text("已记录")
    expect(page.locator(".form").get_by_alt_text("手写签名")).to_have_count(2)
    walker.becomes("wei")
    for address in (photo, f"{photo}/small"):
        assert page.request.get(address).status == 404
    walker.becomes("chen")
    walker.does(
        case_no,
        "correct",
        {"corrected": "1", "text": "是四趟", "reason": "听错了", "matter": "交了四趟"},
    )
    cell = page.locator(".form tr", has_text="诉求人确认")
    expect(cell).to_contain_text("签字在更正之前")
    reply = page.locator(".form tr", has_text="责任窗口部门")
    expect(reply).not_to_contain_text("签字在更正之前")
    expect(page.locator(".story")).to_contain_text("签的是：“装电梯的材料交了三趟”")
    assert Kept.objects.filter(case_no=case_no).count() == 4
    assert walker.troubles == []


def opened(walker: Walker, case_no: str) -> Page:
    walker.page.goto(f"{walker.address}/cases/{case_no}/")
    return walker.page


def now() -> str:
    from django.utils import timezone

    return f"{timezone.localtime():%Y-%m-%d %H:%M:%S.%f}"


@pytest.mark.clause("XF-12", "SC-7.4")
def test_files_are_dropped_pasted_refused_and_taken_off_before_anything_is_sent(
    hall: Hall, walker: Walker
) -> None:
    case_no, page = hall.register("2026-11-20 09:00"), walker.page
    walker.becomes("chen")
    page.goto(f"{walker.address}/cases/{case_no}/note")
    choose(page, PHOTO, PAGE)
    expect(page.locator(".waitings .wrong")).to_contain_text("“网页.html”没有收")
    page.get_by_role("button", name="知道了").click()
    give(page, "drop", "收条.png")
    expect(page.locator(".waitings")).to_contain_text("收条.png")
    give(page, "paste", "image.png")
    expect(page.locator(".waitings li.waiting")).to_have_count(3)
    page.get_by_role("button", name="去掉“现场照片.jpg”").click()
    page.fill("main [name=text]", "收下两张图")
    walker.presses("Control+Enter")
    expect(page.get_by_role("status").first).to_contain_text("已记录")
    expect(page.locator(".files")).to_contain_text("收条.png")
    expect(page.locator(".files")).not_to_contain_text("现场照片.jpg")
    expect(page.locator(".files img")).to_have_count(2)
    loaded = "img => img.decode().then(() => img.naturalWidth)"
    page.locator(".files").scroll_into_view_if_needed()
    assert page.locator(".files img").first.evaluate(loaded) > 0
    assert Upload.objects.count() == 1
    assert walker.troubles == []


def give(page: Page, how: str, name: str) -> None:
    """A picture drawn in the page, let fall on the form or pasted into it."""
    page.evaluate(
        """async ([how, name]) => {
          const canvas = Object.assign(document.createElement("canvas"), {width: 90, height: 60});
          canvas.getContext("2d").fillRect(0, 0, 40, 60);
          const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
          const held = new DataTransfer();
          held.items.add(new File([blob], name, {type: "image/png"}));
          const form = document.querySelector("form[data-draft]");
          const told = {bubbles: true, cancelable: true};
          if (how === "drop") {
            form.dispatchEvent(new DragEvent("dragover", {...told, dataTransfer: held}));
            form.dispatchEvent(new DragEvent("drop", {...told, dataTransfer: held}));
          } else {
            const pasted = new ClipboardEvent("paste", {...told, clipboardData: held});
            document.body.dispatchEvent(pasted);
          }
        }""",
        [how, name],
    )


def test_nothing_is_handed_in_while_a_file_is_still_on_its_way(hall: Hall, walker: Walker) -> None:
    case_no, page = hall.register("2026-11-20 09:00"), walker.page
    walker.becomes("chen")
    page.goto(f"{walker.address}/cases/{case_no}/note")
    held: list[object] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/uploads/", hold)
    page.set_input_files("#f-attach", [PHOTO])
    page.fill("main [name=text]", "收下")
    page.locator("[data-main]").click()
    expect(page.locator("[data-said]")).to_contain_text("还有 1 个附件在传")
    with page.expect_response(is_saved_with("又写了一句")):  # the form stays: so do its words
        page.locator("main [name=text]").fill("又写了一句")
        page.locator("main [name=text]").blur()
    expect(page.locator(".waitings progress")).to_be_visible()
    page.get_by_role("button", name="取消").click()
    expect(page.locator(".waitings li")).to_have_count(0)
    page.unroute_all(behavior="ignoreErrors")
    page.locator("[data-main]").click()
    expect(page.get_by_role("status").first).to_contain_text("已记录")
    assert Kept.objects.count() == 0


def test_a_draft_that_is_gone_on_with_has_its_files(hall: Hall, walker: Walker) -> None:
    case_no, page = hall.register("2026-11-20 09:00"), walker.page
    walker.becomes("chen")
    page.goto(f"{walker.address}/cases/{case_no}/note")
    page.fill("main [name=text]", "收下一张照片")
    choose(page, PHOTO)
    with page.expect_response("**/drafts/save"):
        page.locator("main [name=text]").blur()
    page.goto(f"{walker.address}/cases/{case_no}/note")
    expect(page.locator("main [name=text]")).to_have_value("收下一张照片")
    expect(page.locator(".waitings .waiting")).to_contain_text("现场照片.jpg")
    page.locator("[data-main]").click()
    expect(page.locator(".files")).to_contain_text("现场照片.jpg")


@pytest.mark.clause("XF-A2", "XF-12")
def test_papers_and_a_name_without_scripts(
    hall: Hall, chromium: Browser, live_server: LiveServer
) -> None:
    case_no = hall.placed("2026-11-20 09:00")
    context = chromium.new_context(java_script_enabled=False, locale="zh-CN")
    walker = Walker(context.new_page(), live_server.url)
    walker.becomes("mo")
    page = walker.page
    page.goto(f"{walker.address}/cases/{case_no}/reply")
    expect(page.locator("canvas")).to_be_hidden()
    page.locator("main [name=answer][value=result]").check()
    page.fill("main [name=text]", "已出意见")
    page.set_input_files("#f-attach", [LETTER])
    page.locator("[data-main]").click()
    expect(page.get_by_role("alert").first).to_contain_text("请填“签字”")
    kept = page.get_by_role("checkbox", name=re.compile("情况说明.docx"))
    expect(kept).to_be_checked()
    page.fill("main [name=signature]", "莫海涛")
    page.locator("[data-main]").click()
    expect(page.locator(".files")).to_contain_text("情况说明.docx")
    expect(page.locator(".form")).to_contain_text("负责人签字：莫海涛")
    context.close()


def test_with_a_keyboard_alone_a_name_is_typed_and_a_file_taken_off(
    hall: Hall, walker: Walker
) -> None:
    case_no, page = hall.register("2026-11-20 09:00"), walker.page
    walker.becomes("chen")
    page.goto(f"{walker.address}/cases/{case_no}/confirm")
    page.locator("[name=signing][value=here]").focus()
    walker.presses("Space")
    walker.presses("Tab")
    page.keyboard.type("秦桂芳")
    expect(page.locator("main [name=signature]")).to_have_value("秦桂芳")
    choose(page, PHOTO, LETTER)
    walker.presses("Tab")
    first = page.get_by_role("button", name="去掉“现场照片.jpg”")
    for _ in range(4):
        if first.evaluate("one => one === document.activeElement"):
            break
        walker.presses("Tab")
    walker.presses("Enter")
    expect(page.locator(".waitings li")).to_have_count(1)
    expect(page.locator("#f-attach")).to_be_focused()
    walker.presses("Control+Enter")
    expect(page.locator(".form tr", has_text="诉求人确认")).to_contain_text("秦*芳")


def test_on_a_phone_one_takes_a_picture_and_signs_with_a_finger(
    hall: Hall, chromium: Browser, live_server: LiveServer
) -> None:
    case_no = hall.register("2026-11-20 09:00")
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="zh-CN"
    )
    walker = Walker(context.new_page(), live_server.url)
    page = walker.page
    walker.becomes("chen")
    page.goto(f"{walker.address}/cases/{case_no}/confirm")
    page.locator("[name=signing][value=here]").check()
    camera = page.locator("#f-camera")
    assert camera.get_attribute("capture") == "environment"
    expect(page.get_by_text("拍照", exact=True)).to_be_visible()
    camera.set_input_files([PHOTO])
    expect(page.locator(".waitings .waiting")).to_have_count(1)
    by_touch(page)
    page.locator("[data-main]").click()
    expect(page.get_by_role("status").first).to_contain_text("已记录")
    expect(page.locator(".form").get_by_alt_text("手写签名")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert walker.troubles == []
    context.close()


def by_touch(page: Page) -> None:
    """A finger drawn over the pad."""
    page.locator("canvas").scroll_into_view_if_needed()
    place = page.locator("canvas").bounding_box()
    assert place is not None
    session = page.context.new_cdp_session(page)
    points = [(30 + 9 * n, 40 + 6 * (n % 9)) for n in range(22)]
    for n, (x, y) in enumerate(points):
        kind = "touchStart" if n == 0 else "touchMove"
        at = {"x": place["x"] + x, "y": place["y"] + y}
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [at]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_axe_finds_nothing_wrong(hall: Hall, walker: Walker, size: tuple[int, int]) -> None:
    case_no, page = hall.placed("2026-11-20 09:00"), walker.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    walker.becomes("mo")
    page.goto(f"{walker.address}/cases/{case_no}/reply")
    choose(page, PHOTO, PAGE)
    sign(page)
    assert serious(page) == []
    page.get_by_role("button", name="知道了").click()
    walker.fills({"answer": "result", "text": "已出意见"})
    page.locator("[data-main]").click()
    expect(page.locator(".files")).to_contain_text("现场照片.jpg")
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def serious(page: Page) -> list[str]:
    """What axe calls serious or critical within the page's own part."""
    found = Axe().run(page, context="main").response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html']}" for v in found if v["impact"] in GRAVE]


GRAVE = ("serious", "critical")
