"""怎么说: days, shares and changes in the plain style of such papers, honest about few cases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bancheng.figures.bands import HIDDEN_BELOW, Share
from bancheng.figures.period import Period

ORDINALS = "一二三四"
LENGTH_WORDS = {1: "本月", 3: "本季度", 12: "本年"}
BEFORE_WORDS = {1: "上月", 3: "上季度", 12: "上年"}


def period_words(period: Period) -> str:
    """«2026年11月», «2026年第四季度», «2026年»."""
    first = period.first
    count = len(period.months)
    if count == 12:
        return f"{first.year}年"
    if count == 3:
        return f"{first.year}年第{ORDINALS[first.month // 3]}季度"
    return f"{first.year}年{first.month}月"


def this(period: Period) -> str:
    """本月、本季度、本年."""
    return LENGTH_WORDS[len(period.months)]


def last_one(period: Period) -> str:
    """上月、上季度、上年."""
    return BEFORE_WORDS[len(period.months)]


def day_words(day: date) -> str:
    """2026年12月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def change(now: int, before: int, period: Period) -> str:
    """«比上月多 3 件»; nothing is made a percentage of."""
    if now == before:
        return f"与{last_one(period)}相同"
    return f"比{last_one(period)}{'多' if now > before else '少'} {abs(now - before)} 件"


def share(told: Share) -> str:
    """«占 73%（可能在 43%～90%）»; of fewer than five no per cent."""
    if told.n < HIDDEN_BELOW or told.value is None:
        return "件数少，不算比例"
    low, high = told.interval or (0.0, 0.0)
    return f"占 {told.value:.0f}%（可能在 {low:.0f}%～{high:.0f}%）"


def listed(counted: Mapping[str, int], unit: str = "件") -> str:
    """«一般问题 8 件、复杂问题 2 件», in the order given."""
    return "、".join(f"{name} {n} {unit}" for name, n in counted.items() if n)
