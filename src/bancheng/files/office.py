"""Word 和 Excel: documents of the open formats, without programs, foreign parts or calls outside.

Only what a document is made of may be in it. Macros, controls and embedded files can act; a link to
a template elsewhere makes the reader's program fetch it; a DTD can make a parser read other files.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree
from zipfile import ZipFile, ZipInfo

from bancheng.files import archive
from bancheng.files.kind import ALLOWED, Kind, unfit
from bancheng.files.naming import harmless

MAIN = {
    Kind.DOCX: "wordprocessingml.document.main+xml",
    Kind.XLSX: "spreadsheetml.sheet.main+xml",
}
TYPES = "[Content_Types].xml"
WRITTEN = frozenset({".xml", ".rels", ".vml"})
PARTS = WRITTEN | frozenset(
    {".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".wdp"}
    | {".odttf", ".fntdata"}
)
PRINTER = re.compile(r"^(?:xl|word)/printerSettings/[^/]+\.bin$")
MOST_OF_A_DIRECTORY = 1_000_000
NEVER = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY", "DDEAUTO", "<ddeLink")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
OVERLAP = max(map(len, NEVER))
DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
ENCODINGS = frozenset({b"utf-8", b"utf-16", b"us-ascii", b"ascii"})
LINKS = "/hyperlink"


def check(content: bytes) -> Kind:
    """Which of the two it is. Raises Refusal."""
    with archive.opened(content) as opened:
        parts = {part.filename: part for part in opened.infolist() if not part.is_dir()}
        kind = _kind(opened, parts)
        for name, part in parts.items():
            _check_part(opened, name, part)
    return kind


def _kind(opened: ZipFile, parts: dict[str, ZipInfo]) -> Kind:
    if "OFD.xml" in parts:
        raise unfit("ofd", "OFD 版式文件还不能收，请用阅读器另存为 PDF 再传。")
    if TYPES not in parts:
        raise unfit("archive", "压缩包不能作为附件，请解压后把里面的文件一个一个地传。")
    types = _read(opened, parts[TYPES])
    if "macroEnabled" in types or "vbaProject" in types or "ms-office.vba" in types:
        raise unfit("macros", MACROS)
    for kind, main in MAIN.items():
        if main in types:
            return kind
    if "presentationml" in types:
        raise unfit("slides", "演示文稿（PPT）请另存为 PDF 再传。")
    raise unfit("unknown_kind", f"认不出这是什么文件。{ALLOWED}")


MACROS = "文件里有宏或者控件，为安全起见不收。请另存为不带宏的 docx、xlsx，或者 PDF，再传。"
EMBEDDED = "文件里嵌着别的文件（{name}），不收。请把它另存后单独传，或者把整份另存为 PDF。"
STRANGE = "文件里有一般文档没有的指令（外部实体或调用程序），不收。请另存为 PDF 再传。"
OUTSIDE = "文件会到别处去取内容（外部链接或模板），不收。请断开链接另存，或者另存为 PDF，再传。"


def _check_part(opened: ZipFile, name: str, part: ZipInfo) -> None:
    lower = name.lower()
    ending = "." + lower.rpartition("/")[2].rpartition(".")[2]
    if "vba" in lower or "activex" in lower or "ctrlprops" in lower or "macrosheets" in lower:
        raise unfit("macros", MACROS)
    if "/embeddings/" in lower or (ending not in PARTS and not PRINTER.match(name)):
        raise unfit("embedded", EMBEDDED.format(name=harmless(name)[:60]))
    if ending not in WRITTEN:
        for block in archive.blocks(opened, part):
            del block  # unpacked so that its length and checksum are known to be true
        return
    _check_written(opened, part)
    if ending == ".rels":
        _check_links(_read(opened, part))


def _check_written(opened: ZipFile, part: ZipInfo) -> None:
    """No DTD and no call of another program, in whichever encoding; and none that hides it."""
    before = b""
    for number, block in enumerate(archive.blocks(opened, part)):
        declared = DECLARED.match(block) if number == 0 else None
        if declared and declared[1].lower() not in ENCODINGS:
            raise unfit("strange_content", STRANGE)
        seen = before + block
        if any(word in seen for word in NEVER):
            raise unfit("strange_content", STRANGE)
        before = seen[-OVERLAP:]


def _check_links(written: str) -> None:
    try:
        relations = ElementTree.fromstring(written.encode())  # noqa: S314 - it has no DTD
    except (ElementTree.ParseError, ValueError) as broken:
        raise unfit("archive_broken", archive.BROKEN) from broken
    for relation in relations.iter():
        outside = relation.get("TargetMode", "").lower() == "external"
        if outside and not relation.get("Type", "").endswith(LINKS):
            raise unfit("outside", OUTSIDE)


def _read(opened: ZipFile, part: ZipInfo) -> str:
    if part.file_size > MOST_OF_A_DIRECTORY:
        raise unfit("bomb", archive.BOMB)
    content = b"".join(archive.blocks(opened, part))
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as broken:
        raise unfit("archive_broken", archive.BROKEN) from broken
