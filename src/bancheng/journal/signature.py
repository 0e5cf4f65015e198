"""签名: names of keys, and whether an Ed25519 signature holds. Pure."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from bancheng.core.seal import digest


def key_id(key: bytes) -> str:
    """The name under which a key is spoken of: sixteen hexadecimal digits."""
    return digest("sha256", b"bancheng key id\x00" + key)[:16]


def signed_by(public: bytes, signature: bytes, data: bytes) -> bool:
    """Whether ``public`` signed ``data``."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True
