"""去掉个人信息: what in a text still points at somebody, so that it is not kept for everybody.

It finds numbers that are a phone, an identity card or a case, and the very words that the case
gives as name, phone, firm and agent. It cannot find a person who is only described; that is what
the second reader is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

MOBILE = re.compile(r"(?<!\d)1[3-9]\d[\s\-]?\d{4}[\s\-]?\d{4}(?!\d)")
IDENTITY = re.compile(r"(?<!\d)\d{6}(?:19|20)\d{9}[\dXx](?![\dXx])")
BANK = re.compile(r"(?<!\d)\d{16,19}(?!\d)")
SHORTEST_NAME = 2


def points_at(text: str, names: Iterable[str] = ()) -> list[str]:
    """The stretches that point at somebody, in the order of the text; ``names`` are the words of
    the case that do."""
    found: list[tuple[int, str]] = []
    for pattern in (IDENTITY, MOBILE, BANK):
        found += [(hit.start(), hit[0]) for hit in pattern.finditer(text)]
    for name in names:
        said = name.strip()
        if len(said) >= SHORTEST_NAME and said in text:
            found.append((text.index(said), said))
    return list(dict.fromkeys(part for _, part in sorted(found)))
