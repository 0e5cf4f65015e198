"""来件: a message of theirs read by the mapping, or a sentence about what is wrong with it.

Strict where it matters (whose order, which message, what matter), lenient in what may lack. What is
wrong is told in their own names of fields, since whoever reads it knows no others.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping as Told
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from bancheng.casework.importing.odd_times import OddTimeError, read_time
from bancheng.channels.adapter import NotTakenError
from bancheng.channels.hotline.listed_files import ListedFile, listed_files
from bancheng.channels.hotline.mapping import Kind, Mapping
from bancheng.core.ask import ORIGIN_NO
from bancheng.core.calendar import CHINA
from bancheng.journal.keyed import digest

LONGEST_MARK = 80
LONGEST_TEXT = 19_000
"""Less than a text of a case may have, so that a few words fit before it."""
FIRST_YEAR, LAST_YEAR = 1999, 2100
DAY_ENDS = time(23, 59)
MEND = "请改好再发；消息编号不变。"


@dataclass(frozen=True, slots=True)
class Arrived:
    """One message in our terms. ``mark``: their id of it; ``given``: what a new order says;
    ``files``: what is to be fetched, and what of their list cannot be read."""

    mark: str
    kind: Kind
    number: str
    due: datetime | None = None
    text: str = field(default="", repr=False)
    given: Told[str, str] = field(default_factory=dict, repr=False)
    files: tuple[ListedFile, ...] = field(default=(), repr=False)

    @property
    def words(self) -> str:
        """A keyed digest of all but the message's own id and its files: the same words, the same
        digest."""
        return digest("channel message", json.dumps(self._said(), ensure_ascii=False))

    @property
    def content(self) -> str:
        """The same of the words and the files: rows from before links could be renewed hold it."""
        if not self.files:
            return self.words
        said = [*self._said(), [[one.name, one.address, one.digest] for one in self.files]]
        return digest("channel message", json.dumps(said, ensure_ascii=False))

    @property
    def unread(self) -> tuple[str, ...]:
        """What is wrong with the list of files, for whoever sent it."""
        return tuple(one.wrong for one in self.files if one.wrong)

    def _said(self) -> list[object]:
        due = self.due.isoformat() if self.due else ""
        return [self.kind, self.number, due, self.text, sorted(self.given.items())]


def arrived(told: Told[str, Any], mapping: Mapping) -> Arrived:
    """A message by the mapping. Raises NotTakenError."""
    takes = mapping.takes
    said = _text(told, takes.kind)
    kind = takes.kind_of(said)
    if kind is None:
        known = "、".join(w if isinstance(w, str) else "、".join(w) for w in takes.kinds.values())
        sentence = f"没有“{said[:40]}”这种消息，可以是：{known}。"
        raise NotTakenError("unknown_message", sentence, MEND, takes.kind)
    return Arrived(
        mark=_needed(told, takes.id, LONGEST_MARK),
        kind=kind,
        number=_needed(told, takes.order, ORIGIN_NO.longest),
        due=_until(told, takes.due),
        text="" if kind == "create" else _text(told, takes.text),
        given=_given(told, mapping) if kind == "create" else {},
        files=listed_files(told, takes.files),
    )


def _given(told: Told[str, Any], mapping: Mapping) -> dict[str, str]:
    fields = mapping.takes.fields
    found = {name: _text(told, where) for name, where in fields.items()}
    if not found.get("matter"):
        where = fields.get("matter", "")
        raise NotTakenError("missing", "派单没有写诉求内容。", MEND, where)
    return {name: text for name, text in found.items() if text}


def _needed(told: Told[str, Any], where: str, longest: int) -> str:
    text = _text(told, where)
    if not text:
        raise NotTakenError("missing", f"没有写“{where}”。", MEND, where)
    if len(text) > longest or not text.isprintable():
        said = f"“{where}”最多 {longest} 个字，里面不能有控制字符。"
        raise NotTakenError("wrong_shape", said, MEND, where)
    return text


def _text(told: Told[str, Any], where: str) -> str:
    """What stands at a place, as text; empty where nothing does."""
    value: Any = told if where else None
    for part in where.split(".") if where else ():
        value = value.get(part) if isinstance(value, dict) else None
    if value is None:
        return ""
    if isinstance(value, bool | float) or not isinstance(value, str | int):
        raise NotTakenError("wrong_shape", f"“{where}”应当是文字。", MEND, where)
    text = str(value).strip()
    if len(text) > LONGEST_TEXT or not _can_be_kept(text):
        said = f"“{where}”太长，或者里面有控制字符。"
        raise NotTakenError("wrong_shape", said, MEND, where)
    return text


def _can_be_kept(text: str) -> bool:
    """Neither half a character nor a control sign but line ends and tabs."""
    return all(unicodedata.category(s) not in ("Cc", "Cs") or s in "\n\r\t" for s in text)


def _until(told: Told[str, Any], where: str) -> datetime | None:
    """A due time; where only the day is written, until the end of that day."""
    text = _text(told, where)
    if not text:
        return None
    try:
        at = _read(text)
    except OddTimeError as odd:
        raise NotTakenError("wrong_shape", str(odd), MEND, where) from None
    if not FIRST_YEAR < at.year < LAST_YEAR:
        said = f"“{where}”写的是 {at.year} 年，请核对。"
        raise NotTakenError("wrong_shape", said, MEND, where)
    return at if at.tzinfo else at.replace(tzinfo=CHINA)


def _read(text: str) -> datetime:
    with suppress(ValueError):
        return datetime.combine(date.fromisoformat(text), DAY_ENDS)
    with suppress(ValueError):
        return datetime.fromisoformat(text)
    found = read_time(text, CHINA)
    return found.at if found.has_clock else datetime.combine(found.at, DAY_ENDS)
