"""Text files as offices have them: UTF-8 with or without a mark, or GB18030 from older programs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

UTF8 = "UTF-8"
UTF8_MARKED = "UTF-8（带 BOM）"
GB18030 = "GB18030"
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig"}
_SIXTEEN = (b"\xff\xfe", b"\xfe\xff")


class UnreadableFileError(Exception):
    """A file that cannot be read at all; ``str()`` is a sentence that says why."""


@dataclass(frozen=True)
class EncodedText:
    """The text of a file and how it was written, to be said to whoever brings it."""

    text: str
    encoding: str


def read_text(file: Path) -> EncodedText:
    """The whole file as text. Raises UnreadableFileError."""
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise UnreadableFileError(f"打不开 {file}：{error.strerror or error}。") from error
    return decoded(file.name, raw)


def decoded(name: str, raw: bytes) -> EncodedText:
    """The content of a file of that name as text. Raises UnreadableFileError."""
    if raw[:2] in _SIXTEEN:
        raise UnreadableFileError(f"{name} 是 UTF-16 编码，请另存为“CSV UTF-8”再试。")
    if b"\x00" in raw:
        raise UnreadableFileError(f"{name} 不是文本文件，请导出为 CSV 或 XLSX 再试。")
    for encoding, called in (("utf-8-sig", UTF8), ("gb18030", GB18030)):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        marked = raw.startswith(b"\xef\xbb\xbf")
        return EncodedText(text, UTF8_MARKED if marked else called)
    raise UnreadableFileError(
        f"{name} 的编码认不出来（不是 UTF-8，也不是 GB18030），请另存为“CSV UTF-8”再试。"
    )
