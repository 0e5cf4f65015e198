"""开通码: who may answer the first questions of a new installation — whoever sees its console.

Without it the first visitor of an unfinished installation could make themselves administrator.
"""

from __future__ import annotations

import base64
import hashlib
import hmac

from django.conf import settings

LENGTH = 10


def opening_code() -> str:
    """Ten letters and digits, the same as long as the installation's secret key is."""
    key = str(settings.SECRET_KEY).encode()
    digest = hmac.new(key, b"bancheng first start", hashlib.sha256).digest()
    return base64.b32encode(digest).decode()[:LENGTH].lower()


def is_right(typed: str) -> bool:
    """Whether this is the code; blanks and capitals do not matter."""
    said = "".join(typed.split()).lower()
    return hmac.compare_digest(said.encode(), opening_code().encode())
