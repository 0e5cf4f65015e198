"""称呼: how one speaks of a member of staff without the given name."""

from __future__ import annotations

import re

COMRADE = "同志"
HAN = re.compile(r"[\u3400-\u9fff]{2,4}")
OF_TWO = re.compile(
    "欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|"
    "公冶|太叔|申屠|公孙|慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|令狐|呼延|淳于|单于|轩辕"
)
"""Surnames of two characters. Of a name of two it is the name's one character all the same."""


def form_of_address(name: str) -> str:
    """``林同志``; only ``同志`` for a name that has no surname before the rest."""
    if not HAN.fullmatch(name):
        return COMRADE
    two = len(name) > 2 and OF_TWO.match(name)
    return f"{name[:2] if two else name[0]}{COMRADE}"
