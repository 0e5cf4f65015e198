"""One of the crowd: a petitioner at home, over a connection of their own, with no scripts.

Each comes from an address of its own, as households do: this machine's loopback has many.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from time import perf_counter
from urllib.parse import urlencode

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
CODE = re.compile(r'class="big code">([^<]+)<')
FORM = "application/x-www-form-urlencoded"
PATIENCE = 60.0
"""Seconds after which a browser would have given up."""


class WentWrongError(Exception):
    """A page was not what a petitioner may expect."""


@dataclass
class Petitioner:
    """``number`` makes name, phone and address; ``taken``: seconds of each thing done, by name."""

    number: int
    port: int
    taken: dict[str, list[float]] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    code: str = ""

    def __post_init__(self) -> None:
        here = f"127.1.{self.number // 250}.{self.number % 250 + 1}"
        self.link = HTTPConnection(
            "127.0.0.1", self.port, timeout=PATIENCE, source_address=(here, 0)
        )

    def looks(self) -> None:
        """At a page with nothing in it."""
        begun = perf_counter()
        self._page("GET", "/w/hall/empty")
        self._took("looks", begun)

    def hands_in(self) -> None:
        """A matter; the form is opened before."""
        form = self._page("GET", "/w/hall/submit")
        given = {
            "matter": f"办证的材料交了{self.number + 2}趟，两个窗口互相要对方的意见。",
            "name": "秦桂芳",
            "phone": self.phone,
        }
        begun = perf_counter()
        receipt = self._page("POST", "/w/hall/submit", _hidden(form) | given)
        self._took("hands in", begun)
        found = CODE.search(receipt)
        if found is None:
            raise WentWrongError("the receipt shows no code")
        self.code = html.unescape(found[1])

    def asks(self) -> None:
        """From code and digits sent to the page with what stands; the form is opened before."""
        form = self._page("GET", "/w/hall/ask")
        given = {"code": self.code, "digits": self.phone[-4:]}
        begun = perf_counter()
        self._page("POST", "/w/hall/ask", _hidden(form) | given, wanted=303)
        told = self._page("GET", "/w/hall/mine")
        self._took("asks", begun)
        if self.phone[-4:] not in told and "hall" not in told:
            raise WentWrongError("the page tells of another matter")

    @property
    def phone(self) -> str:
        """Plainly invented, and everybody's own."""
        return f"139{self.number:08}"

    def _took(self, what: str, begun: float) -> None:
        self.taken.setdefault(what, []).append(perf_counter() - begun)

    def _page(
        self, method: str, address: str, given: dict[str, str] | None = None, wanted: int = 200
    ) -> str:
        headers = {"Cookie": "; ".join(f"{n}={v}" for n, v in self.cookies.items())}
        body = None
        if given is not None:
            body, headers["Content-Type"] = urlencode(given), FORM
            headers["Origin"] = f"http://127.0.0.1:{self.port}"
        self.link.request(method, address, body, headers)
        answer = self.link.getresponse()
        page = answer.read().decode()
        self._keep(answer)
        if answer.status != wanted:
            raise WentWrongError(f"{method} {address}: {answer.status}")
        return page

    def _keep(self, answer: HTTPResponse) -> None:
        for told in answer.headers.get_all("Set-Cookie") or ():
            name, _, rest = told.partition("=")
            self.cookies[name] = rest.partition(";")[0]


def _hidden(page: str) -> dict[str, str]:
    found = {name: html.unescape(value) for name, value in HIDDEN.findall(page)}
    found.pop("back", None)
    return found
