"""纯文本: words only, kept in UTF-8 whatever they were written in, for every desk to read."""

from __future__ import annotations

import codecs
import re

from bancheng.files import foreign
from bancheng.files.kind import ALLOWED, unfit

# the longest begins like none of the others: UTF-32 is read by nobody's notepad
BY_MARK = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WITHOUT_MARK = ("utf-8", "gb18030")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
PAGE = re.compile(
    r"<\s*(?:!doctype|html|head|body|script|svg|iframe|object|embed|meta|link|\?xml|\?php|%)"
    r"|<\?(?:xml|php|=)|^\s*\{\\rtf|^#!",
    re.IGNORECASE,
)


def take_in(content: bytes) -> bytes:
    """The text in UTF-8. Raises Refusal for anything that is more, or less, than text."""
    text = _decoded(content)
    if text is None or CONTROLS.search(text):
        said = foreign.what_is_said(content)
        raise unfit("unknown_kind", said or f"认不出这是什么文件。{ALLOWED}")
    if PAGE.search(text):
        sentence = "这是网页或者程序代码，不能作为附件。请截图，或者打印成 PDF 再传。"
        raise unfit("page", sentence)
    return text.encode()


def _decoded(content: bytes) -> str | None:
    marked = next((name for mark, name in BY_MARK if content.startswith(mark)), None)
    for encoding in (marked,) if marked else WITHOUT_MARK:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
