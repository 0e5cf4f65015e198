"""电话号码: one that a window can call back, however it was typed.

Kept is what is dialled within China: digits alone, a foreign number with its + before them.
"""

from __future__ import annotations

import re
import unicodedata

from bancheng.core.refusal import Refusal

BETWEEN = re.compile(r"[\s().~·\-\u2010-\u2015\u2212\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
"""What stands between digits, and what telephones copy along unseen."""
MOBILE = r"1[3-9]\d{9}"
FREE = r"[48]00\d{7}"
LANDLINE = r"(?:010|0[2-9]\d{1,2})?[2-9]\d{6,7}(?:转\d{1,6})?"
FOREIGN = r"\+(?!86)[1-9]\d{6,14}"
EXTENSION = re.compile(r"(?:转|分机|#|x|X):?(?=\d{1,6}$)", re.ASCII)
DASHED = re.compile(
    r"(?<!\d)((?:010|0[2-9]\d{1,2})?[2-9]\d{6,7})[-\u2010-\u2015\u2212](?=\d{1,6}$)", re.ASCII
)
"""A landline that is whole before its last dash: what comes behind is the extension."""
ABROAD = re.compile(r"(?:\+|00)(?!86)")
DIALLED = re.compile(f"{MOBILE}|{FREE}|{LANDLINE}|{FOREIGN}", re.ASCII)
SERVICE = re.compile(r"11[049]|12[0-2]|1[012]\d{3,4}|9\d{4,5}", re.ASCII)
WITHOUT_CODE = re.compile(f"0.*|{MOBILE}|{FREE}|.{{,8}}", re.ASCII)
"""What after +86 is dialled here as it stands; an area code has lost its 0 there."""


def plain_phone(text: str) -> str:
    """A number as it is kept, whether or not it can be dialled."""
    typed = unicodedata.normalize("NFKC", text).strip()
    if not ABROAD.match(typed):
        typed = DASHED.sub(r"\1转", typed)
    digits = EXTENSION.sub("转", BETWEEN.sub("", typed))
    digits = re.sub(r"^00(?=[1-9])", "+", digits)
    if re.fullmatch(f"86{MOBILE}", digits, re.ASCII):
        return digits.removeprefix("86")
    if not digits.startswith("+86"):
        return digits
    here = digits.removeprefix("+86")
    return here if WITHOUT_CODE.fullmatch(here) else f"0{here}"


def read_phone(text: str, field: str = "phone") -> str:
    """A telephone number as it is kept.

    Raises Refusal at the field: ``phone_of_a_service`` where a window would reach a hotline and
    nobody who asked, ``phone_is_none`` for anything else that cannot be dialled.
    """
    digits = plain_phone(text)
    if DIALLED.fullmatch(digits):
        return digits
    if SERVICE.fullmatch(digits):
        sentence = f"“{text}”是服务号码，打过去找不到人。请写本人的手机或座机。"
        raise Refusal("phone_of_a_service", sentence, field=field)
    sentence = (
        f"“{text}”不像电话号码：手机是 11 位，座机要带区号，境外的前面写“+”和国家（地区）代码。"
    )
    if field == "phone":
        sentence += "没有电话的请勾选“没有电话”。"
    raise Refusal("phone_is_none", sentence, field=field)
