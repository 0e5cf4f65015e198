"""办公时间: the sessions of a day, written as ``09:00-12:00``, in order and not overlapping."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from itertools import pairwise
from typing import Any

from bancheng.people.errors import PeopleError

Session = tuple[time, time]


def parse_session(text: Any) -> Session:
    """``"09:00-12:00"`` as two times of day. ``PeopleError`` where it is not one."""
    begin, dash, end = text.partition("-") if isinstance(text, str) else ("", "", "")
    try:
        opens, closes = time.fromisoformat(begin.strip()), time.fromisoformat(end.strip())
    except ValueError:
        opens = closes = time.min
    if not dash or opens >= closes:
        raise PeopleError(
            f"办公时间“{text}”看不懂：每一段写成“09:00-12:00”，开始早于结束。", "office_hours"
        )
    return opens, closes


def parse_sessions(texts: Sequence[Any]) -> tuple[Session, ...]:
    """The sessions of a day. ``PeopleError`` where one is unreadable or runs into the next."""
    if isinstance(texts, str):
        raise PeopleError(
            "办公时间应当逐段列出，例如 [“09:00-12:00”, “13:00-17:00”]。", "office_hours"
        )
    sessions = tuple(parse_session(text) for text in texts)
    for (_, ends), (begins, _) in pairwise(sessions):
        if begins < ends:
            raise PeopleError("办公时间各段应当先后排列、互不重叠，请检查后再填。", "office_hours")
    return sessions
