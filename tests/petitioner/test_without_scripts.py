"""What a page says where no script runs is true there: no script's work is promised."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest

from tests.petitioner.visitor import PLAIN, Visitor

pytestmark = pytest.mark.database

EMPTY = frozenset(("br", "hr", "img", "input", "link", "meta", "path"))


class Shown(HTMLParser):
    """The words outside of what is hidden until a script shows it."""

    def __init__(self) -> None:
        super().__init__()
        self.around: list[bool] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in EMPTY:
            self.around.append("hidden" in dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag not in EMPTY:
            self.around.pop()

    def handle_data(self, data: str) -> None:
        if not any(self.around):
            self.said.append(data)


def shown(answer: Any) -> tuple[str, str]:
    """What is seen without scripts, and all that is there."""
    page = answer.content.decode()
    seen = Shown()
    seen.feed(page)
    assert seen.around == []
    return "".join(seen.said), page


def test_nothing_is_promised_that_only_a_script_does(visitor: Visitor) -> None:
    seen, page = shown(visitor.sends("/submit", 200, **PLAIN))
    assert "扫一扫，打开查进度的页面。" in seen
    for promise in ("会自己填好", "不用打查询码"):
        assert promise not in seen
    assert "data-scripted hidden>查询码会自己填好。" in page
    visitor.client.cookies.clear()
    gone = visitor.client.post(f"{visitor.at}/leave", follow=True)
    seen, page = shown(gone)
    assert "下一个人看不到您的事了" in seen
    assert "清掉了" not in seen
    assert "清掉了" in page
    for promise in ("只存在这台机器上", "放回来了", "念给我听"):
        seen, page = shown(visitor.get("/submit"))
        assert promise not in seen
        assert promise in page
