"""收文件: from what somebody sent to what may be kept, or a sentence that says why not.

The name is believed in nothing. What the content is decides, and only kinds that are known to be
harmless pass; pictures are drawn anew.
"""

from __future__ import annotations

from dataclasses import dataclass

from bancheng.core.refusal import Refusal
from bancheng.files import archive, foreign, limits, office, pdf, picture, plain_text
from bancheng.files.kind import Kind, unfit
from bancheng.files.naming import harmless, safe_name
from bancheng.files.picture_size import JPEG, PNG, is_webp

EMPTY = "这个文件是空的。"
INFECTED = "这个文件带有病毒测试特征，不收。"


@dataclass(frozen=True, slots=True)
class Taken:
    """A file as it will be kept: its safe name, kind, content, and a small picture of a picture."""

    name: str
    kind: Kind
    content: bytes
    small: bytes | None = None


def take_in(name: str, content: bytes) -> Taken:
    """The file as it may be kept. Raises Refusal, whose sentence names it."""
    try:
        kind, kept = _kept(content)
        small = picture.small(kept) if kind.is_picture else None
        return Taken(safe_name(name, kind), kind, kept, small)
    except Refusal as unfit_one:
        sentence = f"“{harmless(name)}”没有收：{unfit_one.sentence}"
        raise unfit(unfit_one.code, sentence) from None


def too_large(name: str, size: int) -> Refusal:
    """The refusal of a file beyond the limit, which was not even kept while it came."""
    most = limits.in_words(limits.LARGEST_FILE)
    sentence = (
        f"“{harmless(name)}”没有收：它有 {limits.in_words(size)}，一个文件最大 {most}。"
        "请缩小，或者分成几份再传。"
    )
    return unfit("file_too_large", sentence)


def _kept(content: bytes) -> tuple[Kind, bytes]:
    if not content:
        raise unfit("empty", EMPTY)
    if foreign.EICAR in content:
        raise unfit("infected", INFECTED)
    if content.startswith((JPEG, PNG)) or is_webp(content):
        return picture.take_in(content)
    if content.startswith(pdf.BEGINS):
        pdf.check(content)
        return Kind.PDF, content
    if content.startswith(archive.BEGINS):
        return office.check(content), content
    return Kind.TEXT, plain_text.take_in(content)
