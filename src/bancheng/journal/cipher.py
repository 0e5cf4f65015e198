"""加密: texts under the key of their case, case keys under the master key.

Pure but for randomness. The algorithm stands in every row, so that another one (a certified SM4
module, say) can be added to the table without touching what is stored.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bancheng.core.seal import SALT_BYTES

KEY_BYTES = 32
NONCE_BYTES = 12
DEFAULT_CIPHER = "AES-256-GCM"


class Sealer(Protocol):
    """An authenticated cipher under one key."""

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes: ...

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes: ...


# Published names, as they stand in the rows.
CIPHERS: dict[str, Callable[[bytes], Sealer]] = {"AES-256-GCM": AESGCM}


class CannotOpenError(ValueError):
    """The key does not fit, or the ciphertext or the place it stands at was changed."""


def new_key() -> bytes:
    """A fresh key."""
    return os.urandom(KEY_BYTES)


def wrap(master: bytes, case_no: str, key: bytes, cipher: str = DEFAULT_CIPHER) -> bytes:
    """A case key as it may be stored: nonce, then ciphertext."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + CIPHERS[cipher](master).encrypt(nonce, key, _bind("key", case_no))


def unwrap(master: bytes, case_no: str, wrapped: bytes, cipher: str) -> bytes:
    """The case key. Raises CannotOpenError."""
    nonce, hidden = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
    return _open(master, cipher, nonce, hidden, _bind("key", case_no))


def hide(
    key: bytes,
    place: tuple[str, int, str],
    salt: bytes,
    text: str,
    cipher: str = DEFAULT_CIPHER,
) -> tuple[bytes, bytes]:
    """(nonce, ciphertext) of a text and the salt of its commitment.

    ``place`` is case, position, field (a case has one chain): a row moved elsewhere stays shut.
    """
    nonce = os.urandom(NONCE_BYTES)
    return nonce, CIPHERS[cipher](key).encrypt(nonce, salt + text.encode(), _bind("text", *place))


def reveal(
    key: bytes, place: tuple[str, int, str], nonce: bytes, hidden: bytes, cipher: str
) -> tuple[bytes, str]:
    """(salt, text). Raises CannotOpenError."""
    content = _open(key, cipher, nonce, hidden, _bind("text", *place))
    try:
        return content[:SALT_BYTES], content[SALT_BYTES:].decode()
    except UnicodeDecodeError as broken:
        raise CannotOpenError("not text") from broken


def hide_file(key: bytes, place: tuple[str, str], content: bytes) -> bytes:
    """Nonce and ciphertext of a file's content; ``place`` is its id and which part of it."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + CIPHERS[DEFAULT_CIPHER](key).encrypt(nonce, content, _bind("file", *place))


def reveal_file(key: bytes, place: tuple[str, str], stored: bytes, cipher: str) -> bytes:
    """The content that ``hide_file`` hid. Raises CannotOpenError."""
    nonce, hidden = stored[:NONCE_BYTES], stored[NONCE_BYTES:]
    return _open(key, cipher, nonce, hidden, _bind("file", *place))


def _open(key: bytes, cipher: str, nonce: bytes, hidden: bytes, bound: bytes) -> bytes:
    if cipher not in CIPHERS:
        raise CannotOpenError(f"unknown cipher {cipher!r}")
    try:
        return CIPHERS[cipher](key).decrypt(nonce, hidden, bound)
    except (InvalidTag, ValueError) as broken:
        raise CannotOpenError("wrong key, or changed") from broken


def _bind(*parts: str | int) -> bytes:
    """Each part with its length, so that no two places share one binding."""
    return "".join([f"{len(part)}:{part}," for part in map(str, parts)]).encode()
