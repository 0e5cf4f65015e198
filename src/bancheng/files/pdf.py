"""PDF: a document and nothing that acts. It is never drawn here, only looked through.

Names of actions may hide behind ``#`` escapes and in compressed object streams; both are opened,
the latter only so far. Whoever must see the page opens it in a reader of their own.
"""

from __future__ import annotations

import re
import zlib

from bancheng.files.kind import unfit

BEGINS = b"%PDF-"
ENDS = b"%%EOF"
TAIL = 2048
END_OF_ZIP, ZIP_TAIL = b"PK\x05\x06", 66_000
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
OBJECT_STREAM = re.compile(rb"/Type\s*/ObjStm.{0,400}?stream\r?\n", re.DOTALL)
MOST_UNPACKED = 30_000_000
ACTS = {
    b"/JavaScript": "会自己运行的脚本",
    b"/Launch": "会启动别的程序的指令",
    b"/RichMedia": "会动的媒体内容",
    b"/EmbeddedFile": "嵌在里面的别的文件",
}
NOT_WHOLE = "PDF 不完整：可能没有传完，或者已经损坏。请重新另存为 PDF 再传。"


def check(content: bytes) -> None:
    """Raises Refusal."""
    if not content.startswith(BEGINS) or ENDS not in content[-TAIL:]:
        raise unfit("pdf_broken", NOT_WHOLE)
    if END_OF_ZIP in content[-ZIP_TAIL:]:
        raise unfit("pdf_double", "这个 PDF 后面还接着一个压缩包，不能收。请重新另存为 PDF 再传。")
    for part in (content, *_object_streams(content)):
        plain = ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part)
        for name, what in ACTS.items():
            if name in plain:
                sentence = (
                    f"这个 PDF 里有{what}，为安全起见不收。请打印成新的 PDF，或者截图后再传。"
                )
                raise unfit("pdf_active", sentence)


def _object_streams(content: bytes) -> list[bytes]:
    """What stands in compressed object streams, as far as it can be unpacked."""
    found, left = [], MOST_UNPACKED
    for stream in OBJECT_STREAM.finditer(content):
        try:
            unpacked = zlib.decompressobj().decompress(content[stream.end() :], left + 1)
        except zlib.error:
            continue  # another filter, or damaged: no reader of ours will open it either
        left -= len(unpacked)
        if left < 0:
            sentence = "这个 PDF 解开以后大得不正常，不能收。请重新另存为 PDF 再传。"
            raise unfit("pdf_too_large", sentence)
        found.append(unpacked)
    return found
