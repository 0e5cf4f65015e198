"""函号: the key of a slip, under which the person asked finds it and from which nothing is learnt.

It is made of the case and the entry that asked, so that rebuilding the rows leaves it as it is, and
keyed, so that it tells neither the case nor how many slips there are.
"""

from __future__ import annotations

import hmac
from functools import lru_cache

from bancheng.journal.keys import MasterKey, master_key

LETTERS = 20


def key_of(case_no: str, entry: int) -> str:
    """The key of what entry number ``entry`` of a case asks of somebody. Raises KeyFileError."""
    secret = _slip_key(master_key(may_create=lambda: False))
    return hmac.digest(secret, f"{case_no}\0{entry}".encode(), "sha256").hex()[:LETTERS]


@lru_cache(maxsize=4)
def _slip_key(master: MasterKey) -> bytes:
    return hmac.digest(master.key, b"bancheng slips", "sha256")
