"""Somebody with a browser and a phone: what the tests of the second step share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from tests.casework.hall import PASSWORD
from tests.identity.phone import Phone, shown_codes, shown_secret
from tests.web.clerk import words
from tests.web.conftest import Clock

HERE = "10.0.0.1"


@dataclass
class Somebody:
    """Signs in by the pages; ``says`` is what the last page read."""

    username: str
    clock: Clock
    client: Client = field(default_factory=Client)
    phone: Phone = field(init=False)
    codes: list[str] = field(default_factory=list)

    def sends(self, address: str, at: str = HERE, **fields: str) -> Any:
        """A form, from an address."""
        return self.client.post(address, fields, REMOTE_ADDR=at)

    def password(self, password: str = PASSWORD, at: str = HERE) -> Any:
        """The first step."""
        return self.sends("/sign-in", at, username=self.username, password=password)

    def code(self, code: str, at: str = HERE) -> Any:
        """The second step."""
        return self.sends("/sign-in/code", at, code=code)

    def now(self, steps: int = 0) -> str:
        """What the phone shows."""
        return self.phone.code(self.clock.now, steps)

    def signs_in(self) -> None:
        """Both steps, with a code that was not used yet."""
        self.clock.pass_by(seconds=60)
        assert self.password().status_code == 302
        assert self.code(self.now()).status_code == 302
        assert self.is_in()

    def leaves(self) -> None:
        """Signs out."""
        self.client.post("/sign-out")

    def is_in(self) -> bool:
        """Whether the door sends this browser on; asked so that no message is used up."""
        return self.client.get("/sign-in").status_code == 302

    def reads(self, address: str) -> str:
        """A page as words."""
        return words(self.client.get(address, follow=True))

    def sets_up(self) -> None:
        """From signing in to the recovery codes; stays signed in."""
        self.sends("/account/second-step", do="begin")
        self.phone = Phone(shown_secret(self.client.get("/account/second-step").content))
        answer = self.sends("/account/second-step", do="confirm", code=self.now())
        assert answer.status_code == 200, words(answer)
        self.codes = shown_codes(answer.content)
