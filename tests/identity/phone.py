"""A phone with an app for one-time codes, reckoned here without the program's own library."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
from datetime import datetime

SECRET = re.compile(r'<code class="secret">([A-Z2-7 ]+)</code>')
CODES = re.compile(r"<li><code>([a-z2-7-]+)</code>")


class Phone:
    """Holds the secret it was shown."""

    def __init__(self, secret: str) -> None:
        self.key = base64.b32decode(secret.replace(" ", ""))

    def code(self, now: datetime, steps: int = 0) -> str:
        """What it shows at a moment, or so many steps later (RFC 4226, 5.3; RFC 6238)."""
        counter = int(now.timestamp()) // 30 + steps
        mac = hmac.new(self.key, struct.pack(">Q", counter), hashlib.sha1).digest()
        at = mac[-1] & 15
        number = struct.unpack(">I", mac[at : at + 4])[0] & 0x7FFFFFFF
        return f"{number % 1_000_000:06d}"

    def wrong(self, now: datetime) -> str:
        """Six digits that are right neither now nor a step before or after."""
        right = {self.code(now, steps) for steps in (-1, 0, 1)}
        return next(code for n in range(4) if (code := f"{n:06d}") not in right)


def shown_secret(page: bytes) -> str:
    """The secret on the page that sets it up."""
    found = SECRET.search(page.decode())
    assert found, page.decode()
    return found[1]


def shown_codes(page: bytes) -> list[str]:
    """The recovery codes on the one page that shows them."""
    return CODES.findall(page.decode())
