"""四性检测 of one package: shell, manifest, signature, journal, metadata, papers and attachments.

Each step looks only at what the steps before found sound, so that one damage is one fault.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bancheng.archive.checking import container, contents, describing, listing, proof, signing
from bancheng.archive.checking.fault import Fault, Quality, safe
from bancheng.archive.layout import METADATA, Head
from bancheng.archive.metadata import ATTACHED


@dataclass(frozen=True, slots=True)
class Report:
    """What was found. ``key``: who signed; ``vouched``: the key was known from elsewhere."""

    faults: tuple[Fault, ...]
    head: Head | None = None
    key: str = ""
    vouched: bool = False
    papers: int = 0
    attachments: int = 0
    entries: int = 0

    @property
    def ok(self) -> bool:
        """Nothing is wrong."""
        return not self.faults

    def of(self, quality: Quality) -> list[Fault]:
        """The faults of one of the four."""
        return [fault for fault in self.faults if fault.quality is quality]


def check_file(path: Path, keys: Mapping[str, bytes] | None = None) -> Report:
    """A package on disk. Raises OSError."""
    if path.stat().st_size > container.MOST_UNPACKED:
        return Report((safe("bomb", "", "文件大得不正常，不像一件的归档包。"),))
    return check(path.read_bytes(), keys)


def check(content: bytes, keys: Mapping[str, bytes] | None = None) -> Report:
    """``keys``: the public keys to trust, by id. Without them the one in the package is believed,
    which shows only that the package agrees with itself: compare the key's id with one kept
    elsewhere."""
    files, faults = container.unpacked(content)
    if faults:
        return Report(tuple(faults))
    told, faults = listing.manifest_in(files)
    if faults:
        return Report(tuple(faults))
    head = listing.head_of(told)
    faults = listing.compared(files, told)
    signed, wrong = signing.signer_of(files, keys)
    faults += wrong
    key = signed.key if signed else ""
    vouched = keys is not None and not wrong
    if faults or signed is None:
        return Report(tuple(faults), head, key, vouched)
    return _within(files, head, signed, keys)


def _within(
    files: Mapping[str, bytes],
    head: Head,
    signed: signing.Signed,
    keys: Mapping[str, bytes] | None,
) -> Report:
    """What is in the files, all of which are as they were signed."""
    trusted = {signed.key: signed.public} if keys is None else keys
    found = proof.proven(files, head, trusted)
    faults = [*found.faults, *contents.papers(files)]
    root, wrong = describing.read_metadata(files[METADATA])
    faults += wrong
    listed = [] if root is None else describing.materials(root)
    if root is not None:
        faults += describing.described(root, head, files)
        if not found.faults:
            faults += contents.attachments(files, listed, found)
    return Report(
        tuple(faults),
        head,
        signed.key,
        keys is not None,
        papers=sum(one.sort != ATTACHED for one in listed),
        attachments=sum(one.sort == ATTACHED for one in listed),
        entries=len(found.contents),
    )
