"""查询码: what a petitioner asks with — made by chance, written in letters nobody mistakes.

Sixteen letters out of thirty-two are eighty bits. The seventeenth is worked out from them over the
field of thirty-two elements, so that one letter mistyped, or two neighbours swapped, is noticed on
the petitioner's own device, before anything is asked.
"""

from __future__ import annotations

import secrets
import unicodedata

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No I, L, O and U: they look like 1, 1, 0 and V."""
DRAWN = 16
LENGTH = DRAWN + 1
GROUP = 4
LOOK_ALIKE = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})
_POLYNOMIAL = 0b100101  # x⁵ + x² + 1, which no smaller one divides


def draw() -> str:
    """A new code, with its check letter."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(DRAWN))
    return drawn + check_letter(drawn)


def check_letter(drawn: str) -> str:
    """The last letter: Σ αⁿ·xₙ, each place with a factor of its own."""
    total, factor = 0, 1
    for letter in drawn:
        factor = _times(factor, 2)
        total ^= _times(factor, LETTERS.index(letter))
    return LETTERS[total]


def _times(a: int, b: int) -> int:
    product = 0
    while b:
        if b & 1:
            product ^= a
        a, b = a << 1, b >> 1
        if a & 0b100000:
            a ^= _POLYNOMIAL
    return product


def plain(typed: str) -> str:
    """What was typed, as a code is kept: no blanks and dashes, look-alikes put right. Whatever it
    is, it comes back as text that can be asked for."""
    text = unicodedata.normalize("NFKC", typed[:100]).upper()
    return "".join(c for c in text if c.isalnum()).translate(LOOK_ALIKE)


def is_whole(code: str) -> bool:
    """Whether it could be one at all: its length, its letters, its last letter."""
    if len(code) != LENGTH or any(c not in LETTERS for c in code):
        return False
    return check_letter(code[:DRAWN]) == code[DRAWN]


def grouped(code: str) -> str:
    """``7K3M 9QX2 V4TA 0ZBNE``: in fours, as it is printed; the check letter closes the last."""
    parts = [code[n : n + GROUP] for n in range(0, DRAWN, GROUP)]
    parts[-1] += code[DRAWN:]
    return " ".join(parts)
