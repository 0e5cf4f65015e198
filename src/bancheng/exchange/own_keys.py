"""本机密钥: what this installation signs with and what others encrypt to.

Signed with the key that signs checkpoints (one key to publish, one to keep safe); a second one,
made at first use beside it, opens what was encrypted for us. Both lie in the data folder only.
"""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from bancheng.exchange.card import Card
from bancheng.journal.cipher import KEY_BYTES, new_key
from bancheng.journal.data_folder import create_once, folder
from bancheng.journal.keys import signing_key
from bancheng.journal.mistakes import KeyFileError
from bancheng.people.unit import Unit

FILE = "exchange.key"


def opening_key() -> X25519PrivateKey:
    """The key that opens files made for us. Raises KeyFileError."""
    path = folder("keys") / FILE
    if not path.exists():
        create_once(path, new_key().hex().encode() + b"\n")
    try:
        key = bytes.fromhex(path.read_text("ascii").strip())
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise KeyFileError(
            f"密钥文件 {path} 已损坏（应为 64 个十六进制字符）。请从保管处取回原件。"
        )
    return X25519PrivateKey.from_private_bytes(key)


def own_card(unit: Unit) -> Card:
    """What a partner enters for one of our units."""
    return Card(
        unit=unit.code,
        name=unit.name,
        signs=signing_key().public_key().public_bytes_raw().hex(),
        opens=opening_key().public_key().public_bytes_raw().hex(),
    )
