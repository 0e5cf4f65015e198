"""Pictures for the README and the guide, on a desk and on a phone.

Run against a demonstration server (`make run`), whose people and matters are all invented:
    .venv/bin/python scripts/take_pictures.py --password <the one that bancheng demo told>
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY))

COLOURS = 192  # as many as a page of ours has, shades of letters included; a third of the size
INVENTED = {
    "#f-phone": "139 0000 5512",
    "#f-name": "秦桂芳",
    "#f-matter": "装电梯的材料交了四趟，规划要住建的意见，住建要规划的意见，两边都不收。",
}


def first_case(page: Page, address: str) -> None:
    """The case of the first line of one's duties."""
    page.goto(f"{address}/")
    number = page.locator("[data-row] .what a").first.inner_text()
    page.goto(f"{address}/cases/{number}/")


def being_registered(page: Page, address: str) -> None:
    """The registration screen with a matter typed and a kind chosen."""
    page.goto(f"{address}/register/")
    page.wait_for_load_state("networkidle")
    discard = page.get_by_role("button", name="丢掉草稿")  # what the last picture left half-written
    if discard.count():
        discard.click()
    for field, words in INVENTED.items():
        page.fill(field, words)
    page.check("[name=kind][value=complex]")
    page.wait_for_selector("#promises b")
    page.evaluate("scrollTo(0, 0)")


def first_question(page: Page, address: str) -> None:
    """The first of the questions a meeting has to decide."""
    page.goto(f"{address}/questions/")
    page.locator("main a.btn.go").first.click()
    page.wait_for_load_state("networkidle")


def first_campaign(page: Page, address: str) -> None:
    """The city's revisit that has begun."""
    page.goto(f"{address}/revisit/")
    page.locator("main [data-open]").first.click()


def last_bulletin(page: Page, address: str) -> None:
    """This month's bulletin of the township, as a draft."""
    page.goto(f"{address}/bulletins/")
    page.fill("#f-day", f"{datetime.now().astimezone():%Y-%m}")
    page.click("button.go")


def petitioners_case(page: Page, address: str) -> None:
    """What the petitioner of that first case sees, with the code of a receipt just printed."""
    first_case(page, address)
    page.goto(f"{page.url}slips/receipt")
    page.check("[name=with_code]")
    page.get_by_role("button", name="打开并记录").click()
    code = page.locator(".askwith .code").inner_text()
    phone = page.locator("dt:has-text('联系电话') + dd").inner_text()
    page.goto(f"{address}/w/xf-hall/ask")
    page.fill("#f-code", code)
    page.fill("#f-digits", phone)
    page.click("main .btn.go")


@dataclass(frozen=True)
class Picture:
    """Its name, whose page it is (empty: nobody's yet), and which page: an address, or the way."""

    name: str
    user: str
    page: str | Callable[[Page, str], None]


PICTURES = (
    Picture("sign-in", "", "/sign-in"),
    Picture("duties", "xf.window1", "/"),
    Picture("register", "xf.window1", being_registered),
    Picture("case", "xf.window1", first_case),
    Picture("cases", "xf.window1", "/cases/"),
    Picture("enquiries", "xf.window1", "/enquiries/"),
    Picture("rota", "xf.leader", "/rota/"),
    Picture("department", "xf.housing", "/department/"),
    Picture("screening", "xf.office", "/screening/"),
    Picture("oversight", "xf.office", "/oversight/"),
    Picture("bottlenecks", "xf.office", "/bottlenecks/"),
    Picture("ledger", "xf.office", "/ledgers/"),
    Picture("figures", "xf.office", "/figures/"),
    Picture("follow", "xf.supervision", "/oversight/follow"),
    Picture("revisit", "ls.revisit", first_campaign),
    Picture("bulletin", "sc.centre", last_bulletin),
    Picture("questions", "xf.group", "/questions/"),
    Picture("question", "xf.group", first_question),
    Picture("circles", "xf.window1", "/items/circles/"),
    Picture("overview", "xf.admin", "/overview/"),
    Picture("running", "ls.admin", "/running/"),
    Picture("township", "sc.window1", "/"),
    Picture("handing-in", "", "/w/xf-hall/submit"),
    Picture("petitioner", "xf.window1", petitioners_case),
)


def main() -> None:
    """Both sizes, one after the other."""
    from tests.browser import DESK, FLAGS, PHONE, executable

    asked = _asked()
    asked.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        for picture in PICTURES:
            for size, measure in {"desk": DESK, "phone": PHONE}.items():
                name = f"{picture.name}-{size}"
                if not asked.only or name in asked.only:
                    _take(browser, picture, name, measure, asked)
        browser.close()


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", default="http://127.0.0.1:8000")
    parser.add_argument("--password", required=True)
    parser.add_argument("--folder", type=Path, default=REPOSITORY / "docs" / "pictures")
    parser.add_argument("only", nargs="*", help="names such as duties-desk; by default all")
    return parser.parse_args()


def _take(
    browser: Browser,
    picture: Picture,
    name: str,
    measure: tuple[int, int],
    asked: argparse.Namespace,
) -> None:
    width, height = measure
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="zh-CN", timezone_id="Asia/Shanghai"
    )
    page = context.new_page()
    if picture.user:
        _sign_in(page, picture.user, asked)
    if callable(picture.page):
        picture.page(page, asked.address)
    else:
        page.goto(f"{asked.address}{picture.page}")
    page.wait_for_load_state("networkidle")
    taken = Image.open(BytesIO(page.screenshot()))
    small = taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(asked.folder / f"{name}.png", optimize=True)
    context.close()


def _sign_in(page: Page, user: str, asked: argparse.Namespace) -> None:
    page.goto(f"{asked.address}/sign-in")
    page.fill("#username", user)
    page.fill("#password", asked.password)
    page.click("button.go")
    page.wait_for_selector(".me")


if __name__ == "__main__":
    main()
