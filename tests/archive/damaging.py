"""A good package taken apart, damaged, and put together again — with and without the signing key.

Whoever has no key can only change bytes; whoever has it (or a faulty maker) can sign anything, and
what is signed must still be held against journal, sealed digests and form.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bancheng.archive.layout import (
    CHECKPOINT,
    ENTRIES,
    MANIFEST,
    SIGNATURE,
    TEXTS,
    Head,
    manifest_of,
    signature_of,
)
from bancheng.archive.zipping import zipped
from bancheng.core.seal import canonical

Files = dict[str, bytes]


@dataclass(frozen=True)
class Good:
    """A package, the key that signed it, and the public keys one would trust."""

    content: bytes
    private: Ed25519PrivateKey
    keys: Mapping[str, bytes]

    @property
    def files(self) -> Files:
        """What it holds."""
        with ZipFile(BytesIO(self.content)) as opened:
            return {name: opened.read(name) for name in opened.namelist()}

    @property
    def told(self) -> dict[str, Any]:
        """Its manifest."""
        return dict(json.loads(self.files[MANIFEST]))

    @property
    def head(self) -> Head:
        """Its head."""
        return Head(**{name: self.told[name] for name in Head.__slots__})

    def first(self, prefix: str) -> str:
        """The first file below a folder."""
        return sorted(name for name in self.files if name.startswith(prefix))[0]

    def changed(self, change: Callable[[Files], None]) -> bytes:
        """Repacked without the key: manifest and signature stay as they were."""
        files = self.files
        change(files)
        return zipped(files)

    def resigned(self, change: Callable[[Files], None], head: Head | None = None) -> bytes:
        """Repacked by somebody who holds the key: manifest and signature are made anew."""
        files = self.files
        del files[MANIFEST], files[SIGNATURE]
        change(files)
        manifest = manifest_of(head or self.head, files)
        signature = signature_of(manifest, self.private)
        return zipped({**files, MANIFEST: manifest, SIGNATURE: signature})

    def manifested(self, change: Callable[[dict[str, Any]], object]) -> bytes:
        """The manifest changed and signed, the files as they were."""
        files, told = self.files, self.told
        change(told)
        files[MANIFEST] = canonical(told)
        files[SIGNATURE] = signature_of(files[MANIFEST], self.private)
        return zipped(files)

    def entries(self, change: Callable[[list[dict[str, Any]]], object]) -> bytes:
        """The excerpt changed and signed."""
        return self.resigned(lambda files: lines(files, ENTRIES, change))

    def texts(self, change: Callable[[list[dict[str, Any]]], object]) -> bytes:
        """The texts changed and signed."""
        return self.resigned(lambda files: lines(files, TEXTS, change))

    def checkpoint(self, change: Callable[[dict[str, Any]], object]) -> bytes:
        """The checkpoint changed, and the package signed."""

        def done(files: Files) -> None:
            told = json.loads(files[CHECKPOINT])
            change(told)
            files[CHECKPOINT] = canonical(told)

        return self.resigned(done)


def lines(files: Files, name: str, change: Callable[[list[dict[str, Any]]], object]) -> None:
    """A file of lines, changed."""
    rows = [json.loads(line) for line in files[name].splitlines()]
    change(rows)
    files[name] = b"".join(canonical(row) + b"\n" for row in rows)
