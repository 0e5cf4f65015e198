"""An old telephone is turned away from the desk, and from nothing that the petitioner needs."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.petitioner.visitor import PLAIN, Visitor
from tests.web.clerk import words

pytestmark = pytest.mark.database

ANDROID = "Mozilla/5.0 (Linux; Android 7.0; MI 5) AppleWebKit/537.36 (KHTML, like Gecko)"
CHROME = f"{ANDROID} Chrome/66.0.3359.126 Mobile Safari/537.36"
AGENTS = {
    "chrome": CHROME,
    "x5": f"{ANDROID} Version/4.0 Chrome/57.0.2987.132 MQQBrowser/6.2 TBS/044607 Mobile"
    " Safari/537.36 MicroMessenger/6.7.3",
    "view": f"{ANDROID} Version/4.0 Chrome/74.0.3729.157 Mobile Safari/537.36",
    "iphone": "Mozilla/5.0 (iPhone; CPU iPhone OS 12_4 like Mac OS X) AppleWebKit/605.1.15"
    " (KHTML, like Gecko) Version/12.1.2 Mobile/15E148 Safari/604.1",
    "explorer": "Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko",
}


@pytest.mark.parametrize("agent", AGENTS.values(), ids=AGENTS)
def test_it_hands_in_and_asks_but_does_not_sign_in(visitor: Visitor, agent: str) -> None:
    visitor.client = Client(headers={"User-Agent": agent}, REMOTE_ADDR="10.0.0.7")
    number, code = visitor.hands_in()
    visitor.asks(code)
    assert number in visitor.reads("/mine")
    assert visitor.client.get("/sign-in").status_code == 426
    assert visitor.client.get("/").status_code == 426


def test_every_page_is_shown_and_what_is_left_out_is_said(visitor: Visitor) -> None:
    visitor.client = Client(headers={"User-Agent": CHROME}, REMOTE_ADDR="10.0.0.7")
    for page in ("/", "/submit", "/ask", "/windows", "/guide"):
        visitor.get(page)
        visitor.posts("/look", what="big", back=f"/w/hall{page}")
    assert "请再扫一次" in words(visitor.get("/gone", 404))
    said = visitor.sends("/submit", 422, **{**PLAIN, "matter": ""})
    assert PLAIN["name"] in said.content.decode()
