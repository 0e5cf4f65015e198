"""签名请求: what of a request is signed, how, and whether a signature and its time are right.

Pure: no clock, no table, no Django. Both sides build the same words from a request and take the
HMAC of them under a shared secret, so that nothing of it can be changed, sent again or sent later.
Signed are: the algorithm, the key's name, method, path, query exactly as sent, digest of the body,
time, nonce, and the two headers that change what a request does.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.hmac import HMAC

VERSION = "bancheng-1"
WINDOW_SECONDS = 300
LONGEST_BODY = 1_000_000
"""Bytes; whatever is longer is not even read."""

KEY, TIME, NONCE, SIGNATURE = (
    "X-Bancheng-Key",
    "X-Bancheng-Time",
    "X-Bancheng-Nonce",
    "X-Bancheng-Signature",
)
ONCE, MATCH = "Idempotency-Key", "If-Match"
SIGNED_TOO = (ONCE, MATCH)
"""Headers that change what a request does; an absent one is signed as empty."""

ALGORITHMS: dict[str, Callable[[], hashes.HashAlgorithm]] = {
    "hmac-sha256": hashes.SHA256,
    "hmac-sm3": hashes.SM3,
}
SAFE_IN_PATH = "/-._~"
_SHAPES = {
    KEY: re.compile(r"[a-z0-9]{16}"),
    TIME: re.compile(r"[0-9]{10}"),
    NONCE: re.compile(r"[A-Za-z0-9_-]{16,64}"),
    SIGNATURE: re.compile(r"[0-9a-f]{64}"),
}
_LINE = re.compile(r"[\x20-\x7e]*")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as far as it is signed. ``path`` decoded, ``query`` as it was sent."""

    method: str
    path: str
    query: str
    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Seal:
    """What a request says of its signature."""

    key: str
    time: int
    nonce: str
    signature: str


def seal_of(headers: Mapping[str, str]) -> Seal | None:
    """What the four headers say; None where one is missing or is none."""
    found = {name: headers.get(name, "") for name in _SHAPES}
    if not all(shape.fullmatch(found[name]) for name, shape in _SHAPES.items()):
        return None
    return Seal(found[KEY], int(found[TIME]), found[NONCE], found[SIGNATURE])


def canonical(asked: Asked, algorithm: str, key: str, time: int, nonce: str) -> bytes:
    """The words that are signed, one part a line.

    ValueError where a part would break its line: then two requests could have the same words.
    """
    parts = [
        VERSION,
        algorithm,
        key,
        asked.method.upper(),
        quote(asked.path, safe=SAFE_IN_PATH),
        asked.query,
        digest(algorithm, asked.body),
        str(time),
        nonce,
        *(asked.headers.get(name, "") for name in SIGNED_TOO),
    ]
    if not all(_LINE.fullmatch(part) for part in parts):
        raise ValueError("a part of the request does not fit into one line")
    return "\n".join(parts).encode("ascii")


def digest(algorithm: str, body: bytes) -> str:
    """The body's digest by the hash of the algorithm, in hexadecimal."""
    taken = hashes.Hash(ALGORITHMS[algorithm]())
    taken.update(body)
    return taken.finalize().hex()


def sign(secret: str, asked: Asked, algorithm: str, key: str, time: int, nonce: str) -> str:
    """The signature, in hexadecimal. ValueError as of ``canonical``."""
    mac = HMAC(secret.encode("ascii"), ALGORITHMS[algorithm]())
    mac.update(canonical(asked, algorithm, key, time, nonce))
    return mac.finalize().hex()


def is_signed(secret: str, asked: Asked, algorithm: str, seal: Seal) -> bool:
    """Whether the signature is that of this very request; compared in constant time."""
    try:
        right = sign(secret, asked, algorithm, seal.key, seal.time, seal.nonce)
    except ValueError:
        return False
    return hmac.compare_digest(right, seal.signature)


def is_in_time(seal: Seal, now: float) -> bool:
    """Whether it was signed within five minutes of now, before or after."""
    return abs(now - seal.time) <= WINDOW_SECONDS
