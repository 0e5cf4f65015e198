"""查进度: code and last four digits asked together; wrong is wrong, and nobody learns which was.

A wrong code and a wrong phone go the same way through the same statements: what is looked up, what
is compared and what is written down is of the same shape, so that body, status and time tell
nothing apart.
"""

from __future__ import annotations

import hmac
from datetime import datetime
from typing import Literal

from bancheng.petitioner import code as codes
from bancheng.petitioner.code_row import QueryCode
from bancheng.petitioner.keyed import digest
from bancheng.petitioner.limits import WrongTries
from bancheng.petitioner.making import CODE, DIGITS, SECOND

Answer = QueryCode | Literal["wrong", "too many"]
NOBODY = "0" * 64


def ask(code: str, digits: str, address: str, now: datetime) -> Answer:
    """The code in force that was asked with rightly; else only that it was wrong, or too often."""
    asked = digest(CODE, codes.plain(code))
    known = QueryCode.objects.filter(digest=asked, ended_at=None).first()
    tries = WrongTries(asked, address, now)
    given = digest(SECOND, asked, _digits(digits))
    right = hmac.compare_digest(given, known.second if known is not None else NOBODY)
    if tries.code_is_barred:
        return "too many"
    if known is not None and right:
        return known
    if tries.too_many:
        tries.one_more_of_code(known is not None)
        return "too many"
    tries.one_more()
    return "wrong"


def _digits(typed: str) -> str:
    """Four digits; who types the whole number has given its last four as well."""
    found = "".join(c for c in typed[:40] if c.isascii() and c.isdigit())
    return found[-DIGITS:]
