"""怎么说: shares, bands and days in a clerk's words, honest where cases are few."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bancheng.figures.bands import BANDS, HIDDEN_BELOW, Share, middle_band
from bancheng.figures.period import Period

ENOUGH = HIDDEN_BELOW
MOSTLY, BARELY = 80.0, 50.0


def share_words(share: Share) -> str:
    """«12/15，80%（可能在 55%～93%）»; no per cent of fewer than five."""
    if not share.n:
        return "没有"
    told = f"{share.k}/{share.n}"
    interval = share.interval
    if share.n < ENOUGH or share.value is None or interval is None:
        return f"{told}，件数少，不算比例"
    return f"{told}，{share.value:.0f}%（可能在 {interval[0]:.0f}%～{interval[1]:.0f}%）"


def band_words(share: Share) -> str:
    """A band and no rank: what the interval allows to say."""
    interval = share.interval
    if share.n < ENOUGH or interval is None:
        return "件数少，不评" if share.n else ""
    if interval[0] >= MOSTLY:
        return "绝大多数按期"
    if interval[0] >= BARELY:
        return "多数按期"
    if interval[1] < BARELY:
        return "多数超时"
    return "还看不出"


def middle_words(counted: Mapping[str, int]) -> str:
    """In which band the middle one of all lies."""
    code = middle_band(counted)
    return f"{BANDS[code][1]}（n={sum(counted.values())}）" if code else ""


def period_words(period: Period) -> str:
    """«2026年11月», «2026年», else the two days."""
    first, last = period.first, period.last
    if period.whole_months:
        count = len(period.months)
        if count == 1:
            return f"{first.year}年{first.month}月"
        if count == 12 and first.month == 1:
            return f"{first.year}年"
        if count == 3 and first.month % 3 == 1:
            return f"{first.year}年第{'一二三四'[first.month // 3]}季度"
        return f"{first.year}年{first.month}月至{last.year}年{last.month}月"
    if first == last:
        return _day(first)
    return f"{_day(first)}至{_day(last)}"


def change_words(now: int, before: int) -> str:
    """«上期 12，多 3»; nothing is made a percentage of."""
    if now == before:
        return f"上期 {before}，一样"
    return f"上期 {before}，{'多' if now > before else '少'} {abs(now - before)}"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
