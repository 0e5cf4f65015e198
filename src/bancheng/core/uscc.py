"""统一社会信用代码: eighteen characters, the last of which checks the others (GB 32100)."""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18


def plain_uscc(text: str) -> str:
    """Without spaces, in capitals."""
    return "".join(text.split()).upper()


def is_uscc(text: str) -> bool:
    """Whether the characters are those of a code and the last one fits the rest."""
    code = plain_uscc(text)
    if len(code) != LENGTH or any(char not in ALPHABET for char in code):
        return False
    summed = sum(ALPHABET.index(char) * pow(3, n, 31) for n, char in enumerate(code[:-1]))
    return ALPHABET[-summed % 31] == code[-1]
