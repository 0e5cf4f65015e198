"""归档信息包的结构: the names within a package, and what its manifest and signature say. Pure.

Published (``docs/archive.md``): a package made today is read for as long as it is kept, so the
number of the form changes when anything here does, and the check knows every number there was.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bancheng.core.seal import canonical, digest
from bancheng.journal.signature import key_id, signed_by
from bancheng.journal.signed_head import SIGNER

FORMAT = 1
MANIFEST = "manifest.json"
SIGNATURE = "signature.json"
METADATA = "metadata.xml"
README = "说明.txt"
ENTRIES = "journal/entries.jsonl"
TEXTS = "journal/texts.jsonl"
CHECKPOINT = "journal/checkpoint.json"
PAPERS, ATTACHMENTS = "papers/", "attachments/"
REQUIRED = (METADATA, README, ENTRIES, TEXTS, CHECKPOINT)
ALGORITHM = "sha256"
SIGNED = b"bancheng archive manifest\x00"
"""Before what is signed, so that no signature under a checkpoint can pass for one of a package."""

HEAD = ("number", "made", "case", "chain", "at", "version")
"""What the manifest says of the package as a whole."""
OF_FILE = frozenset({"name", "size", "digest"})


@dataclass(frozen=True, slots=True)
class Head:
    """档号, the how-manieth making, case, chain, when (ISO, UTC), and how many entries."""

    number: str
    made: int
    case: str
    chain: str
    at: str
    version: int


def manifest_of(head: Head, files: Mapping[str, bytes]) -> bytes:
    """The list of digests: every file but the manifest and the signature, in order."""
    listed = [
        {
            "name": name,
            "size": len(content),
            "digest": f"{ALGORITHM}:{digest(ALGORITHM, content)}",
        }
        for name, content in files.items()
    ]
    told = {name: getattr(head, name) for name in HEAD}
    return canonical({"bancheng_archive": FORMAT, **told, "files": listed})


def signature_of(manifest: bytes, private: Ed25519PrivateKey) -> bytes:
    """The signature over a manifest, with the public half of the key beside it."""
    public = private.public_key().public_bytes_raw()
    return canonical(
        {
            "archive_signature": FORMAT,
            "signer": SIGNER,
            "key": key_id(public),
            "public_key": public.hex(),
            "signature": base64.b64encode(private.sign(SIGNED + manifest)).decode(),
        }
    )


def is_signed(manifest: bytes, signature: bytes, public: bytes) -> bool:
    """Whether this key signed this manifest."""
    return signed_by(public, signature, SIGNED + manifest)
