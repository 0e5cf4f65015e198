"""Files that people really bring, made here: a photograph with its place, a letter, a list."""

from __future__ import annotations

import zipfile
from io import BytesIO

from PIL import Image
from xlsxwriter import Workbook

TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/'
    '2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.'
    'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/'
    'package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/{kind}" Target="{target}" TargetMode="{mode}"/>'
    "</Relationships>"
)
BODY = (
    '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/'
    'wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>情况说明</w:t></w:r></w:p></w:body>'
    "</w:document>"
)
DOCUMENT = {
    "[Content_Types].xml": TYPES,
    "_rels/.rels": RELS.format(kind="officeDocument", target="word/document.xml", mode="Internal"),
    "word/document.xml": BODY,
}


def picture(form: str = "JPEG", size: tuple[int, int] = (80, 60), **how: object) -> bytes:
    """A picture with two colours in it."""
    image = Image.new("RGB", size, (200, 190, 170))
    image.paste((30, 40, 60), (5, 5, size[0] // 2, size[1] // 2))
    file = BytesIO()
    image.save(file, form, **how)
    return file.getvalue()


def photograph() -> bytes:
    """As a phone takes it: lying on its side, with place, time, camera and a remark."""
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    exif[0x010F] = "SECRET-CAMERA"
    exif[0x8825] = {1: "N", 2: (25.0, 16.0, 30.0), 29: "2026:11:23"}
    return picture(exif=exif, comment=b"SECRET-REMARK")


def archive(parts: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these parts."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", compression) as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)
    return file.getvalue()


def document(**more: str | bytes) -> bytes:
    """A letter; ``more`` are further parts, with «__» for a slash and «_DOT_» for a dot."""
    extra = {n.replace("__", "/").replace("_DOT_", "."): part for n, part in more.items()}
    return archive({**DOCUMENT, **extra})


def workbook() -> bytes:
    """A list."""
    file = BytesIO()
    with Workbook(file) as book:
        sheet = book.add_worksheet("清单")
        sheet.write_row(0, 0, ["材料", "份数"])
        sheet.write_row(1, 0, ["身份证复印件", 2])
    return file.getvalue()


def pdf(body: bytes = b"1 0 obj<</Type/Catalog>>endobj\n", tail: bytes = b"") -> bytes:
    """The skeleton of a PDF around some objects."""
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + body + b"startxref\n0\n%%EOF\n" + tail
