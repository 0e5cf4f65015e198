"""等您处理的堵点: the lines of block points on the page of one's duties."""

from __future__ import annotations

from dataclasses import dataclass

from bancheng.improvement.authority import TERMS
from bancheng.improvement.point_row import ADOPTED
from bancheng.improvement.waiting import Waiting, waiting_for
from bancheng.web.desk import Reader
from bancheng.web.words_of_time import day_words

BUTTONS = {"adopt": "去定", "do": "去报告", "check": "去核对"}


@dataclass(frozen=True, slots=True)
class MyPoint:
    """One line: until when, what is to be done, and what is stuck."""

    key: str
    title: str
    step: str
    button: str
    due: str
    tone: str


def my_points(reader: Reader) -> list[MyPoint]:
    """What waits for this person, the earliest day first."""
    return [_line(one, reader) for one in waiting_for(reader.user, reader.now)]


def _line(one: Waiting, reader: Reader) -> MyPoint:
    point, today = one.line.point, reader.now.date()
    until = point.due_on if point.stage == ADOPTED else None
    due = f"{day_words(until, today)}前" if until else "未定日期"
    late = until is not None and until < today
    tone = "late" if late else "soon" if until == today else ""
    said = f"{due}，已过期" if late else due
    return MyPoint(point.key, one.line.title, TERMS[one.step], BUTTONS[one.step], said, tone)
