"""封存: the arithmetic of sealing, as pure functions.

An entry of the journal is sealed by the digest of its canonical bytes. This module says what the
canonical bytes of a value are, which digests are known, and how an erasable text is committed to
without being kept. Trees over many entries are in ``bancheng.core.merkle``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]

# Beyond this, a reader written in another language may round an integer (RFC 8259 section 6).
GREATEST_INT = 2**53 - 1

SALT_BYTES = 16


def _sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _sm3(data: bytes) -> bytes:
    """SM3 (GB/T 32905-2016), from OpenSSL where it has it, else from ``cryptography``."""
    try:
        return hashlib.new("sm3", data, usedforsecurity=True).digest()
    except ValueError:
        from cryptography.hazmat.primitives import hashes

        state = hashes.Hash(hashes.SM3())
        state.update(data)
        return state.finalize()


# Names are published: they stand in sealed entries. A name is never given another meaning.
DIGESTS: dict[str, Callable[[bytes], bytes]] = {"sha256": _sha256, "sm3": _sm3}

DEFAULT_ALGORITHM = "sha256"

_TEXT: frozenset[type] = frozenset({str})
_LEAVES: frozenset[type] = frozenset({str, bool, type(None)})
# a value that holds itself never comes so far: looking whether it is plain would not end before
_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False
)


class NotSealableError(ValueError):
    """A value that has no canonical bytes; the message names the place inside the value."""


class UnknownAlgorithmError(ValueError):
    """A digest that stands under no published name."""


def canonical(value: object) -> bytes:
    """The one byte string that stands for ``value``.

    JSON in UTF-8, keys sorted by code point, no blanks, nothing escaped that need not be. Only
    str, int, bool, None, list and dict with str keys; a float would be written differently by
    different programs, so it is refused, as is an integer past ±(2^53-1).

    Raises NotSealableError.
    """
    if not _is_plain(value):
        _check(value, "")
    try:
        return dump(value)
    except UnicodeEncodeError as broken:
        raise NotSealableError(f"half a character (lone surrogate): {broken}") from broken


def dump(value: object) -> bytes:
    """Like ``canonical`` for a value already known to be made of the allowed types."""
    return _ENCODER.encode(value).encode()


def _is_plain(value: object) -> bool:
    """Whether ``value`` is made of the allowed types and no others; False: look closer.

    Every entry passes here, and nearly every one is plain; where something is not, ``_check``
    finds the place.
    """
    kind = type(value)
    if kind in _LEAVES:
        return True
    if isinstance(value, int):
        return kind is int and abs(value) <= GREATEST_INT
    if kind is dict and isinstance(value, dict):
        inner: Iterable[object] = value.values()
        if not _TEXT.issuperset(map(type, value)):
            return False
    elif kind is list and isinstance(value, list):
        inner = value
    else:
        return False
    return _LEAVES.issuperset(map(type, inner)) or all(map(_is_plain, inner))


def _check(value: object, place: str) -> None:
    if value is None or isinstance(value, str | bool):
        return
    if isinstance(value, int):
        if abs(value) > GREATEST_INT:
            raise NotSealableError(f"{place or '/'}: integer past 2^53-1")
    elif isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise NotSealableError(f"{place or '/'}: key {key!r} is not text")
            _check(inner, f"{place}/{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            _check(inner, f"{place}/{index}")
    else:
        raise NotSealableError(f"{place or '/'}: {type(value).__name__} cannot be sealed")


def raw_digest(algorithm: str, data: bytes) -> bytes:
    """The digest of ``data`` as bytes. Raises UnknownAlgorithmError."""
    try:
        compute = DIGESTS[algorithm]
    except KeyError:
        raise UnknownAlgorithmError(
            f"no digest called {algorithm!r}; known: {', '.join(sorted(DIGESTS))}"
        ) from None
    return compute(data)


def digest(algorithm: str, data: bytes) -> str:
    """The digest of ``data`` in lower-case hexadecimal. Raises UnknownAlgorithmError."""
    return raw_digest(algorithm, data).hex()


def commitment(algorithm: str, salt: bytes, field: str, text: str) -> str:
    """Binds an entry to a text that is kept beside it and may be erased one day.

    Without the salt nobody can tell by trying whether a name or a phone number was the text. The
    salt has a fixed length, so that no two (salt, field, text) share one input.

    Raises NotSealableError for a salt of another length, UnknownAlgorithmError.
    """
    if len(salt) != SALT_BYTES:
        raise NotSealableError(f"a salt has {SALT_BYTES} bytes, not {len(salt)}")
    return digest(algorithm, b"bancheng detail\x00" + salt + canonical([field, text]))
