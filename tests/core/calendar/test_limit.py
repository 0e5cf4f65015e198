"""Limits as a standard writes them, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bancheng.core.calendar import Limit, LimitError, Unit


@pytest.mark.parametrize(
    ("text", "limit", "chinese"),
    [
        ("30 minutes", Limit(30, Unit.MINUTES), "30 分钟"),
        ("24 hours", Limit(24, Unit.HOURS), "24 小时"),
        ("4 office hours", Limit(4, Unit.OFFICE_HOURS), "4 小时（办公时间）"),
        ("same working day", Limit(0, Unit.SAME_WORKING_DAY), "当日（工作日）下班前"),
        ("1 working day", Limit(1, Unit.WORKING_DAYS), "1 个工作日"),
        ("5 working days", Limit(5, Unit.WORKING_DAYS), "5 个工作日"),
        ("15 calendar days", Limit(15, Unit.CALENDAR_DAYS), "15 个自然日"),
        ("2 months", Limit(2, Unit.MONTHS), "2 个月"),
        ("until done", Limit(0, Unit.UNTIL_DONE), "直至办结"),
    ],
)
def test_every_written_form_is_read_and_said(text: str, limit: Limit, chinese: str) -> None:
    assert Limit.parse(text) == limit
    assert str(limit) == text
    assert limit.in_chinese() == chinese


@given(
    st.integers(1, 9999), st.sampled_from(sorted(set(Unit) - {"same working day", "until done"}))
)
def test_every_limit_is_read_back_as_it_is_written(count: int, unit: str) -> None:
    limit = Limit(count, Unit(unit))
    assert Limit.parse(str(limit)) == limit


@pytest.mark.parametrize(
    "text",
    ["", "5", "days", "0 hours", "-1 hours", "2 weeks", "5  working days", "5 Working Days",
     "1.5 hours", "１ hour", "10000 hours", "1 same working day", "5 working days ", "五个工作日"],
)  # fmt: skip
def test_a_bad_limit_is_refused_with_the_forms_that_are_accepted(text: str) -> None:
    with pytest.raises(LimitError) as refused:
        Limit.parse(text)
    assert text in str(refused.value)
    assert "5 working days" in refused.value.expected


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("5 workdays", "5 working days"),
        ("1 working dya", "1 working day"),
        ("4 ofice hours", "4 office hours"),
        ("untill done", "until done"),
        ("same workingday", "same working day"),
        ("24 Hours", "24 hours"),
    ],
)
def test_a_slip_is_answered_with_the_nearest_form_and_its_number(text: str, nearest: str) -> None:
    with pytest.raises(LimitError, match=f"是否想写 {nearest}$") as refused:
        Limit.parse(text)
    assert refused.value.nearest == nearest


@pytest.mark.parametrize(
    ("count", "unit"), [(0, Unit.HOURS), (-2, Unit.MONTHS), (1, Unit.UNTIL_DONE)]
)
def test_a_number_the_unit_cannot_carry_is_refused(count: int, unit: Unit) -> None:
    with pytest.raises(LimitError):
        Limit(count, unit)
