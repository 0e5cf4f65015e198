"""Somebody at a desk: signs in, reads pages, fills in forms, and knows nothing but the pages."""

from __future__ import annotations

import html
import re
from typing import Any

from django.http import HttpResponse
from django.test import Client

from tests.casework.hall import PASSWORD

TAGS = re.compile(r"<[^>]+>")
CELLS = re.compile(r"</(?:t[dh]|d[td]|li|p)>")
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


class Clerk:
    """A signed-in person with a browser that runs no scripts."""

    def __init__(self, username: str, password: str = PASSWORD) -> None:
        self.client = Client(raise_request_exception=False)
        answer = self.client.post("/sign-in", {"username": username, "password": password})
        assert answer.status_code == 302, words(answer)

    def get(self, address: str, status: int = 200) -> str:
        """A page as words, tags taken out."""
        return words(self.raw(address, status))

    def raw(self, address: str, status: int = 200) -> HttpResponse:
        """A page as it is sent."""
        return checked(self.client.get(address), status)

    def post(self, address: str, status: int = 303, **fields: Any) -> HttpResponse:
        """Send fields to an address just as they are."""
        answer = self.client.post(address, fields)
        return checked(answer, status)

    def fill_in(self, address: str, status: int = 303, **fields: Any) -> HttpResponse:
        """Open a form, take over what it carries hidden, fill it in and send it."""
        return self.post(address, status, **{**self.carried(address), **fields})

    def carried(self, address: str) -> dict[str, Any]:
        """What a form carries unseen: version, command id."""
        page = self.raw(address).content.decode()
        found = dict(HIDDEN.findall(page))
        found.pop("csrfmiddlewaretoken", None)
        return found

    def does(self, case_no: str, act: str, **fields: Any) -> str:
        """One act through its page; the page one arrives at, as words."""
        answer = self.fill_in(f"/cases/{case_no}/{act}", **fields)
        return self.get(answer["Location"])

    def registers(self, status: int = 303, **fields: Any) -> HttpResponse:
        """A plain case at the counter, with whatever differs."""
        return self.fill_in("/register/", status, **{**PLAIN, **fields})


PLAIN: dict[str, Any] = {
    "phone": "139 0000 5512",
    "name": "秦桂芳",
    "matter": "装电梯的材料交了四趟。两个窗口互相要对方的意见。",
    "kind": "general",
    "ground": "not_accepted",
    "channel": "counter",
    "then": "accept",
}


def checked(answer: Any, status: int) -> HttpResponse:
    """The answer, if it has the status that was meant."""
    assert isinstance(answer, HttpResponse)
    assert answer.status_code == status, words(answer)
    return answer


def words(answer: Any) -> str:
    """What a person reads on a page."""
    return " ".join(html.unescape(TAGS.sub("", CELLS.sub(" ", answer.content.decode()))).split())


def case_no_of(answer: HttpResponse) -> str:
    """The number of the case one is sent to."""
    found = re.fullmatch(r"/cases/([^/]+)/", answer["Location"])
    assert found, answer["Location"]
    return found[1]
