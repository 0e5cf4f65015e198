"""密钥摘要: what a query code, four digits and an address are kept as, which tells a thief nothing.

The same kind of digest as staff's recovery codes have; the journal keeps the key.
"""

from __future__ import annotations

from bancheng.journal.keyed import digest, key_for

__all__ = ["digest", "key_for"]
