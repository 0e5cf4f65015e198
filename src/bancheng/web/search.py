"""查找的字: what somebody looks for may be a name or a phone, so it never stands in an address.

The address carries it sealed, for this reader and for a working day; going back in the browser
still works.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from bancheng.web.desk import Reader

KEPT_SECONDS = 8 * 3600
LONGEST = 100


def sealed(reader: Reader, text: str) -> str:
    """The words as an address may carry them."""
    return _box().encrypt(f"{reader.user.pk}\n{text}".encode()).decode()


def unsealed(reader: Reader, token: str) -> str:
    """The words again; nothing where the token is another's, too old, or none at all."""
    try:
        owner, _, text = _box().decrypt(token.encode(), ttl=KEPT_SECONDS).decode().partition("\n")
    except (InvalidToken, UnicodeEncodeError):
        return ""
    return text if owner == str(reader.user.pk) else ""


@lru_cache(maxsize=1)
def _box() -> Fernet:
    key = hashlib.sha256(b"search\0" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
