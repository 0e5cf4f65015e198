"""Files that somebody sends who means harm, or whose program made a mess: more than a hundred.

Each is (what it is, why it must be refused, the name it claims, its content).
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from tests.files import made

Hostile = tuple[str, str, str, bytes]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><html><body><script>alert(document.cookie)</script></body></html>"
XHTML = b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script>1</script></html>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def every() -> Iterator[Hostile]:
    """All of them."""
    for part in (_pages, _programs, _archives, _pictures, _bombs, _offices, _pdfs, _odd):
        yield from part()


def _pages() -> Iterator[Hostile]:
    for name, content in (("svg", SVG), ("html", HTML), ("xhtml", XHTML)):
        yield name, "page", f"图.{name}", content
        yield f"{name} called a picture", "page", "照片.jpg", content
        yield f"{name} called a PDF", "page", "证明.pdf", content
        yield f"{name} after blanks", "page", "说明.txt", b"\r\n\t  " + content
        yield f"{name} with a mark", "page", "说明.txt", b"\xef\xbb\xbf" + content
        yield (
            f"{name} in UTF-16",
            "page",
            "说明.txt",
            b"\xff\xfe" + content.decode().encode("utf-16-le"),
        )
    yield (
        "html in capitals",
        "page",
        "说明.txt",
        HTML.replace(b"script", b"SCRIPT").replace(b"<h", b"<H"),
    )
    yield "a script tag in a text", "page", "说明.txt", "你好\n<script src=//x></script>".encode()
    yield (
        "an iframe in a text",
        "page",
        "说明.txt",
        "你好 < iframe src=javascript:alert(1)>".encode(),
    )
    yield "php", "page", "说明.txt", b"<?php system($_GET['c']); ?>"
    yield "php short", "page", "说明.txt", b"<?= `id` ?>"
    yield "server page", "page", "说明.txt", b'<%@ Page Language="C#" %>'
    yield (
        "xml with an entity",
        "page",
        "表.xml",
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "f">]>',
    )
    yield "rich text", "page", "信.rtf", b"{\\rtf1\\ansi{\\object\\objdata 0105}}"


def _programs() -> Iterator[Hostile]:
    yield "exe", "unknown_kind", "证明.exe", b"MZ\x90\x00" + bytes(100)
    yield "exe called a picture", "unknown_kind", "照片.jpg", b"MZ\x90\x00" + bytes(100)
    yield (
        "exe with a zero width ending",
        "unknown_kind",
        "照片.e\u200bxe",
        b"MZ\x90\x00" + bytes(100),
    )
    yield "elf", "unknown_kind", "程序", b"\x7fELF\x02\x01\x01\x00" + bytes(100)
    yield "java class", "unknown_kind", "A.class", b"\xca\xfe\xba\xbe\x00\x00\x00\x34"
    yield "mach-o", "unknown_kind", "a.out", b"\xcf\xfa\xed\xfe\x07\x00\x00\x01"
    yield "shell script", "page", "运行.txt", b"#!/bin/sh\nrm -rf ~\n"
    yield "shortcut", "unknown_kind", "证明.lnk", b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(80)
    yield "wasm", "unknown_kind", "a.wasm", b"\x00asm\x01\x00\x00\x00"
    yield "virus test", "infected", "说明.txt", EICAR
    yield "virus test behind a picture", "infected", "照片.jpg", made.picture() + EICAR
    yield "virus test in a PDF", "infected", "a.pdf", made.pdf(EICAR + b"\n")


def _archives() -> Iterator[Hostile]:
    plain = made.archive({"说明.txt": "你好"})
    yield "zip", "archive", "材料.zip", plain
    yield "zip called docx", "archive", "材料.docx", plain
    yield "jar", "archive", "a.jar", made.archive({"META-INF/MANIFEST.MF": "Main-Class: A"})
    yield (
        "apk",
        "archive",
        "a.apk",
        made.archive({"AndroidManifest.xml": b"\x03\x00", "classes.dex": b"dex\n"}),
    )
    yield "empty zip", "unknown_kind", "空.zip", b"PK\x05\x06" + bytes(18)
    yield "rar", "unknown_kind", "材料.rar", b"Rar!\x1a\x07\x01\x00" + bytes(40)
    yield "7z", "unknown_kind", "材料.7z", b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(40)
    yield "gz", "unknown_kind", "材料.gz", b"\x1f\x8b\x08\x00" + bytes(40)
    yield "tar", "unknown_kind", "材料.tar", bytes(257) + b"ustar\x00" + bytes(300)
    yield "cab", "unknown_kind", "a.cab", b"MSCF\x00\x00\x00\x00" + bytes(40)
    yield "epub", "archive", "书.epub", made.archive({"mimetype": "application/epub+zip"})


def _pictures() -> Iterator[Hostile]:
    yield "gif", "unknown_kind", "动.gif", made.picture("GIF")
    yield "bmp", "unknown_kind", "图.bmp", made.picture("BMP")
    yield "tiff", "unknown_kind", "图.tif", made.picture("TIFF")
    yield "ico", "unknown_kind", "图.ico", made.picture("ICO", size=(32, 32))
    for brand in (b"heic", b"mif1", b"avif", b"isom", b"qt  "):
        yield f"{brand!r}", "unknown_kind", "照片.jpg", b"\x00\x00\x00\x18ftyp" + brand + bytes(40)
    frames = [Image.new("RGB", (20, 20), (shade, 0, 0)) for shade in (0, 99, 199)]
    for form in ("PNG", "WEBP"):
        file = BytesIO()
        frames[0].save(file, form, save_all=True, append_images=frames[1:])
        yield f"moving {form}", "picture_moves", f"动.{form.lower()}", file.getvalue()
    yield "cut jpeg", "picture_broken", "半.jpg", made.picture(size=(300, 300))[:900]
    yield "cut png", "picture_broken", "半.png", made.picture("PNG", size=(300, 300))[:300]
    yield "cut webp", "picture_broken", "半.webp", made.picture("WEBP")[:40]
    yield "only a sign", "picture_broken", "空.png", b"\x89PNG\r\n\x1a\n"
    yield "only a sign of jpeg", "picture_broken", "空.jpg", b"\xff\xd8\xff"
    yield "jpeg of markers only", "picture_broken", "空.jpg", b"\xff\xd8\xff" + b"\xff" * 5000
    yield "another format behind the sign", "picture_broken", "图.jpg", b"\xff\xd8\xff" + SVG
    broken = bytearray(made.picture("PNG"))
    broken[45:55] = bytes(10)
    yield "png with spoilt pixels", "picture_broken", "图.png", bytes(broken)


def _png(width: int, height: int, *more: tuple[bytes, bytes]) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    pixels = zlib.compress(bytes((width // 8 + 1) * min(height, 400)), 9)
    chunks = [(b"IHDR", header), *more, (b"IDAT", pixels), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def _bombs() -> Iterator[Hostile]:
    yield "30,000 by 30,000", "picture_too_large", "大.png", _png(30_000, 30_000)
    yield "144 megapixels", "picture_too_large", "大.png", _png(12_000, 12_000)
    yield "half a million wide", "picture_too_large", "大.png", _png(500_000, 8)
    yield "nothing by nothing", "picture_broken", "空.png", _png(0, 0)
    jpeg = bytearray(made.picture())
    at = jpeg.index(b"\xff\xc0")
    jpeg[at + 5 : at + 9] = struct.pack(">HH", 60_000, 60_000)
    yield "jpeg that says it is huge", "picture_too_large", "大.jpg", bytes(jpeg)
    webp = b"RIFF\x00\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x10\x00\x00\x00" + b"\xfe\x3f\x00" * 2
    yield "webp of sixteen thousand squared", "picture_too_large", "大.webp", webp + bytes(40)
    remark = b"remark\x00\x00" + zlib.compress(bytes(50_000_000), 9)
    yield "png with a text bomb", "picture_broken", "图.png", _png(64, 64, (b"zTXt", remark))[:-20]
    zeros = bytes(200 * 1024 * 1024)
    yield "261 kB that are 256 MB", "bomb", "材料.docx", made.document(word__media__a_DOT_png=zeros)
    nested = made.archive({"a.zip": made.archive({"b": bytes(1 << 22)})})
    yield "nested bomb", "embedded", "材料.docx", made.document(word__media__a_DOT_zip=nested)
    many: dict[str, str | bytes] = {f"word/{number}.xml": "<a/>" for number in range(1200)}
    yield "many parts", "bomb", "材料.docx", made.archive({**made.DOCUMENT, **many})
    yield "overlapping parts", "bomb", "材料.docx", _overlapping()
    yield "two names for one part", "bomb", "材料.docx", _overlapping(1, 300)
    yield "directory of sixty thousand", "bomb", "材料.docx", _long_directory()


def _overlapping(names: int = 200, size: int = 300_000) -> bytes:
    """So many further names in the directory for the same bytes."""
    plain = made.document(word__big_DOT_xml=bytes(size))
    file = BytesIO(plain)
    with zipfile.ZipFile(file, "a") as zipped:
        big = zipped.getinfo("word/big.xml")
        for number in range(names):
            again = zipfile.ZipInfo(f"word/big{number}.xml")
            again.compress_type, again.CRC = big.compress_type, big.CRC
            again.compress_size, again.file_size = big.compress_size, big.file_size
            again.header_offset = big.header_offset
            zipped.filelist.append(again)
        vars(zipped)["_didModify"] = True
    return file.getvalue()


def _long_directory() -> bytes:
    content = bytearray(made.document())
    content[-12:-8] = struct.pack("<HH", 60_000, 60_000)[:4]
    content[-14:-10] = struct.pack("<HH", 60_000, 60_000)
    return bytes(content)


def _offices() -> Iterator[Hostile]:
    yield "old doc", "unknown_kind", "信.doc", OLE
    yield "old doc called docx", "unknown_kind", "信.docx", OLE
    yield "macros", "macros", "信.docm", made.document(word__vbaProject_DOT_bin=OLE)
    macros = made.TYPES.replace("document.main+xml", "document.macroEnabled.main+xml")
    yield (
        "macro type",
        "macros",
        "信.docx",
        made.archive({**made.DOCUMENT, "[Content_Types].xml": macros}),
    )
    yield "a control", "macros", "信.docx", made.document(word__activeX__activeX1_DOT_xml="<a/>")
    yield (
        "an embedded program",
        "embedded",
        "信.docx",
        made.document(word__embeddings__oleObject1_DOT_bin=OLE),
    )
    yield (
        "an embedded list",
        "embedded",
        "信.docx",
        made.document(word__embeddings__a_DOT_xlsx=made.workbook()),
    )
    yield "an exe within", "embedded", "信.docx", made.document(word__media__a_DOT_exe=b"MZ")
    yield "an svg within", "embedded", "信.docx", made.document(word__media__a_DOT_svg=SVG)
    template = made.RELS.format(kind="attachedTemplate", target="http://x/t.dotm", mode="External")
    yield (
        "a template elsewhere",
        "outside",
        "信.docx",
        made.document(word___rels__s_DOT_xml_DOT_rels=template),
    )
    share = made.RELS.format(kind="image", target="file://x/share/a.png", mode="external")
    yield (
        "a picture on a share",
        "outside",
        "信.docx",
        made.document(word___rels__d_DOT_xml_DOT_rels=share),
    )
    entity = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    yield (
        "an outside entity",
        "strange_content",
        "信.docx",
        made.document(word__styles_DOT_xml=entity),
    )
    laughs = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><l>&b;</l>'
    yield (
        "a billion laughs",
        "strange_content",
        "信.docx",
        made.document(word__styles_DOT_xml=laughs),
    )
    late = f"<!--{' ' * 200_000}-->{entity}"
    yield (
        "an entity far behind",
        "strange_content",
        "信.docx",
        made.document(word__styles_DOT_xml=late),
    )
    wide = b"\xff\xfe" + entity.encode("utf-16-le")
    yield (
        "an entity in UTF-16",
        "strange_content",
        "信.docx",
        made.document(word__styles_DOT_xml=wide),
    )
    seven = b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4-<a/>'
    yield (
        "an entity in UTF-7",
        "strange_content",
        "信.docx",
        made.document(word__styles_DOT_xml=seven),
    )
    dde = made.BODY.replace("情况说明", "DDEAUTO c:\\windows\\system32\\cmd.exe")
    yield (
        "a call of a program",
        "strange_content",
        "信.docx",
        made.archive({**made.DOCUMENT, "word/document.xml": dde}),
    )
    for name in ("../../etc/cron.d/a.xml", "/etc/a.xml", "..\\a.xml", "C:\\a.xml"):
        yield (
            f"a part called {name!r}",
            "archive_broken",
            "信.docx",
            made.archive({**made.DOCUMENT, name: "<a/>"}),
        )
    slides = made.TYPES.replace("wordprocessingml.document", "presentationml.presentation")
    yield "slides", "slides", "讲.pptx", made.archive({"[Content_Types].xml": slides})
    yield "ofd", "ofd", "票.ofd", made.archive({"OFD.xml": "<a/>"})
    yield "a zip behind a page", "unknown_kind", "信.docx", HTML + made.document()
    yield "something behind a letter", "archive_broken", "信.docx", made.document() + HTML
    yield "a cut letter", "archive_broken", "信.docx", made.document()[:-40]
    spoilt = bytearray(made.document())
    spoilt[60:70] = bytes(10)
    yield "a spoilt letter", "archive_broken", "信.docx", bytes(spoilt)
    yield (
        "two parts of one name",
        "archive_broken",
        "信.docx",
        made.archive({**made.DOCUMENT, "WORD/document.xml": "<a/>"}),
    )


def _pdfs() -> Iterator[Hostile]:
    script = b"1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n"
    yield "a script", "pdf_active", "a.pdf", made.pdf(script)
    yield (
        "a script in disguise",
        "pdf_active",
        "a.pdf",
        made.pdf(script.replace(b"Java", b"J#61v#61")),
    )
    yield (
        "a program started",
        "pdf_active",
        "a.pdf",
        made.pdf(b"1 0 obj<</S/Launch/F(cmd.exe)>>endobj\n"),
    )
    yield (
        "a file within",
        "pdf_active",
        "a.pdf",
        made.pdf(b"1 0 obj<</Type/EmbeddedFile>>stream\nMZ\nendstream\n"),
    )
    yield "flash", "pdf_active", "a.pdf", made.pdf(b"1 0 obj<</Subtype/RichMedia>>endobj\n")
    packed = zlib.compress(script)
    stream = b"5 0 obj<</Type /ObjStm/N 1/First 4/Filter/FlateDecode>>\nstream\r\n" + packed
    yield "a script packed away", "pdf_active", "a.pdf", made.pdf(stream + b"\nendstream\nendobj\n")
    zeros = zlib.compress(bytes(200_000_000), 9)
    bomb = b"5 0 obj<</Type/ObjStm/Filter/FlateDecode>>stream\n" + zeros + b"\nendstream endobj\n"
    yield "a bomb", "pdf_too_large", "a.pdf", made.pdf(bomb)
    yield "a zip behind", "pdf_double", "a.pdf", made.pdf(tail=made.archive({"a": "b"}))
    yield "a page before", "page", "a.pdf", HTML + made.pdf()
    yield "cut", "pdf_broken", "a.pdf", made.pdf()[:30]


def _odd() -> Iterator[Hostile]:
    yield "nothing", "empty", "空.txt", b""
    yield "zeros", "unknown_kind", "空.txt", bytes(1000)
    yield "noise", "unknown_kind", "a.bin", bytes(range(256)) * 20
    yield "a text with a zero", "unknown_kind", "说明.txt", "你好\x00再见".encode()
    yield "a text with escapes", "unknown_kind", "说明.txt", b"\x1b]0;title\x07 hello"
    yield "sound", "unknown_kind", "录音.mp3", b"ID3\x04\x00" + bytes(200)
    yield "sound of a phone", "unknown_kind", "录音.amr", b"#!AMR\n" + bytes(200)
    yield "film", "unknown_kind", "录像.mp4", b"\x00\x00\x00\x18ftypmp42" + bytes(100)
    yield "film of a browser", "unknown_kind", "录像.webm", b"\x1aE\xdf\xa3" + bytes(100)
