"""Goes from desk to desk in a real browser: signs in, does what the page offers, signs out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote_plus

from playwright.sync_api import ConsoleMessage, Page, Response, expect

from tests.casework.hall import PASSWORD

Fields = Mapping[str, str]


@dataclass
class Walker:
    """One browser, one person at a time. ``troubles``: what the browser complained of."""

    page: Page
    address: str
    troubles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", self._listen)

    def _listen(self, said: ConsoleMessage) -> None:
        if "Content Security" in said.text:
            self.troubles.append(said.text)

    def becomes(self, username: str) -> None:
        """Another person sits down."""
        leave = self.page.locator("button:has-text('退出')")
        if not leave.count() and self.page.url.startswith(self.address):
            self.page.goto(f"{self.address}/")  # a sheet to print has no way out
        if leave.count():
            self.page.get_by_role("button", name="退出").click()
        self.page.goto(f"{self.address}/sign-in")
        self.page.get_by_label("登录名").fill(username)
        self.page.get_by_label("密码").fill(PASSWORD)
        self.page.get_by_role("button", name="登录").click()
        expect(self.page.get_by_role("button", name="退出")).to_be_visible()
        self.page.wait_for_load_state("load")  # nobody types before the page has settled

    def presses(self, key: str) -> None:
        """One key, once the page's scripts are there to hear it."""
        self.page.wait_for_load_state("load")
        self.page.keyboard.press(key)

    def fills(self, fields: Fields) -> None:
        """Type into fields, pick buttons, choose from lists, whatever the form offers."""
        self.page.wait_for_load_state("load")
        for name, value in fields.items():
            box = self.page.locator(f"main [name={name}]:not([type=hidden])")
            if box.first.get_attribute("type") in ("radio", "checkbox"):
                self.page.locator(f"main [name={name}][value='{value}']").check()
            elif box.first.evaluate("node => node.tagName") == "SELECT":
                box.select_option(value)
            else:
                box.fill(value)

    def registers(self, fields: Fields) -> str:
        """A case at the counter; its number."""
        self.page.get_by_role("link", name="登记", exact=False).first.click()
        self.page.wait_for_url("**/register/")
        self.page.wait_for_load_state("load")  # before its scripts are there nothing asks for hints
        for name in ("kind", "ground"):
            if name in fields:
                with self.page.expect_response("**/register/hints"):
                    self.fills({name: fields[name]})
        self.fills({k: v for k, v in fields.items() if k not in ("kind", "ground")})
        self.page.get_by_role("button", name="登记并受理").click()
        self.page.wait_for_url(re.compile(r"/cases/[^/]+/$"))
        return self.page.url.rstrip("/").rpartition("/")[2]

    def takes_up(self, case_no: str, fields: Fields | None = None) -> None:
        """From my duties: the button of this case, its form, done."""
        self.page.goto(f"{self.address}/")
        row = self.page.locator("[data-row]", has_text=case_no).first
        row.locator("[data-open]").click()
        self._does(fields or {})

    def does(self, case_no: str, act: str, fields: Fields | None = None) -> None:
        """From the case page: the button of this act, its form, done."""
        self.page.goto(f"{self.address}/cases/{case_no}/")
        link = self.page.locator(f"a[href^='/cases/{case_no}/{act}']").first
        if not link.is_visible():
            self.page.get_by_text("还可以做").click()
        link.click()
        self._does(fields or {})

    def _does(self, fields: Fields) -> None:
        self.fills(fields)
        self.page.locator("[data-main]").click()
        expect(self.page.get_by_role("status")).to_contain_text("已记录")


def is_saved_with(words: str) -> Callable[[Response], bool]:
    """An answer to a saving that has these words in it."""

    def matches(answer: Response) -> bool:
        sent = answer.request.post_data or ""
        return answer.url.endswith("/drafts/save") and quote_plus(words) in sent

    return matches
