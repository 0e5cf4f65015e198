"""检测签名: whether the manifest was signed, by a key that is known from elsewhere."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass

from bancheng.archive.checking.fault import Fault, authentic, usable
from bancheng.archive.layout import FORMAT, MANIFEST, SIGNATURE, is_signed
from bancheng.journal.signature import key_id
from bancheng.journal.signed_head import SIGNER

KEYS = frozenset({"archive_signature", "signer", "key", "public_key", "signature"})


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signed: the key's name and itself."""

    key: str
    public: bytes


def signer_of(
    files: Mapping[str, bytes], keys: Mapping[str, bytes] | None
) -> tuple[Signed | None, list[Fault]]:
    """The key that truly signed the manifest. ``keys``: those to trust; None believes the one in
    the package, which shows only that the package agrees with itself."""
    if SIGNATURE not in files:
        return None, [authentic("no_signature", SIGNATURE, "清单没有签名，不能证明是谁做的。")]
    try:
        told = json.loads(files[SIGNATURE])
        if told.keys() != KEYS or (told["archive_signature"], told["signer"]) != (FORMAT, SIGNER):
            raise ValueError("of another form")
        public = bytes.fromhex(told["public_key"])
        signature = base64.b64decode(told["signature"], validate=True)
    except (ValueError, AttributeError, TypeError, RecursionError):
        return None, [usable("signature_unreadable", SIGNATURE, "签名文件读不出来。")]
    signed = Signed(key_id(public), public)
    if keys is not None and signed.key not in keys:
        said = f"签名用的密钥（{signed.key}）不是您给的或本机认得的。"
        return signed, [authentic("other_key", SIGNATURE, said)]
    if told["key"] != signed.key or not is_signed(files[MANIFEST], signature, public):
        return signed, [authentic("signature_broken", SIGNATURE, "签名和清单对不上，清单被改过。")]
    return signed, []
