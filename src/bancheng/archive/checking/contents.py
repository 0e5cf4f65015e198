"""检测材料: papers are PDF/A and only paper; attachments are what was sealed, and cannot act."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bancheng.archive.checking.fault import Fault, authentic, safe, usable, whole
from bancheng.archive.checking.proof import Proof
from bancheng.archive.layout import PAPERS
from bancheng.archive.metadata import ATTACHED, Material
from bancheng.core.attachment import BESIDE, Attachment, read
from bancheng.core.refusal import Refusal
from bancheng.core.seal import DIGESTS, digest
from bancheng.files import office, pdf
from bancheng.files.kind import ENDINGS, Kind

PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xd0\xcf\x11\xe0")
"""How programs begin, and the old office files that may hold one without saying so."""
PART = re.compile(rb"pdfaid:part(?:>|=[\"'])\s*[123]")
CONFORMANCE = re.compile(rb"pdfaid:conformance(?:>|=[\"'])\s*[ABUabu]")
PICTURES = {Kind.JPEG: b"\xff\xd8\xff", Kind.PNG: b"\x89PNG\r\n\x1a\n"}
NOT_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f]")


def papers(files: Mapping[str, bytes]) -> Iterator[Fault]:
    """Every paper can still be read in many years, and does nothing."""
    found = [name for name in files if name.startswith(PAPERS)]
    if not found:
        yield whole("no_papers", PAPERS, "包里一张文书也没有。")
    for name in found:
        content = files[name]
        try:
            pdf.check(content)
        except Refusal as refusal:
            if refusal.code == "pdf_broken":
                yield usable("paper_unreadable", name, "文书打不开，不是完整的 PDF。")
            else:
                yield safe("paper_acts", name, "文书里有会自己运行的内容。")
            continue
        archival = PART.search(content) and CONFORMANCE.search(content)
        if not archival or b"/OutputIntent" not in content or b"/Encrypt" in content:
            yield usable("not_pdfa", name, "文书不是长期保存用的 PDF/A。")


def attachments(
    files: Mapping[str, bytes], listed: list[Material], proof: Proof
) -> Iterator[Fault]:
    """Every file that an act attached is here, the same, and harmless; struck ones may lack."""
    given = {one.id: one for one in listed if one.sort == ATTACHED}
    struck = {str(_data(content).get("struck")) for content in proof.contents}
    for (_, field), text in sorted(proof.texts.items()):
        if not field.startswith(BESIDE):
            continue
        file_id = field.removeprefix(BESIDE)
        if file_id not in given:
            if file_id not in struck:
                yield whole("attachment_missing", file_id, "日志里附上的这个文件，包里没有。")
            continue
        material = given.pop(file_id)
        if material.name in files:
            yield from _attachment(material, files[material.name], file_id, text)
    for one in given.values():
        said = "附件不在日志里，不是办理时附上的。"
        yield authentic("attachment_not_sealed", one.name, said)


def _attachment(one: Material, content: bytes, file_id: str, written: str) -> Iterator[Fault]:
    harm = _harm(one, content)
    if harm is not None:
        yield harm
        return
    try:
        about: Attachment = read(file_id, written)
    except ValueError:
        yield usable("attachment_unknown", one.name, "日志里记的附件名称和摘要读不出来。")
        return
    algorithm, _, wanted = about.digest.partition(":")
    if algorithm not in DIGESTS or digest(algorithm, content) != wanted:
        yield authentic("attachment_changed", one.name, "附件和当初附上的不是同一份。")


def _harm(one: Material, content: bytes) -> Fault | None:
    if content.startswith(PROGRAMS):
        return safe("program", one.name, "附件是程序，或者是可能带宏的老格式。")
    kind = next((kind for kind in Kind if kind.value == one.kind), None)
    if kind is None or not one.name.endswith(ENDINGS[kind]):
        return safe("odd_kind", one.name, f"附件的类型（{one.kind}）和文件名不符，或者不许收。")
    try:
        LOOKS[kind](content)
    except Refusal as refusal:
        if refusal.code in ("macros", "embedded", "strange_content", "outside", "bomb"):
            return safe("macros", one.name, "附件里有宏、嵌入的文件或会到别处取内容的指令。")
        if refusal.code in ("pdf_active", "pdf_double", "pdf_too_large"):
            return safe("attachment_acts", one.name, "附件里有会自己运行的内容。")
        return usable("attachment_unreadable", one.name, "附件打不开，和它的类型不符。")
    return None


def _looks_like(begins: bytes) -> Callable[[bytes], object]:
    def look(content: bytes) -> None:
        if not content.startswith(begins):
            raise Refusal("of_another_kind", "")

    return look


def _is_text(content: bytes) -> None:
    if NOT_TEXT.search(content):
        raise Refusal("of_another_kind", "")


LOOKS: Mapping[Kind, Callable[[bytes], object]] = {
    Kind.PDF: pdf.check,
    Kind.DOCX: office.check,
    Kind.XLSX: office.check,
    Kind.TEXT: _is_text,
    **{kind: _looks_like(begins) for kind, begins in PICTURES.items()},
}


def _data(content: Mapping[str, Any]) -> Mapping[str, Any]:
    body = content.get("body")
    data = body.get("data") if isinstance(body, dict) else None
    return data if isinstance(data, dict) else {}
