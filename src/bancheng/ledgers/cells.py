"""文字就是文字: what is typed into a form never becomes a formula of whoever opens the file.

A workbook says of each cell what it is, so there a text is written as a text, whatever it begins
with. A CSV says nothing: spreadsheets take what begins with ``=``, ``+``, ``-`` or ``@`` for a
formula, some after blanks and unseen characters, some in full width. There such a text gets an
apostrophe in front, which spreadsheets show or hide and never calculate; our own import takes it
off again.
"""

from __future__ import annotations

import re
import unicodedata

STARTS = frozenset("=+-@＝＋－﹣﹢﹦＠﹫−|%'\"\t\r\n")
"""What a formula, a call to another program or a quoted one of them may begin with."""
UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
APOSTROPHE = "'"
LONGEST = 32_767  # of a workbook's cell, in UTF-16 units
CUT = "……（全文见工单）"
# what XML has no way to say, and halves of characters
IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def for_csv(text: str) -> str:
    """The text as a CSV may carry it."""
    told = IMPOSSIBLE.sub("�", text)
    return f"{APOSTROPHE}{told}" if _begins_as_formula(told) else told


def from_csv(text: str) -> str:
    """The text that ``for_csv`` was given; any other text as it is."""
    rest = text[1:]
    return rest if text.startswith(APOSTROPHE) and _begins_as_formula(rest) else text


def for_sheet(text: str) -> str:
    """The text as a workbook's cell may hold it, cut where it is longer than a cell can be."""
    # what is printable has nothing impossible in it, and asking that takes a tenth of the time
    told = text if text.isprintable() else IMPOSSIBLE.sub("�", text)
    if told.startswith("<r>") and told.endswith("</r>"):
        told += " "  # the writer takes a text of that shape for marked-up parts of its own
    if len(told) * 2 <= LONGEST or _units(told) <= LONGEST:
        return told
    kept = told.encode("utf-16-le")[: (LONGEST - len(CUT)) * 2]
    return kept.decode("utf-16-le", errors="ignore") + CUT


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _begins_as_formula(text: str) -> bool:
    for character in text:
        if character in STARTS:
            return True
        if unicodedata.category(character) not in UNSEEN:
            return False
    return False
