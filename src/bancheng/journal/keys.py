"""密钥文件: the master key and the signing key, in the data folder and never in the database.

Made at first use. The key files belong into a safe place of their own, apart from the database's
backups: whoever erases a person's details must be able to count on old backups being unreadable
once the key is changed, and whoever loses the master key loses every text.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from bancheng.journal.cipher import KEY_BYTES, new_key
from bancheng.journal.data_folder import create_once, folder
from bancheng.journal.mistakes import KeyFileError
from bancheng.journal.signature import key_id


@dataclass(frozen=True, slots=True)
class MasterKey:
    """The key that wraps case keys. ``id`` tells keys apart without telling anything of them."""

    id: str
    key: bytes

    def __repr__(self) -> str:
        return f"MasterKey({self.id})"


def master_key(may_create: Callable[[], bool]) -> MasterKey:
    """The master key, made at first use where ``may_create()`` says nothing depends on an old one.

    Raises KeyFileError: a key that was lost is never replaced silently.
    """
    path = _master_path(settings.BANCHENG_DATA)
    if not os.path.exists(path):
        if not may_create():
            raise KeyFileError(
                f"找不到主密钥文件 {path}，而库中已有用它加密的内容。请从保管处取回该文件，"
                "放回原位后重试；不要新建，否则已有的姓名、电话和文字都读不出来。"
            )
        create_once(folder("keys") / path.name, new_key().hex().encode() + b"\n")
    return _read_master(path)


@lru_cache(maxsize=8)
def _master_path(data: Path | str) -> Path:
    return Path(data) / "keys" / "master.key"


@lru_cache(maxsize=8)
def _read_master(path: Path) -> MasterKey:
    key = _read_key(path)
    return MasterKey(key_id(key), key)


def _read_key(path: Path) -> bytes:
    try:
        key = bytes.fromhex(path.read_text("ascii").strip())
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise KeyFileError(
            f"密钥文件 {path} 已损坏（应为 64 个十六进制字符）。请从保管处取回原件。"
        )
    return key


def signing_key() -> Ed25519PrivateKey:
    """The key that signs checkpoints, made at first use, its public half put beside it.

    Raises KeyFileError.
    """
    path = folder("keys") / "checkpoint.key"
    if not path.exists():
        create_once(path, new_key().hex().encode() + b"\n")
    private = Ed25519PrivateKey.from_private_bytes(_read_key(path))
    public = private.public_key().public_bytes_raw()
    published = path.with_name(f"checkpoint-{key_id(public)}.pub")
    if not published.exists():
        create_once(published, public.hex().encode() + b"\n")
    return private


def public_keys() -> dict[str, bytes]:
    """The public keys this installation trusts, by id; those of earlier signing keys stay."""
    keys = (_read_key(path) for path in sorted(folder("keys").glob("checkpoint-*.pub")))
    return {key_id(key): key for key in keys}
