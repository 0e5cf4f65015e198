"""问的是什么: which centre, which days and which moment an address asks figures of, and back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from urllib.parse import quote_plus

from django.http import Http404, QueryDict

from bancheng.casework.access import visible
from bancheng.casework.holdings import whole_centres
from bancheng.casework.surroundings import calendar_of
from bancheng.core.calendar import CHINA
from bancheng.figures.period import MOST_DAYS, Period, month_of, months, months_on
from bancheng.people import seats
from bancheng.people.unit import Unit
from bancheng.web.desk import Reader

MINUTE = "%Y-%m-%dT%H:%M"

quoted = lru_cache(maxsize=8192)(quote_plus)
"""A code as an address has it; a page names the same hundreds of codes each time it is drawn."""


@dataclass(frozen=True, slots=True)
class Asked:
    """``as_at`` is None for «as it stands»; ``wrong``: what could not be used, in a sentence."""

    centre: Unit
    centres: tuple[Unit, ...]
    period: Period
    as_at: datetime | None
    whole: bool
    today: date
    wrong: str = ""

    def address(self, **more: str) -> str:
        """The same question as an address has it."""
        told = dict(more)
        if self.as_at is not None:
            told = {"as_at": self.as_at.astimezone(CHINA).strftime(MINUTE)} | told
        rest = "".join(f"&{name}={quoted(value)}" for name, value in told.items())
        return _address(self.centre, self.period) + rest

    def shortcuts(self) -> list[tuple[str, str, bool]]:
        """Days that are often asked for: label, address, whether they are asked for now."""
        first = self.today.replace(day=1)
        quarter = months_on(first, -((first.month - 1) % 3))
        year = first.replace(month=1)
        known = {
            "本月": month_of(first),
            "上月": month_of(months_on(first, -1)),
            "本季度": months(quarter, 3),
            "上季度": months(months_on(quarter, -3), 3),
            "本年": months(year, 12),
            "去年": months(months_on(year, -12), 12),
        }
        return [
            (label, _address(self.centre, period), self._is(period))
            for label, period in known.items()
        ]

    def _is(self, period: Period) -> bool:
        return period == self.period and self.as_at is None


def _address(centre: Unit, period: Period) -> str:
    return f"centre={quoted(centre.code)}&from={period.first}&to={period.last}"


def counts(reader: Reader) -> bool:
    """Whether this person has a centre of which they see cases."""
    return not reader.is_administrator and bool(seats.centres_of(reader.user, reader.now))


def asked_of(sent: QueryDict, reader: Reader) -> Asked:
    """What is asked for. Http404 where the reader has no part in the centre."""
    if not counts(reader):
        raise Http404
    centres = tuple(seats.centres_of(reader.user, reader.now))
    wanted = sent.get("centre") or _with_cases(reader, centres)
    centre = next((unit for unit in centres if unit.code == wanted), None)
    if centre is None:
        raise Http404
    today = calendar_of(centre).local(reader.now).date()
    period, wrong = _period(sent, today)
    as_at, not_a_moment = _moment(sent.get("as_at", "").strip(), reader.now)
    whole = centre.code in whole_centres(reader.user)
    return Asked(centre, centres, period, as_at, whole, today, wrong or not_a_moment)


def _with_cases(reader: Reader, centres: tuple[Unit, ...]) -> str:
    """The first centre of which one sees a case: of several, one opens where there is something."""
    codes = [unit.code for unit in centres]
    if len(codes) == 1:
        return codes[0]
    seen = visible(reader.user)
    return next((code for code in codes if seen.filter(chain=code).exists()), codes[0])


def _period(sent: QueryDict, today: date) -> tuple[Period, str]:
    plain = month_of(today)
    texts = [sent.get(name, "").strip() for name in ("from", "to")]
    if not any(texts):
        return plain, ""
    days: list[date] = []
    for name, text in zip(("开始", "结束"), texts, strict=True):
        try:
            days.append(date.fromisoformat(text))
        except ValueError:
            return (
                plain,
                f"{name}的日期“{text}”不是日期，要写成 2026-11-02 这样；现在显示的是本月。",
            )
    first, last = days
    if first > last:
        return plain, "开始的日期在结束的日期之后，请把两个日期换过来；现在显示的是本月。"
    if (last - first).days >= MOST_DAYS:
        return plain, "一次最多统计三年，请分几次看；现在显示的是本月。"
    return Period(first, last), ""


def _moment(text: str, now: datetime) -> tuple[datetime | None, str]:
    if not text:
        return None, ""
    try:
        at = datetime.strptime(text, MINUTE).replace(tzinfo=CHINA)
    except ValueError:
        return None, f"截至的时间“{text}”看不懂，要写成 2026-11-02T17:00 这样；现在按此刻统计。"
    if at > now + timedelta(minutes=1):
        return None, "截至的时间还没有到，现在按此刻统计。"
    return at, ""
