"""时限说明: the sentence that shows a clerk how a due time was counted.

Kept apart from the counting, so that the words can change without touching a due time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from bancheng.core.calendar.limit import Unit
from bancheng.core.calendar.work_calendar import SATURDAY

if TYPE_CHECKING:
    from bancheng.core.calendar.due import DueTime

_WEEKDAYS = "一二三四五六日"
_LISTED = 6  # more days than this are shown as "first, second … last"


def sentence(how: DueTime, start_act: str) -> str:
    """E.g. «11月18日（三）分办，当日不计；11月19日（四）为第1个工作日，…17:00下班截止。»"""
    if how.due is None:
        begun = f"{_moment(how.start, how.start)}{start_act}"
        return f"{begun}，没有截止时间，{how.limit.in_chinese()}，期间须持续跟踪。"
    told = _TELL[how.limit.unit](how, how.due, start_act)
    return told + _skipped(how) + _awaiting(how)


def _working_days(how: DueTime, due: datetime, act: str) -> str:
    count = how.limit.count
    which = "第1个工作日" if count == 1 else f"第1至{count}个工作日"
    return (
        f"{_day(how.start, how.start)}{act}，当日不计；{_counted(how)}为{which}，"
        f"{_plain(due, how.start)}{_clock(due)}下班截止。"
    )


def _natural(how: DueTime, due: datetime, act: str) -> str:
    limit = how.limit
    length = timedelta(**{limit.unit.value: limit.count})
    ends = (how.start.astimezone(UTC) + length).astimezone(how.start.tzinfo)
    told = f"{_moment(how.start, how.start)}{act}起连续计{limit.in_chinese()}（夜间和休息日照算），"
    if ends == due:
        return f"{told}{_moment(due, how.start)}截止。"
    shut = f"{_moment(ends, how.start)}届满时正值闭厅"
    return f"{told}{shut}，顺延至{_moment(due, how.start)}开门时截止。"


def _office_hours(how: DueTime, due: datetime, act: str) -> str:
    return (
        f"{_moment(how.start, how.start)}{act}起，只计办公时间，{how.limit.count} 小时满于"
        f"{_moment(due, how.start)}，届时截止。"
    )


def _same_working_day(how: DueTime, due: datetime, act: str) -> str:
    begun = f"{_moment(how.start, how.start)}{act}"
    if how.start.date() == due.date():
        return f"{begun}，当日{_clock(due)}下班截止。"
    return f"{begun}，已在办公时间之外，顺延至下一工作日，{_moment(due, how.start)}下班截止。"


def _calendar(how: DueTime, due: datetime, act: str) -> str:
    begun = f"{_day(how.start, how.start)}{act}，当日不计；{how.limit.in_chinese()}"
    if not how.skipped:
        return f"{begun}届满于{_day(due, how.start)}，{_clock(due)}下班截止。"
    nominal = _day(how.skipped[0][0], how.start)
    return f"{begun}届满于{nominal}，适逢休息日，顺延至{_moment(due, how.start)}下班截止。"


_TELL: dict[Unit, Callable[[DueTime, datetime, str], str]] = {
    Unit.MINUTES: _natural,
    Unit.HOURS: _natural,
    Unit.OFFICE_HOURS: _office_hours,
    Unit.SAME_WORKING_DAY: _same_working_day,
    Unit.WORKING_DAYS: _working_days,
    Unit.CALENDAR_DAYS: _calendar,
    Unit.MONTHS: _calendar,
}


def _counted(how: DueTime) -> str:
    days = how.counted
    if len(days) <= _LISTED:
        return "、".join(_days(days, how.start, weekday=True))
    first = "、".join(_days(days[:2], how.start, weekday=True))
    last = "".join(_days(days[-1:], how.start, weekday=True))
    return f"{first}……{last}"


def _skipped(how: DueTime) -> str:
    if not how.skipped:
        return ""
    parts = []
    for reason, run in groupby(how.skipped, key=lambda item: item[1]):
        days = _days((day for day, _ in run), how.start, weekday=False)
        parts.append(f"{'、'.join(days)}（{reason}）")
    return f"跳过{'，'.join(parts)}。"


def _awaiting(how: DueTime) -> str:
    if not how.awaiting:
        return ""
    return f"{'、'.join(how.awaiting)}尚未公布，此时间为暂定，公布后再核。"


def _days(days: Iterable[date], start: date, *, weekday: bool) -> Iterable[str]:
    """11月19日、20日、12月1日: month and year are said again only where they change."""
    before: date | None = None
    for day in days:
        said = before is not None and (before.year, before.month) == (day.year, day.month)
        text = f"{day.day}日" if said else _plain(day, before or start)
        yield text + _weekday(day) if weekday else text
        before = day


def _weekday(day: date) -> str:
    # a worked Saturday puzzles the reader unless the make-up day is named
    made_up = "，调休上班" if day.weekday() >= SATURDAY else ""
    return f"（{_WEEKDAYS[day.weekday()]}{made_up}）"


def _plain(day: date, beside: date) -> str:
    year = "" if day.year == beside.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"


def _day(day: date, beside: date) -> str:
    return f"{_plain(day, beside)}（{_WEEKDAYS[day.weekday()]}）"


def _moment(at: datetime, beside: date) -> str:
    return f"{_day(at.date(), beside)}{_clock(at)}"


def _clock(at: datetime) -> str:
    return f"{at:%H:%M}"
