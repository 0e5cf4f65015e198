"""到期时间的说法: due times in words, with the clock time under them.

A clerk plans by what is left, not by subtracting clocks; so the words come first («剩 50 分»,
«超 1 小时 20 分», «后天») and the clock second. The clock is the one on the wall, whatever zone a
moment is kept in. Pure: «now» and the calendar come from outside.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from bancheng.core.calendar import CHINA, WorkCalendar

Tone = Literal["late", "soon", "later", "open"]

WEEKDAYS = "一二三四五六日"
NEAR_DAYS = {-1: "昨天", 0: "今天", 1: "明天", 2: "后天"}
ONE_MINUTE = timedelta(minutes=1)
ONE_DAY = timedelta(days=1)
COUNTED_BY_THE_HOUR = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Due:
    """``words`` first, ``clock`` under them; ``tone`` groups and colours."""

    tone: Tone
    words: str
    clock: str = ""


def due_words(due: datetime | None, now: datetime, provisional: bool = False) -> Due:
    """How long is left until ``due``, or since when it is over. None: owed until done."""
    if due is None:
        return Due("open", "直至办完")
    due, here = due.astimezone(CHINA), now.astimezone(CHINA)
    clock = clock_words(due, here) + ("　暂定" if provisional else "")
    if here > due:
        return Due("late", _joined("超", here - due), clock)
    days = (due.date() - here.date()).days
    if days == 0 or due - here <= COUNTED_BY_THE_HOUR:
        return Due("soon" if days == 0 else "later", _joined("剩", due - here), clock)
    dated = f"{_date(due.date(), here.date())} {due:%H:%M}" + ("　暂定" if provisional else "")
    return Due("later", NEAR_DAYS.get(days) or f"还有 {days} 天", dated)


def _joined(word: str, length: timedelta) -> str:
    return f"{word}不到 1 分" if length < ONE_MINUTE else f"{word} {span(length)}"


def span(length: timedelta) -> str:
    """A length of time with its two largest units: ``2 天 3 小时``, ``1 小时 20 分``."""
    minutes = int(length / ONE_MINUTE)
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        return f"{days} 天 {hours} 小时" if hours and days < 3 else f"{days} 天"
    if hours:
        return f"{hours} 小时 {minutes} 分" if minutes else f"{hours} 小时"
    return f"{minutes} 分"


def clock_words(at: datetime, now: datetime) -> str:
    """``今天 13:10``, ``明天 09:00``, ``11月26日 17:00``; the year only where it is another."""
    at, here = at.astimezone(CHINA), now.astimezone(CHINA)
    return f"{day_words(at.date(), here.date())} {at:%H:%M}"


def day_words(day: date, today: date) -> str:
    """``今天``, ``后天``, ``11月26日``, ``2027年1月5日``."""
    return NEAR_DAYS.get((day - today).days) or _date(day, today)


def _date(day: date, today: date) -> str:
    year = "" if day.year == today.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"


HOURS_OF_THE_DAY = {
    6: "夜深了",
    9: "早上好",
    12: "上午好",
    14: "中午好",
    18: "下午好",
    24: "晚上好",
}


def greeting(now: datetime) -> str:
    """By the hour of the day."""
    return next(words for until, words in HOURS_OF_THE_DAY.items() if now.hour < until)


def day_line(now: datetime, calendar: WorkCalendar) -> list[str]:
    """``11月24日 星期二``, ``工作日``, ``17:00 下班``: what today is at this hall."""
    here = calendar.local(now)
    today = here.date()
    first = f"{today.month}月{today.day}日 星期{WEEKDAYS[today.weekday()]}"
    mark = calendar.mark(today)
    if not calendar.works(today):
        following = calendar.roll(today + ONE_DAY)
        return [first, calendar.why_off(today), f"{day_words(following, today)}上班"]
    closes = calendar.closes_at(today)
    ends = f"{closes:%H:%M} 下班" if here < closes else f"{closes:%H:%M} 已下班"
    return [first, f"工作日（{mark.name}）" if mark else "工作日", ends]


def age_words(since: datetime, now: datetime, calendar: WorkCalendar) -> str:
    """How long ago a case was accepted, in working days: the age that is always shown."""
    start, end = calendar.local(since).date(), calendar.local(now).date()
    if start == end:
        return "今天受理"
    days = calendar.working_days_between(start, end)
    return f"受理已 {days} 个工作日" if days else "受理后还没到工作日"
