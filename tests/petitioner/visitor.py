"""Somebody at home with a browser that runs no scripts: hands in, asks, acts on their case."""

from __future__ import annotations

import html
import re
from typing import Any

from django.http import HttpResponse
from django.test import Client

from tests.web.clerk import checked, words

CODE = re.compile(r'class="big code">([^<]+)<')
NUMBER = re.compile(r'class="big num">([^<]+)<')
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
PLAIN = {
    "matter": "装电梯的材料交了四趟。两个窗口互相要对方的意见。",
    "name": "秦桂芳",
    "phone": "13900005512",
}


class Visitor:
    """A browser; ``address``: where it comes from."""

    def __init__(self, address: str = "10.0.0.7", centre: str = "hall") -> None:
        self.client = Client(REMOTE_ADDR=address)
        self.at = f"/w/{centre}"

    def get(self, page: str = "/", status: int = 200) -> HttpResponse:
        """A page as it is sent."""
        return checked(self.client.get(f"{self.at}{page}"), status)

    def reads(self, page: str = "/") -> str:
        """A page as words."""
        return words(self.get(page))

    def carried(self, page: str) -> dict[str, str]:
        """What a form carries unseen."""
        found = dict(HIDDEN.findall(self.get(page).content.decode()))
        found.pop("csrfmiddlewaretoken", None)
        found.pop("back", None)
        return {name: html.unescape(value) for name, value in found.items()}

    def sends(self, page: str, status: int = 303, **fields: Any) -> HttpResponse:
        """Open a form, fill it in and send it."""
        return self.posts(page, status, **{**self.carried(page), **fields})

    def posts(self, page: str, status: int = 303, **fields: Any) -> HttpResponse:
        """Send fields just as they are."""
        return checked(self.client.post(f"{self.at}{page}", fields), status)

    def hands_in(self, **fields: Any) -> tuple[str, str]:
        """A matter from home; its number and its query code."""
        answer = self.sends("/submit", 200, **{**PLAIN, **fields})
        return receipt(answer)

    def asks(self, code: str, digits: str = "5512", status: int = 303) -> HttpResponse:
        """The query code and four digits."""
        return self.posts("/ask", status, code=code, digits=digits)


def receipt(answer: HttpResponse) -> tuple[str, str]:
    """Number and code on a receipt."""
    page = answer.content.decode()
    number, code = NUMBER.search(page), CODE.search(page)
    assert number is not None, words(answer)
    assert code is not None
    return number[1], code[1]
