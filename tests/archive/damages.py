"""Seventy ways a package can be wrong, each with the one fault that the check must name."""

from __future__ import annotations

import json
import re
import struct
import warnings
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bancheng.archive.layout import CHECKPOINT, ENTRIES, MANIFEST, METADATA, SIGNATURE, TEXTS
from bancheng.core.seal import canonical, digest
from tests.archive.damaging import Files, Good
from tests.files import made

Damage = Callable[[Good], bytes]
STRANGER = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
PLAIN_PDF = made.pdf()


def put(name: str, content: bytes) -> Callable[[Files], None]:
    return lambda files: files.__setitem__(name, content)


def drop(name: str) -> Callable[[Files], None]:
    return lambda files: files.__delitem__(name)


def swap(name: str, old: str, new: str) -> Callable[[Files], None]:
    def done(files: Files) -> None:
        text = files[name].decode()
        assert old in text
        files[name] = text.replace(old, new, 1).encode()

    return done


def with_part(
    name: str, how: Callable[[ZipInfo], None] | None = None, content: bytes = b"x"
) -> Damage:
    """One more part in the ZIP, written as no honest program writes it."""

    def done(good: Good) -> bytes:
        whole = BytesIO(good.content)
        info = ZipInfo(name)
        info.compress_type = ZIP_DEFLATED
        if how:
            how(info)
        with warnings.catch_warnings(), ZipFile(whole, "a") as opened:
            warnings.simplefilter("ignore")
            opened.writestr(info, content)
        return whole.getvalue()

    return done


def bzip2(info: ZipInfo) -> None:
    info.compress_type = ZIP_BZIP2


def link(info: ZipInfo) -> None:
    info.create_system, info.external_attr = 3, 0o120777 << 16


def locked(good: Good) -> bytes:
    """The first part says that it is encrypted, in its own header and in the directory."""
    content = bytearray(good.content)
    directory = content.index(b"PK\x01\x02")
    content[6] |= 1
    content[directory + 8] |= 1
    return bytes(content)


def flipped_within(good: Good) -> bytes:
    """A byte of a stored part changed, the checksum left."""
    with ZipFile(BytesIO(good.content)) as opened:
        info = opened.getinfo(good.first("papers/"))
    at = info.header_offset + 30 + len(info.filename.encode()) + info.compress_size // 2
    content = bytearray(good.content)
    content[at] ^= 0xFF
    return bytes(content)


def overlapping(good: Good) -> bytes:
    """The directory leads two names to one place."""
    content = bytearray(good.content)
    first = content.index(b"PK\x01\x02")
    second = content.index(b"PK\x01\x02", first + 4)
    struct.pack_into("<L", content, second + 42, 0)
    return bytes(content)


def bomb(good: Good) -> bytes:
    """Nothing but zeros, a hundred times the package and more."""
    zeros = bytes(len(good.content) * 100 + 30_000_000)
    return with_part("attachments/999.txt", content=zeros)(good)


def row(number: int, **changes: object) -> Callable[[list[dict[str, Any]]], None]:
    return lambda rows: rows[number].update(changes)


def sealed_anew(**changes: object) -> Callable[[list[dict[str, Any]]], None]:
    """An entry's content changed and its hash made to fit: only the tree can tell."""

    def done(rows: list[dict[str, Any]]) -> None:
        content = json.loads(rows[1]["sealed"]) | changes
        rows[1]["sealed"] = canonical(content).decode()
        rows[1]["hash"] = digest("sha256", rows[1]["sealed"].encode())

    return done


def attachment(kind: str, ending: str, content: bytes) -> Damage:
    """The attachment replaced by another file, the metadata made to fit."""

    def done(good: Good) -> bytes:
        name = good.first("attachments/")

        def change(files: Files) -> None:
            other = name.rpartition(".")[0] + ending
            del files[name]
            files[other] = content
            files[METADATA] = (
                files[METADATA].decode().replace(name, other).replace("text/plain", kind).encode()
            )

        return good.resigned(change)

    return done


def unlisted_attachment(good: Good) -> bytes:
    """The attachment taken out of package and catalogue alike."""
    name = good.first("attachments/")

    def change(files: Files) -> None:
        del files[name]
        head, _, rest = files[METADATA].decode().partition(f"<计算机文件名>{name}")
        before, _, _ = head.rpartition("<材料 ")
        files[METADATA] = (before + rest.partition("</材料>")[2]).encode()

    return good.resigned(change)


def stranger_signs(good: Good) -> bytes:
    return Good(good.content, STRANGER, good.keys).resigned(lambda files: None)


def archived_nowhere(good: Good) -> bytes:
    """A package made before the archiving: the excerpt ends one entry too soon, and says so."""
    files: Files = good.files
    rows = [json.loads(line) for line in files[ENTRIES].splitlines()]
    position, version = rows[-1]["position"], good.head.version - 1

    def change(files: Files) -> None:
        files[ENTRIES] = b"".join(files[ENTRIES].splitlines(keepends=True)[:-1])
        kept = [
            line
            for line in files[TEXTS].splitlines(keepends=True)
            if json.loads(line)["position"] != position
        ]
        files[TEXTS] = b"".join(kept)

    return good.resigned(change, replace(good.head, version=version))


def between(good: Good) -> bytes:
    end = good.content.rindex(b"PK\x05\x06")
    return good.content[:end] + b"hidden" + good.content[end:]


def too_many(good: Good) -> bytes:
    whole = BytesIO(good.content)
    with ZipFile(whole, "a") as opened:
        for number in range(2_000):
            opened.writestr(f"attachments/{number}.txt", b"x")
    return whole.getvalue()


def without_papers(good: Good) -> bytes:
    """No paper, and none in the catalogue."""

    def change(files: Files) -> None:
        for name in [name for name in files if name.startswith("papers/")]:
            del files[name]
        told = files[METADATA].decode()
        paper = re.compile(r'<材料 序号="\d+" 类别="文书">.*?</材料>', re.DOTALL)
        files[METADATA] = paper.sub("", told).encode()

    return good.resigned(change)


PDF = "papers/02.pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MACROS = {"word/vbaProject.bin": b"\xd0\xcf"}

DAMAGES: dict[str, tuple[Damage, str]] = {
    "not a zip": (lambda good: b"<html>404</html>" * 40, "not_a_package"),
    "empty": (lambda good: b"", "not_a_package"),
    "cut off": (lambda good: good.content[:-300], "not_whole"),
    "half of it": (lambda good: good.content[: len(good.content) // 2], "not_whole"),
    "something behind": (lambda good: good.content + b"MZ program", "bytes_behind"),
    "something before": (lambda good: b"MZ program" + good.content, "bytes_before"),
    "two of one name": (with_part(METADATA), "name_twice"),
    "two names but for case": (with_part("METADATA.XML"), "name_twice"),
    "climbing name": (with_part("../../etc/cron.d/x"), "climbs"),
    "climbing with backslashes": (with_part("..\\..\\x.exe"), "climbs"),
    "absolute name": (with_part("/etc/passwd"), "absolute"),
    "name on a drive": (with_part("C:x.txt"), "absolute"),
    "invisible name": (with_part("attachments/\u202etxt.exe"), "odd_name"),
    "a link": (with_part("attachments/link", link), "not_a_file"),
    "a folder": (with_part("attachments/more/"), "not_a_file"),
    "locked": (locked, "locked"),
    "odd packing": (with_part("attachments/9.txt", bzip2), "odd_packing"),
    "bomb": (bomb, "bomb"),
    "overlapping": (overlapping, "overlapping"),
    "something between": (between, "bytes_between"),
    "too many parts": (too_many, "too_many"),
    "a byte flipped": (flipped_within, "part_damaged"),
    "no manifest": (lambda good: good.changed(drop(MANIFEST)), "no_manifest"),
    "manifest torn": (lambda good: good.changed(put(MANIFEST, b"{")), "manifest_unreadable"),
    "manifest of tomorrow": (
        lambda good: good.manifested(lambda told: told.update(bancheng_archive=99)),
        "manifest_of_another_form",
    ),
    "manifest without number": (
        lambda good: good.manifested(lambda told: told.pop("number")),
        "manifest_incomplete",
    ),
    "file missing": (lambda good: good.changed(drop(PDF)), "missing"),
    "file too much": (lambda good: good.changed(put("papers/99.pdf", PLAIN_PDF)), "extra"),
    "paper changed": (lambda good: good.changed(put(PDF, PLAIN_PDF)), "changed"),
    "metadata changed": (
        lambda good: good.changed(swap(METADATA, "定期10年", "定期30年")),
        "changed",
    ),
    "listed twice": (
        lambda good: good.manifested(lambda told: told["files"].append(told["files"][0])),
        "listed_twice",
    ),
    "unknown digest": (
        lambda good: good.manifested(lambda told: told["files"][0].update(digest="md9:00")),
        "odd_digest",
    ),
    "no texts at all": (lambda good: good.resigned(drop(TEXTS)), "not_listed"),
    "no signature": (lambda good: good.changed(drop(SIGNATURE)), "no_signature"),
    "signature torn": (lambda good: good.changed(put(SIGNATURE, b"[]")), "signature_unreadable"),
    "signature of another manifest": (
        lambda good: good.changed(swap(MANIFEST, '"made":1', '"made":2')),
        "signature_broken",
    ),
    "another key": (stranger_signs, "other_key"),
    "checkpoint torn": (
        lambda good: good.resigned(put(CHECKPOINT, b"{}")),
        "checkpoint_unreadable",
    ),
    "checkpoint of a longer chain": (
        lambda good: good.checkpoint(lambda told: told.update(size=99)),
        "checkpoint_forged",
    ),
    "checkpoint of another unit": (
        lambda good: good.resigned(lambda files: None, replace(good.head, chain="elsewhere")),
        "checkpoint_of_another",
    ),
    "excerpt torn": (lambda good: good.resigned(put(ENTRIES, b"{]\n")), "entries_unreadable"),
    "entry changed": (
        lambda good: good.entries(row(1, hash="0" * 64)),
        "entry_changed",
    ),
    "entry sealed anew": (
        lambda good: good.entries(sealed_anew(done_at="2026-01-01T00:00:00.000000Z")),
        "entry_not_proven",
    ),
    "entry of another case": (
        lambda good: good.entries(sealed_anew(case="MQ2026-9999")),
        "entry_of_another",
    ),
    "wrong path": (lambda good: good.entries(row(2, path=[])), "entry_not_proven"),
    "entry at another place": (lambda good: good.entries(row(2, position=1)), "entry_not_proven"),
    "wrong order": (lambda good: good.entries(lambda rows: rows.reverse()), "entries_out_of_order"),
    "an entry left out": (lambda good: good.entries(lambda rows: rows.pop(3)), "entry_missing"),
    "the last left out": (lambda good: good.entries(lambda rows: rows.pop()), "entry_missing"),
    "an entry twice": (
        lambda good: good.entries(lambda rows: rows.append(rows[-1])),
        "entry_twice",
    ),
    "not archived": (archived_nowhere, "not_archived"),
    "texts torn": (lambda good: good.resigned(put(TEXTS, b"{}\n")), "texts_unreadable"),
    "a word changed": (
        lambda good: good.texts(row(0, text="别的话")),
        "text_changed",
    ),
    "a text left out": (lambda good: good.texts(lambda rows: rows.pop(0)), "text_missing"),
    "a text added": (
        lambda good: good.texts(lambda rows: rows.append(rows[0] | {"field": "more"})),
        "text_added",
    ),
    "metadata torn": (
        lambda good: good.resigned(swap(METADATA, "</办件>", "")),
        "metadata_unreadable",
    ),
    "metadata of another form": (
        lambda good: good.resigned(put(METADATA, b"<html/>")),
        "metadata_of_another_form",
    ),
    "metadata reaching out": (
        lambda good: good.resigned(put(METADATA, b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>')),
        "metadata_reaches_out",
    ),
    "metadata without title": (
        lambda good: good.resigned(swap(METADATA, "<题名>", "<题>")),
        "metadata_unreadable",
    ),
    "metadata without term": (
        lambda good: good.resigned(swap(METADATA, "<年度>2026</年度>", "")),
        "metadata_lacks",
    ),
    "metadata of another number": (
        lambda good: good.resigned(swap(METADATA, "<档号>2026-D10-0001", "<档号>2026-D10-0002")),
        "metadata_differs",
    ),
    "catalogue lists what is not there": (
        lambda good: good.resigned(drop(PDF)),
        "material_missing",
    ),
    "paper not in the catalogue": (
        lambda good: good.resigned(lambda f: f.update({"papers/99.pdf": f[PDF]})),
        "material_not_in_catalogue",
    ),
    "no papers": (without_papers, "no_papers"),
    "paper no PDF": (lambda good: good.resigned(put(PDF, b"<html>")), "paper_unreadable"),
    "paper no PDF/A": (lambda good: good.resigned(put(PDF, PLAIN_PDF)), "not_pdfa"),
    "paper that acts": (
        lambda good: good.resigned(put(PDF, made.pdf(b"1 0 obj<</S/JavaScript>>endobj\n"))),
        "paper_acts",
    ),
    "attachment left out": (unlisted_attachment, "attachment_missing"),
    "attachment changed": (
        attachment("text/plain", ".txt", "别的说明".encode()),
        "attachment_changed",
    ),
    "attachment a program": (attachment("text/plain", ".txt", b"MZ\x90\0"), "program"),
    "attachment an old office file": (
        attachment("text/plain", ".txt", b"\xd0\xcf\x11\xe0\xa1\xb1"),
        "program",
    ),
    "attachment of a kind not allowed": (
        attachment("application/x-msdownload", ".exe", b"hello"),
        "odd_kind",
    ),
    "attachment with macros": (attachment(DOCX, ".docx", made.document(**MACROS)), "macros"),
    "attachment that acts": (
        attachment("application/pdf", ".pdf", made.pdf(b"1 0 obj<</S/Launch>>endobj\n")),
        "attachment_acts",
    ),
    "attachment of another kind": (
        attachment("image/png", ".png", b"no picture"),
        "attachment_unreadable",
    ),
    "attachment nobody attached": (
        lambda good: good.resigned(swap(METADATA, "<标识>", "<标识>0")),
        "attachment_missing",
    ),
}
