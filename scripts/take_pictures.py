"""Pictures for the README and the guide, on a desk and on a phone.

Run against a demonstration server (`make run`), whose people and matters are all invented:
    .venv/bin/python scripts/take_pictures.py --password <the one that bancheng demo told>
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY))

from tests.browser import DESK, FLAGS, PHONE, executable  # noqa: E402

SIZES = {"desk": DESK, "phone": PHONE}
INVENTED = {
    "#f-phone": "139 0000 5512",
    "#f-name": "秦桂芳",
    "#f-matter": "装电梯的材料交了四趟，规划要住建的意见，住建要规划的意见，两边都不收。",
}

OTHERS = (
    ("rota", "xf.leader", "/rota/"),
    ("department", "xf.housing", "/department/"),
    ("screening", "xf.office", "/screening/"),
    ("oversight", "xf.office", "/oversight/"),
    ("questions", "xf.group", "/questions/"),
    ("overview", "xf.admin", "/overview/"),
    ("running", "xf.admin", "/running/"),
)
"""What others than the clerk at the window see: name of the picture, whose, which page."""


def main() -> None:
    """Both sizes, one after the other."""
    asked = _asked()
    asked.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        for name, (width, height) in SIZES.items():
            context = browser.new_context(
                viewport={"width": width, "height": height},
                locale="zh-CN",
                timezone_id="Asia/Shanghai",
            )
            _take(context.new_page(), name, asked)
            context.close()
            for picture, user, address in OTHERS:
                context = browser.new_context(
                    viewport={"width": width, "height": height},
                    locale="zh-CN",
                    timezone_id="Asia/Shanghai",
                )
                page = context.new_page()
                _sign_in(page, user, asked)
                page.goto(f"{asked.address}{address}")
                page.screenshot(path=asked.folder / f"{picture}-{name}.png")
                context.close()
        browser.close()


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", default="http://127.0.0.1:8000")
    parser.add_argument("--user", default="xf.window1")
    parser.add_argument("--password", required=True)
    parser.add_argument("--kind", default="complex", help="kind chosen on the registration page")
    parser.add_argument("--case", default="", help="a case number; by default the first one listed")
    parser.add_argument("--folder", type=Path, default=REPOSITORY / "docs" / "pictures")
    return parser.parse_args()


def _sign_in(page: Page, user: str, asked: argparse.Namespace) -> None:
    page.goto(f"{asked.address}/sign-in")
    page.fill("#username", user)
    page.fill("#password", asked.password)
    page.click("button.go")
    page.wait_for_selector(".me")


def _take(page: Page, size: str, asked: argparse.Namespace) -> None:
    page.goto(f"{asked.address}/sign-in")
    page.screenshot(path=asked.folder / f"sign-in-{size}.png")
    _sign_in(page, asked.user, asked)
    page.wait_for_selector("[data-row]")
    page.screenshot(path=asked.folder / f"duties-{size}.png")
    listed = page.locator("[data-row] .what a").first.inner_text()
    page.goto(f"{asked.address}/cases/{asked.case or listed}/")
    page.screenshot(path=asked.folder / f"case-{size}.png")
    page.goto(f"{asked.address}/register/")
    for field, words in INVENTED.items():
        page.fill(field, words)
    page.check(f"[name=kind][value={asked.kind}]")
    page.wait_for_selector("#promises b")
    page.evaluate("scrollTo(0, 0)")
    page.screenshot(path=asked.folder / f"register-{size}.png")


if __name__ == "__main__":
    main()
