"""日子的说法 on petitioners' pages: the weekday is said, because that is how people plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bancheng.core.calendar import CHINA, Limit
from bancheng.web.public.visit import Visit
from bancheng.web.words_of_time import WEEKDAYS

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def due_words(due: datetime, visit: Visit) -> str:
    """``11月30日 星期一 17:00 前``, kept with its hour; ``by Mon 30 Nov 2026, 17:00``."""
    local = due.astimezone(CHINA)
    if visit.language == "en":
        return f"by {_english(local)}"
    day = f"{_year(local, visit)}{local.month}月{local.day}日 星期{WEEKDAYS[local.weekday()]}"
    return f"{day} {local:%H:%M}\u00a0前"


def moment_words(at: datetime, visit: Visit) -> str:
    """``11月18日 09:12``."""
    local = at.astimezone(CHINA)
    if visit.language == "en":
        return _english(local)
    return f"{_year(local, visit)}{local.month}月{local.day}日 {local:%H:%M}"


def day_words(at: datetime, visit: Visit) -> str:
    """``11月18日``."""
    local = at.astimezone(CHINA)
    if visit.language == "en":
        return f"{local.day} {MONTHS[local.month - 1]} {local.year}"
    return f"{_year(local, visit)}{local.month}月{local.day}日"


def within_words(limits: Sequence[Limit], visit: Visit) -> str:
    """``4 小时、1 个工作日``; ``within 4 hours or 1 working day``."""
    if visit.language != "en":
        return "、".join(limit.in_chinese() for limit in limits)
    told = [f"the {one}" if one.count == 0 else str(one) for one in limits]
    return f"within {' or '.join(one for one in (', '.join(told[:-1]), told[-1]) if one)}"


def _english(local: datetime) -> str:
    day = f"{DAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]} {local.year}"
    return f"{day}, {local:%H:%M}"


def _year(local: datetime, visit: Visit) -> str:
    return "" if local.year == visit.now.astimezone(CHINA).year else f"{local.year}年"
