"""检测外壳: the ZIP itself, held against its own bytes before anything is unpacked.

Nothing is ever written to disk here; names are looked at as they stand in the file, before a
library has made them harmless.
"""

from __future__ import annotations

import stat
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from bancheng.archive.checking.fault import ANOTHER_COPY, Fault, safe, usable, whole

BEGINS, END_SIGN = b"PK\x03\x04", b"PK\x05\x06"
END = struct.Struct("<4s4H2LH")
LOCAL = struct.Struct("<4s5H3L2H")
TAIL = 66_000
MEGABYTE = 1024 * 1024
MOST_UNPACKED = 400 * MEGABYTE
MOST_TIMES_LARGER, ALLOWANCE = 100, 20 * MEGABYTE
MOST_PARTS = 2_000
ENCRYPTED = 0x1


def unpacked(content: bytes) -> tuple[dict[str, bytes], list[Fault]]:
    """What the package holds by name; nothing where the shell is not to be trusted."""
    faults = _ends(content)
    if faults:
        return {}, faults
    try:
        archive = ZipFile(BytesIO(content))
    except (BadZipFile, ValueError, OSError, NotImplementedError, struct.error):
        return {}, [usable("not_whole", "", "压缩包的目录读不出来，包已经损坏。", ANOTHER_COPY)]
    with archive:
        parts = archive.infolist()
        faults = [*_names(parts), *_kinds(parts), *_sizes(parts, content), *_places(parts, content)]
        return ({}, faults) if faults else _read(archive, parts)


def _ends(content: bytes) -> list[Fault]:
    """It begins where the file begins and ends where the file ends."""
    if not content.startswith(BEGINS):
        if BEGINS in content and END_SIGN in content[-TAIL:]:
            return [whole("bytes_before", "", "压缩包前面多出了别的内容，来历不明。")]
        return [usable("not_a_package", "", "这不是归档包（不是 ZIP 文件）。", "请核对文件。")]
    if len(content) < END.size or END_SIGN not in content[-TAIL:]:
        return [usable("not_whole", "", "包不完整，像是没有传完就断了。", ANOTHER_COPY)]
    sign, *_, size, start, _ = END.unpack(content[-END.size :])
    if sign != END_SIGN:
        return [whole("bytes_behind", "", "压缩包后面多出了别的内容，来历不明。")]
    if start + size != len(content) - END.size:
        return [whole("bytes_between", "", "压缩包的目录和内容之间多出或缺了内容。")]
    return []


def _names(parts: list[ZipInfo]) -> Iterator[Fault]:
    for name, times in Counter(part.orig_filename.casefold() for part in parts).items():
        if times > 1:
            said = f"包里有 {times} 个同名文件，打开时不知道会是哪一个。"
            yield whole("name_twice", name, said)
    for part in parts:
        name = part.orig_filename
        if ".." in name.replace("\\", "/").split("/"):
            yield safe("climbs", name, "文件名会把内容解到别的文件夹里去。")
        elif name.startswith("/") or "\\" in name or ":" in name:
            yield safe("absolute", name, "文件名指着包以外的固定位置。")
        elif not name.isprintable() or len(name) > 200:
            yield safe("odd_name", ascii(name)[:80], "文件名里有看不见的字符，或者长得不正常。")


def _kinds(parts: list[ZipInfo]) -> Iterator[Fault]:
    for part in parts:
        mode = part.external_attr >> 16
        if stat.S_IFMT(mode) not in (0, stat.S_IFREG) or part.is_dir():
            yield safe("not_a_file", part.filename, "这不是文件，而是链接或文件夹。")
        elif part.flag_bits & ENCRYPTED:
            yield usable("locked", part.filename, "文件加了密码，打不开。")
        elif part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            yield usable("odd_packing", part.filename, "文件的压缩方法不是通用的，多年以后打不开。")


def _sizes(parts: list[ZipInfo], content: bytes) -> Iterator[Fault]:
    total = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS:
        yield safe("too_many", "", f"包里有 {len(parts)} 个文件，多得不正常。")
    if total > min(MOST_UNPACKED, len(content) * MOST_TIMES_LARGER + ALLOWANCE):
        yield safe("bomb", "", "包解开以后大得不正常，像是压缩炸弹。")


def _places(parts: list[ZipInfo], content: bytes) -> Iterator[Fault]:
    """The parts lie one behind the other, none within another."""
    reached = 0
    for part in sorted(parts, key=lambda part: part.header_offset):
        header = content[part.header_offset : part.header_offset + LOCAL.size]
        if part.header_offset != reached or len(header) < LOCAL.size or header[:4] != BEGINS:
            yield safe("overlapping", part.filename, "文件在包里互相重叠，或者之间藏着内容。")
            return
        *_, name, extra = LOCAL.unpack(header)
        reached = part.header_offset + LOCAL.size + name + extra + part.compress_size


def _read(archive: ZipFile, parts: list[ZipInfo]) -> tuple[dict[str, bytes], list[Fault]]:
    found: dict[str, bytes] = {}
    faults: list[Fault] = []
    for part in parts:
        try:
            found[part.filename] = archive.read(part)
        except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
            faults.append(whole("part_damaged", part.filename, "文件在包里已经损坏，校验码不符。"))
    return found, faults
