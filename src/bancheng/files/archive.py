"""压缩结构: an office file is an archive, and an archive may lie about everything.

Its directory is held against the bytes themselves before anything is unpacked: no more parts than a
document has, none inside another, none beside the file, none that grows beyond all measure.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from bancheng.files import limits
from bancheng.files.kind import unfit
from bancheng.files.limits import MEGABYTE

BEGINS = b"PK\x03\x04"
END = struct.Struct("<4s4H2LH")
END_SIGN = b"PK\x05\x06"
LOCAL = struct.Struct("<4s5H3L2H")
LARGEST_DIRECTORY = MEGABYTE
BLOCK = 1 << 16
ENCRYPTED = 0x1
BROKEN = "文件打不开：可能没有传完，或者已经损坏。请用 Word、Excel 或 WPS 打开后另存，再传。"
BOMB = "文件解开以后大得不正常，不能收。请用 Word、Excel 或 WPS 打开后另存，再传。"


def opened(content: bytes) -> ZipFile:
    """The archive, its directory found to be honest. Raises Refusal."""
    _check_end(content)
    try:
        archive = ZipFile(BytesIO(content))
        parts = archive.infolist()
    except (BadZipFile, ValueError, OSError, NotImplementedError, struct.error) as broken:
        raise _broken() from broken
    _check_names(parts)
    _check_places(content, parts)
    unpacked = sum(part.file_size for part in parts)
    if (
        unpacked > limits.MOST_UNPACKED
        or unpacked > len(content) * limits.MOST_TIMES_LARGER + MEGABYTE
    ):
        raise unfit("bomb", BOMB)
    return archive


def blocks(archive: ZipFile, part: ZipInfo) -> Iterator[bytes]:
    """What stands in a part, a little at a time; its length and checksum are as promised.

    Raises Refusal.
    """
    left = part.file_size
    try:
        with archive.open(part) as file:
            while block := file.read(BLOCK):
                left -= len(block)
                yield block
    except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as broken:
        raise _broken() from broken
    if left:
        raise _broken()


def _broken() -> Exception:
    return unfit("archive_broken", BROKEN)


def _check_end(content: bytes) -> None:
    """The directory ends where the file ends, and begins where the parts end."""
    if len(content) < END.size:
        raise _broken()
    sign, disk, first, here, parts, size, start, remark = END.unpack(content[-END.size :])
    if sign != END_SIGN or disk or first or remark or here != parts:
        raise _broken()
    if parts > limits.MOST_PARTS or size > LARGEST_DIRECTORY:
        raise unfit("bomb", BOMB)
    if not parts or start + size != len(content) - END.size:
        raise _broken()


def _check_names(parts: list[ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if len({name.casefold() for name in names}) != len(names):
        raise _broken()
    for part in parts:
        name = part.orig_filename
        climbs = ".." in name.split("/") or name.startswith("/")
        if climbs or "\\" in name or ":" in name or "\x00" in name or not name.isprintable():
            raise _broken()
        if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise _broken()
        if part.flag_bits & ENCRYPTED:
            raise unfit("locked", "文件加了打开密码，收了也看不到。请去掉密码另存，再传。")


def _check_places(content: bytes, parts: list[ZipInfo]) -> None:
    """The parts lie one behind the other from the first byte on: none within another."""
    reached = 0
    for part in sorted(parts, key=lambda part: part.header_offset):
        if part.header_offset < reached or (reached == 0 and part.header_offset != 0):
            raise unfit("bomb", BOMB)
        header = content[part.header_offset : part.header_offset + LOCAL.size]
        if len(header) < LOCAL.size or header[:4] != BEGINS:
            raise _broken()
        *_, name, extra = LOCAL.unpack(header)
        reached = part.header_offset + LOCAL.size + name + extra + part.compress_size
    if reached > len(content) - END.size:
        raise unfit("bomb", BOMB)
