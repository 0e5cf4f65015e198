"""文件类型: the few kinds that a case may hold, told by their content and never by their name."""

from __future__ import annotations

from enum import StrEnum

from bancheng.core.refusal import Refusal

FIELD = "files"


class Kind(StrEnum):
    """A media type that may be kept and served."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    TEXT = "text/plain"

    @property
    def is_picture(self) -> bool:
        """Whether it is shown on a page; everything else is downloaded."""
        return self in (Kind.JPEG, Kind.PNG)

    @property
    def endings(self) -> tuple[str, ...]:
        """The endings its name may have, the usual one first."""
        return ENDINGS[self]

    @property
    def term(self) -> str:
        """What people call it."""
        return TERMS[self]


ENDINGS: dict[Kind, tuple[str, ...]] = {
    Kind.JPEG: (".jpg", ".jpeg"),
    Kind.PNG: (".png",),
    Kind.PDF: (".pdf",),
    Kind.DOCX: (".docx",),
    Kind.XLSX: (".xlsx",),
    Kind.TEXT: (".txt", ".csv", ".log", ".md"),
}
TERMS: dict[Kind, str] = {
    Kind.JPEG: "图片",
    Kind.PNG: "图片",
    Kind.PDF: "PDF",
    Kind.DOCX: "Word",
    Kind.XLSX: "Excel",
    Kind.TEXT: "文本",
}
ALLOWED = "可以附：照片和截图（JPG、PNG、WebP）、PDF、Word（docx）、Excel（xlsx）、纯文本。"


def unfit(code: str, sentence: str) -> Refusal:
    """A file that may not come in; the sentence says what is wrong and what to do."""
    return Refusal(code, sentence, field=FIELD)
