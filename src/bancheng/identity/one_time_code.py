"""动态码 of six digits by time (RFC 6238), reckoned by django-otp. Pure but for randomness."""

from __future__ import annotations

import base64
import os
import re
from urllib.parse import quote, urlencode

from django_otp.oath import TOTP

SECRET_BYTES = 20
STEP_SECONDS = 30
DRIFT = 1
"""Steps to either side that a phone's clock may be off."""
CODE = re.compile(r"\d{6}", re.ASCII)
ISSUER = "办成"


def new_secret() -> str:
    """A secret as phones take it: 32 letters and digits (base32)."""
    return base64.b32encode(os.urandom(SECRET_BYTES)).decode()


def step_of(secret: str, code: str, now: float, after: int) -> int | None:
    """The time step a code belongs to, if it is right now and later than step ``after``."""
    if not CODE.fullmatch(code):
        return None
    totp = TOTP(base64.b32decode(secret), step=STEP_SECONDS)
    totp.time = now
    if not totp.verify(int(code), tolerance=DRIFT, min_t=after + 1):
        return None
    return int(totp.t())


def address_for_phone(secret: str, account: str) -> str:
    """What the square on the page holds; apps for one-time codes know this form."""
    label = quote(f"{ISSUER}:{account}", safe="")
    asked = urlencode({"secret": secret, "issuer": ISSUER, "digits": 6, "period": STEP_SECONDS})
    return f"otpauth://totp/{label}?{asked}"


def for_typing(secret: str) -> str:
    """In groups of four, as people copy it."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
