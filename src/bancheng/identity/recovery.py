"""恢复码: ten at a time, each good once, made anew as often as one likes."""

from __future__ import annotations

import base64
import os
import unicodedata
from datetime import datetime

from bancheng.identity.factor_row import Factor
from bancheng.identity.recovery_row import RecoveryCode
from bancheng.journal.keyed import digest

HOW_MANY = 10
MISREAD = str.maketrans("018", "olb")
"""Digits that no code has (base32), copied by hand for the letters they look like."""
LETTERS = 12
"""Sixty bits: nobody guesses one, so no count of wrong ones has to shut them out."""


def make(factor: Factor, now: datetime) -> list[str]:
    """Ten new ones, in place of all before; belongs in the caller's transaction."""
    factor.recovery_codes.filter(used_at=None).delete()
    codes = [_drawn() for _ in range(HOW_MANY)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(factor=factor, digest=_kept(factor, code), made_at=now) for code in codes
    )
    return [f"{code[:4]}-{code[4:8]}-{code[8:]}" for code in codes]


def use(factor: Factor, typed: str, now: datetime) -> bool:
    """Whether this is one of them, not used yet; it is used by this."""
    code = plain(typed)
    if len(code) != LETTERS:
        return False
    found = factor.recovery_codes.filter(digest=_kept(factor, code), used_at=None)
    return found.update(used_at=now) == 1


def left(factor: Factor) -> int:
    """How many are still good."""
    return factor.recovery_codes.filter(used_at=None).count()


def plain(typed: str) -> str:
    """As it was drawn, however it was written."""
    tidy = unicodedata.normalize("NFKC", typed).lower().translate(MISREAD)
    return "".join(letter for letter in tidy if letter.isalnum())


def _drawn() -> str:
    return base64.b32encode(os.urandom(8)).decode()[:LETTERS].lower()


def _kept(factor: Factor, code: str) -> str:
    return digest("recovery code", str(factor.pk), code)
