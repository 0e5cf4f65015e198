"""成包: what was gathered, proof, metadata, manifest and signature as one file."""

from __future__ import annotations

from bancheng.archive.catalogue import CATALOGUE, catalogue
from bancheng.archive.checking.checking import check
from bancheng.archive.describing import description
from bancheng.archive.gathering import Gathered, as_pdf
from bancheng.archive.layout import (
    CHECKPOINT,
    ENTRIES,
    MANIFEST,
    METADATA,
    PAPERS,
    README,
    SIGNATURE,
    TEXTS,
    Head,
    manifest_of,
    signature_of,
)
from bancheng.archive.metadata import ATTACHED, PAPER, Material, written
from bancheng.archive.readme import readme
from bancheng.archive.retention import Keeping
from bancheng.archive.zipping import zipped
from bancheng.casework.look import Look
from bancheng.core.refusal import Refusal
from bancheng.core.seal import canonical
from bancheng.files.kind import Kind
from bancheng.journal.excerpt import Excerpt
from bancheng.journal.keys import public_keys, signing_key
from bancheng.journal.signature import key_id
from bancheng.papers.taking import site_fonts
from bancheng.typesetting.legible import Legible

FIRST_PAPER = f"{PAPERS}01.pdf"


def package_of(look: Look, head: Head, keeping: Keeping, has: Gathered, proof: Excerpt) -> bytes:
    """The package. Raises Refusal where it would not pass its own check."""
    sheet = _catalogue(look, head, keeping, has)
    has = Gathered(
        {FIRST_PAPER: sheet, **has.files},
        [_listed(look, len(sheet)), *has.materials],
        has.left_out,
    )
    private = signing_key()
    signer = key_id(private.public_key().public_bytes_raw())
    told = description(look, head.number, head.made, keeping, has)
    files = {
        README: readme(head, look.centre.name, signer),
        METADATA: written(told),
        **dict(sorted(has.files.items())),
        ENTRIES: _lines(proof.entries),
        TEXTS: _lines(proof.texts),
        CHECKPOINT: proof.checkpoint.line().encode(),
    }
    manifest = manifest_of(head, files)
    content = zipped({**files, MANIFEST: manifest, SIGNATURE: signature_of(manifest, private)})
    report = check(content, public_keys())
    if not report.ok:
        sentence = f"做好的归档包没有通过检测，没有保存。{report.faults[0].sentence}"
        raise Refusal("package_unsound", sentence)
    return content


def count(has: Gathered) -> tuple[int, int]:
    """How many papers, the catalogue among them, and how many attachments."""
    sorts = [one.sort for one in has.materials]
    return sorts.count(PAPER) + 1, sorts.count(ATTACHED)


def _catalogue(look: Look, head: Head, keeping: Keeping, has: Gathered) -> bytes:
    listed = [_listed(look, 0), *has.materials]
    paper = catalogue(look, head.number, keeping, listed, Legible(site_fonts()))
    return as_pdf(look, paper)


def _listed(look: Look, size: int) -> Material:
    day = f"{look.calendar.local(look.now):%Y-%m-%d}"
    kind = Kind.PDF.value
    return Material(FIRST_PAPER, CATALOGUE, PAPER, kind, size, day, look.centre.name)


def _lines(rows: tuple[dict[str, object], ...]) -> bytes:
    return b"".join(canonical(row) + b"\n" for row in rows)
