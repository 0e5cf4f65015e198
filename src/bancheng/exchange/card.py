"""交换名片: a unit's name, code and public keys, as a small file for the other installation.

The file proves nothing of itself: whoever swaps it on the way could read all that follows. So its
fingerprint is read out over the telephone, and half of it typed in by whoever enters it.
"""

from __future__ import annotations

import json
import re

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import Field, ValidationError

from bancheng.core.refusal import Refusal
from bancheng.core.seal import NotSealableError, canonical, digest
from bancheng.exchange.envelope import Strict
from bancheng.exchange.unfit_file import unfit
from bancheng.journal.signature import signed_by

MAGIC = b"BANCHENG-CARD 1\n"
SIGNED = b"bancheng exchange card 1\x00"
LARGEST = 4096
PUBLIC = r"^[0-9a-f]{64}$"
SIGNATURE = re.compile(rb"[0-9a-f]{128}\n?")
GROUP = 4


class Card(Strict):
    """``unit`` is the code over there; ``signs`` and ``opens`` are public keys, hexadecimal."""

    unit: str = Field(min_length=1, max_length=40, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: str = Field(min_length=1, max_length=100)
    signs: str = Field(pattern=PUBLIC)
    opens: str = Field(pattern=PUBLIC)

    @property
    def fingerprint(self) -> str:
        """Both keys under one name of thirty-two digits (128 bits)."""
        keys = bytes.fromhex(self.signs) + bytes.fromhex(self.opens)
        return digest("sha256", SIGNED + keys)[:32]

    def written(self, signing: Ed25519PrivateKey) -> bytes:
        """The file."""
        line = canonical(self.model_dump())
        signature = signing.sign(SIGNED + line).hex().encode()
        return b"".join((MAGIC, line, b"\n", signature, b"\n"))


def read_card(content: bytes) -> Card:
    """The card in a file. Raises Refusal."""
    if len(content) > LARGEST or not content.startswith(MAGIC):
        raise _no_card()
    line, _, signature = content[len(MAGIC) :].partition(b"\n")
    try:
        told = json.loads(line)
        card = Card.model_validate(told)
        whole = canonical(told) == line and SIGNATURE.fullmatch(signature)
    except (ValueError, ValidationError, NotSealableError, RecursionError) as broken:
        raise _no_card() from broken
    proof = bytes.fromhex(signature.decode()) if whole else b""
    if not signed_by(bytes.fromhex(card.signs), proof, SIGNED + line):
        raise unfit("card_changed", "这张名片损坏了，或者被改动过。请对方重新给一张。", "card")
    return card


def _no_card() -> Refusal:
    sentence = "这不是交换名片。请对方在“交换对方”页面下载名片（.bcx-card）给您。"
    return unfit("not_a_card", sentence, "card")


def in_groups(fingerprint: str) -> list[str]:
    """Four digits at a time, as one reads them out."""
    return [fingerprint[n : n + GROUP] for n in range(0, len(fingerprint), GROUP)]


def typed(text: str) -> str:
    """What somebody typed of a fingerprint, without blanks and in small letters."""
    return re.sub(r"[\s,，、-]+", "", text).lower()
