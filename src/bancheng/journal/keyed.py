"""密钥摘要: what a code, a number or an address is kept as, which tells a thief nothing.

The key is derived from the site's master key, each purpose with one of its own.
"""

from __future__ import annotations

import hashlib
import hmac
from functools import lru_cache

from bancheng.journal.case_key_row import CaseKey
from bancheng.journal.keys import MasterKey, master_key


def digest(purpose: str, *parts: str) -> str:
    """HMAC-SHA256 of the parts, each with its length, in hexadecimal."""
    told = "".join(f"{len(part)}:{part}," for part in parts)
    return hmac.new(key_for(purpose), told.encode(), hashlib.sha256).hexdigest()


def key_for(purpose: str) -> bytes:
    """The site's key for one purpose. Raises KeyFileError where the master key was lost."""
    return _derived(master_key(may_create=lambda: not CaseKey.objects.exists()), purpose)


@lru_cache(maxsize=16)
def _derived(master: MasterKey, purpose: str) -> bytes:
    return hmac.new(master.key, f"bancheng {purpose}".encode(), hashlib.sha256).digest()
