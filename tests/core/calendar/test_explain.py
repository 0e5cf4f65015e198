"""The sentence that shows how a due time was counted."""

from datetime import datetime

import pytest

from bancheng.core.calendar import CHINA, DEFAULT, ClosedHours, Limit, due_time
from bancheng.library.calendars import work_calendar

CALENDAR = work_calendar(DEFAULT)


def explained(limit: str, start: str, closed_hours: ClosedHours = "count") -> str:
    at = datetime.fromisoformat(start).replace(tzinfo=CHINA)
    return due_time(Limit.parse(limit), at, CALENDAR, closed_hours).explain("分办")


@pytest.mark.parametrize(
    ("limit", "start", "sentence"),
    [
        (
            "5 working days",
            "2026-11-18T10:00",
            "11月18日（三）分办，当日不计；11月19日（四）、20日（五）、23日（一）、24日（二）、"
            "25日（三）为第1至5个工作日，11月25日17:00下班截止。跳过11月21日、22日（周末）。",
        ),
        (
            "1 working day",
            "2026-10-09T10:00",
            "10月9日（五）分办，当日不计；10月10日（六，调休上班）为第1个工作日，"
            "10月10日17:00下班截止。",
        ),
        (
            "8 working days",
            "2026-11-18T10:00",
            "11月18日（三）分办，当日不计；11月19日（四）、20日（五）……11月30日（一）"
            "为第1至8个工作日，11月30日17:00下班截止。"
            "跳过11月21日、22日、28日、29日（周末）。",
        ),
        ("4 hours", "2026-11-20T16:30", "11月20日（五）16:30分办起连续计4 小时"
         "（夜间和休息日照算），11月20日（五）20:30截止。"),
        ("4 office hours", "2026-11-20T09:00", "11月20日（五）09:00分办起，只计办公时间，"
         "4 小时满于11月20日（五）14:00，届时截止。"),
        ("same working day", "2026-11-20T10:00", "11月20日（五）10:00分办，当日17:00下班截止。"),
        (
            "same working day",
            "2026-11-20T17:01",
            "11月20日（五）17:01分办，已在办公时间之外，顺延至下一工作日，"
            "11月23日（一）17:00下班截止。跳过11月21日、22日（周末）。",
        ),
        (
            "15 calendar days",
            "2026-11-20T16:01",
            "11月20日（五）分办，当日不计；15 个自然日届满于12月5日（六），适逢休息日，"
            "顺延至12月7日（一）17:00下班截止。跳过12月5日、6日（周末）。",
        ),
        ("1 month", "2026-11-10T10:00", "11月10日（二）分办，当日不计；1 个月届满于"
         "12月10日（四），17:00下班截止。"),
        ("until done", "2026-11-20T10:00", "11月20日（五）10:00分办，没有截止时间，直至办结，"
         "期间须持续跟踪。"),
    ],
)  # fmt: skip
def test_each_unit_tells_how_it_was_counted(limit: str, start: str, sentence: str) -> None:
    assert explained(limit, start) == sentence


def test_a_due_time_moved_to_the_opening_says_so() -> None:
    told = explained("4 hours", "2026-11-20T16:30", "next_opening")
    assert "11月20日（五）20:30届满时正值闭厅，顺延至11月23日（一）09:00开门时截止" in told


def test_a_provisional_due_time_names_the_year_and_what_it_waits_for() -> None:
    told = explained("5 working days", "2026-12-28T10:00")
    assert "2027年1月5日17:00下班截止" in told
    assert "跳过2027年1月1日（元旦）" in told
    assert told.endswith("2027年放假安排尚未公布，此时间为暂定，公布后再核。")
