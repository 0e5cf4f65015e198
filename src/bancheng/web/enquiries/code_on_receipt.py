"""回执上的查询码: made as the receipt is given, shown on that paper once, and nowhere afterwards.

The paper is drawn in the very answer that makes the code; sent again, the same request shows the
receipt without it. A lost code is made anew so, and the one before ends.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.safestring import SafeString

from bancheng.casework.look import Look
from bancheng.people import directory as people
from bancheng.petitioner import making
from bancheng.petitioner.code import grouped
from bancheng.petitioner.code_row import QueryCode
from bancheng.web.desk import Reader
from bancheng.web.public.address import asking_address, public_address
from bancheng.web.public.qr import qr_picture

RECEIPT = "receipt"
TICKED = "with_code"


@dataclass(frozen=True, slots=True)
class CodeChoice:
    """What the page offers: whether a code is in force, who made it, whether four digits are
    needed because no phone is known."""

    there_is: bool
    made_at: object
    made_by: str
    asks_word: bool
    word: str


@dataclass(frozen=True, slots=True)
class PrintedCode:
    """What stands on the paper."""

    code: str
    second: str
    address: str
    picture: SafeString


def choice(look: Look, kind: str, word: str = "") -> CodeChoice | None:
    """What is offered beside the receipt; None beside any other paper."""
    if kind != RECEIPT:
        return None
    known: QueryCode | None = making.in_force(look.row.case_no)
    return CodeChoice(
        there_is=known is not None,
        made_at=look.calendar.local(known.made_at) if known else None,
        made_by="诉求人网上提交时"
        if known and known.made_by == making.PETITIONER
        else (people.name_of(known.made_by) if known else ""),
        asks_word=not making.last_of(look.text("phone") or ""),
        word=word,
    )


def made(request: HttpRequest, reader: Reader, look: Look, command_id: str) -> PrintedCode | None:
    """A new code for the paper that is being given; None where none was asked for, or this very
    request made it before. Raises Refusal."""
    sent = request.POST
    if not sent.get(TICKED):
        return None
    drawn = making.make(
        look.row.case_no,
        reader.user.username,
        f"receipt {command_id}",
        reader.now,
        word=sent.get("word", ""),
    )
    if drawn is None:
        return None
    digits = making.last_of(look.text("phone") or "")
    return PrintedCode(
        grouped(drawn),
        "手机号后四位" if digits else "和窗口说好的四位数",
        public_address(request, "public-ask", look.row.chain),
        qr_picture(asking_address(request, look.row.chain, drawn), "扫一扫，查进度"),
    )
