"""身份证号: whether a text that is to leave has one in it, however it is written.

Eighteen places: six for the region, eight for a day of birth, three more, and a check place (GB
11643, ISO 7064 MOD 11-2). A code that only has as many places has no day of birth in the middle, or
does not check.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

LENGTH = 18
_WEIGHTS = tuple(pow(2, LENGTH - 1 - n, 11) for n in range(LENGTH - 1))
_CHECKS = "10X98765432"
_BETWEEN = re.compile(r"(?<=\d)[\s\-_.·]+(?=[\dXx])")
_FOUND = re.compile(r"(?=(\d{17}[\dXx]))")


def has_identity_number(text: str) -> bool:
    """Whether one stands anywhere in it, also within a longer row of digits or with gaps."""
    plain = _BETWEEN.sub("", unicodedata.normalize("NFKC", text))
    return any(is_identity_number(found) for found in _FOUND.findall(plain))


def is_identity_number(text: str) -> bool:
    """Whether these eighteen places are one."""
    try:
        born = date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    if not 1900 <= born.year <= 2100:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, text, strict=False))
    return _CHECKS[total % 11] == text[17].upper()
