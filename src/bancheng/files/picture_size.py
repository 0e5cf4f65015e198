"""图片尺寸: width and height as the first bytes say, before any program decodes the picture.

Thirty thousand pixels squared take a hundred kilobytes on the way and gigabytes once decoded.
"""

from __future__ import annotations

import struct

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
# frame headers of JPEG: all but those of tables (C4), extensions (C8) and arithmetic coding (CC)
FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
ALONE = frozenset({0x01, *range(0xD0, 0xD9)})  # markers without a length


class NoSizeError(ValueError):
    """The header is broken or says nothing."""


def is_webp(content: bytes) -> bool:
    """Whether it begins as WebP does."""
    return content[:4] == b"RIFF" and content[8:12] == b"WEBP"


def size_of(content: bytes) -> tuple[int, int]:
    """(width, height). Raises NoSizeError."""
    try:
        if content.startswith(PNG):
            return _of_png(content)
        if content.startswith(JPEG):
            return _of_jpeg(content)
        if is_webp(content):
            return _of_webp(content)
    except (struct.error, IndexError) as broken:
        raise NoSizeError("cut short") from broken
    raise NoSizeError("no picture")


def _of_png(content: bytes) -> tuple[int, int]:
    if content[12:16] != b"IHDR":
        raise NoSizeError("no header")
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _of_jpeg(content: bytes) -> tuple[int, int]:
    at = 2
    while True:
        if content[at] != 0xFF:
            raise NoSizeError("no marker")
        marker = content[at + 1]
        if marker == 0xFF:  # a filler
            at += 1
        elif marker in ALONE:
            at += 2
        elif marker in FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        else:
            (length,) = struct.unpack(">H", content[at + 2 : at + 4])
            at += 2 + max(length, 2)


def _of_webp(content: bytes) -> tuple[int, int]:
    form = content[12:16]
    if form == b"VP8X":
        width = int.from_bytes(content[24:27], "little") + 1
        height = int.from_bytes(content[27:30], "little") + 1
        if len(content) < 30:
            raise NoSizeError("cut short")
        return width, height
    if form == b"VP8L":
        if content[20] != 0x2F:
            raise NoSizeError("no header")
        (bits,) = struct.unpack("<I", content[21:25])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if form == b"VP8 ":
        width, height = struct.unpack("<HH", content[26:30])
        return width & 0x3FFF, height & 0x3FFF
    raise NoSizeError("no header")
