"""窗口海报: for the wall, A4 or A3 — what one can bring here, what not, where, when, which number.

What is taken in and what is not comes from the standard; place, hours and phone from the window.
"""

from __future__ import annotations

import re

import segno

from bancheng.core.refusal import Refusal
from bancheng.core.standard.standard import Standard
from bancheng.people.unit import Unit
from bancheng.people.window import Window
from bancheng.typesetting.legible import Legible
from bancheng.typesetting.sheet import Paper, Part, Poster, Size

SIZES: tuple[Size, ...] = ("A4", "A3")
LONGEST_LINK = 300
NUMBERED = re.compile(r"^（[一二三四五六七八九十]+）|^\d+[.、]\s*")
LINK = re.compile(r"^https?://[^\s<>\"']+$")
MOST = 7


def poster_paper(
    centre: Unit, window: Window, standard: Standard, legible: Legible, link: str, size: Size
) -> Paper:
    """The poster of one window; ``link`` is what its code opens, the phone where it is empty.

    Raises Refusal for a link that no phone could open.
    """
    phone = window.phone or centre.phone
    code, under = _code(link, phone)
    taken = [NUMBERED.sub("", ground.label) for ground in standard.grounds.values()][:MOST]
    parts = [Part("这些事，可以来这里说", tuple(map(legible, taken)))]
    if standard.refusals:
        told = tuple(
            legible(f"{reason.label}{f'：{reason.where_to_go}' if reason.where_to_go else ''}")
            for reason in standard.refusals.values()
        )
        parts.append(Part("这些事不在这里办，我们告诉您去哪里", told))
    hours = "、".join(window.hours or centre.office_hours)
    facts = (("位置", window.place or centre.address), ("时间", f"工作日 {hours}"), ("电话", phone))
    poster = Poster(
        title=legible(window.name),
        centre=legible(centre.name),
        lead="事情没办成？请到这里说。",
        parts=tuple(parts),
        facts=tuple((label, legible(text)) for label, text in facts if text),
        foot="谁先接待，谁负责到底；办事不收费。",
        code=code,
        under_code=under,
        size=size,
    )
    return Paper(f"{window.name}海报", (poster,), tuple(legible.lacking))


def _code(link: str, phone: str) -> tuple[tuple[str, ...], str]:
    if link:
        if len(link) > LONGEST_LINK or not LINK.match(link) or not link.isascii():
            sentence = "二维码的网址要以 https:// 或者 http:// 开头，没有空格，最多 300 个字符。"
            raise Refusal("wrong_shape", sentence, field="link")
        return _rows(link), "扫一扫"
    if phone and phone.isascii():
        return _rows(f"tel:{phone}"), "扫一扫，打电话"
    return (), ""


def _rows(content: str) -> tuple[str, ...]:
    matrix = segno.make(content, error="m", micro=False).matrix
    return tuple("".join("1" if dark else "0" for dark in row) for row in matrix)
