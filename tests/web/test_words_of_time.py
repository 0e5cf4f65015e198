"""到期时间的说法: what a clerk reads for each distance from now."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bancheng.core.calendar import CHINA, DEFAULT, DayMark, Layer, WorkCalendar
from bancheng.web.words_of_time import (
    age_words,
    clock_words,
    day_line,
    due_words,
    greeting,
    span,
)

NOW = datetime(2026, 11, 24, 14, 30, tzinfo=CHINA)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


def test_the_clock_is_the_one_on_the_wall_in_whatever_zone_a_moment_is_kept() -> None:
    kept = at("2026-11-24T17:00").astimezone(UTC)
    assert due_words(kept, NOW).clock == "今天 17:00"
    early = at("2026-11-25T07:30").astimezone(UTC)  # still the day before there
    assert clock_words(early, NOW) == "明天 07:30"


@pytest.mark.parametrize(
    ("due", "tone", "words", "clock"),
    [
        ("2026-11-24T13:10", "late", "超 1 小时 20 分", "今天 13:10"),
        ("2026-11-24T15:20", "soon", "剩 50 分", "今天 15:20"),
        ("2026-11-24T17:00", "soon", "剩 2 小时 30 分", "今天 17:00"),
        ("2026-11-24T14:30", "soon", "剩不到 1 分", "今天 14:30"),
        ("2026-11-25T01:30", "later", "剩 11 小时", "明天 01:30"),
        ("2026-11-25T17:00", "later", "明天", "11月25日 17:00"),
        ("2026-11-26T17:00", "later", "后天", "11月26日 17:00"),
        ("2026-11-30T17:00", "later", "还有 6 天", "11月30日 17:00"),
        ("2027-01-05T17:00", "later", "还有 42 天", "2027年1月5日 17:00"),
        ("2026-11-22T12:00", "late", "超 2 天 2 小时", "11月22日 12:00"),
        ("2026-11-10T12:00", "late", "超 14 天", "11月10日 12:00"),
    ],
)
def test_what_is_left_comes_in_words(due: str, tone: str, words: str, clock: str) -> None:
    told = due_words(at(due), NOW)
    assert (told.tone, told.words, told.clock) == (tone, words, clock)


def test_a_duty_without_a_limit_is_owed_until_done() -> None:
    assert due_words(None, NOW).tone == "open"


def test_a_due_time_in_a_year_without_notice_is_shown_as_provisional() -> None:
    assert due_words(at("2027-01-05T17:00"), NOW, provisional=True).clock.endswith("暂定")


def test_a_due_time_is_told_on_the_clock_of_its_own_zone() -> None:
    utc = NOW.astimezone(tz=None)
    assert due_words(at("2026-11-24T15:20"), utc).words == "剩 50 分"
    assert clock_words(at("2026-11-24T15:20"), utc) == "今天 15:20"


def test_a_span_names_its_two_largest_units() -> None:
    assert span(timedelta(minutes=61)) == "1 小时 1 分"
    assert span(timedelta(hours=2)) == "2 小时"
    assert span(timedelta(days=1)) == "1 天"


def calendar(*layers: Layer) -> WorkCalendar:
    return WorkCalendar(layers, {2026}, DEFAULT)


def test_a_working_day_says_when_the_hall_closes() -> None:
    assert day_line(NOW, calendar()) == ["11月24日 星期二", "工作日", "17:00 下班"]
    assert day_line(NOW.replace(hour=18), calendar())[-1] == "17:00 已下班"


def test_a_make_up_saturday_says_why_it_is_worked() -> None:
    made_up = Layer("全国", {date(2026, 11, 28): DayMark(True, "国庆节调休", "通知")})
    assert day_line(at("2026-11-28T10:00"), calendar(made_up))[1] == "工作日（国庆节调休）"


def test_a_day_of_rest_says_when_work_begins_again() -> None:
    assert day_line(at("2026-11-28T10:00"), calendar()) == ["11月28日 星期六", "周末", "后天上班"]


def test_the_age_of_a_case_counts_working_days() -> None:
    assert age_words(at("2026-11-20T16:00"), NOW, calendar()) == "受理已 2 个工作日"
    assert age_words(at("2026-11-24T09:00"), NOW, calendar()) == "今天受理"
    sunday = at("2026-11-22T09:00")
    assert age_words(at("2026-11-20T16:00"), sunday, calendar()) == "受理后还没到工作日"


@pytest.mark.parametrize(
    ("hour", "words"),
    [(5, "夜深了"), (8, "早上好"), (10, "上午好"), (12, "中午好"), (15, "下午好"), (20, "晚上好")],
)
def test_the_greeting_knows_the_hour(hour: int, words: str) -> None:
    assert greeting(NOW.replace(hour=hour)) == words
