"""轮流: a pattern laid on days, and a week laid on another."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bancheng.people.errors import PeopleError
from bancheng.people.models import ON_DUTY, Shift, User, Window
from bancheng.people.turns import Change, Pattern, again, days_between, in_turn

ZONE = ZoneInfo("Asia/Shanghai")
MORNING, AFTERNOON = (time(9), time(12)), (time(13), time(17))
MONDAY = date(2026, 11, 30)


def pattern(change: Change, *names: str) -> Pattern:
    return Pattern(Window(name="一号窗"), [User(username=n) for n in names], change, ON_DUTY)


def turns(change: Change, *hours: list[tuple[time, time]]) -> list[str]:
    days = [(MONDAY + timedelta(days=n), sessions) for n, sessions in enumerate(hours)]
    return [
        f"{one.user.username} {one.starts_at:%d %H}"
        for one in in_turn(pattern(change, "a", "b", "c"), days, ZONE)
    ]


@pytest.mark.clause("SC-8.2")
def test_a_day_off_uses_up_nobodys_turn() -> None:
    both = [MORNING, AFTERNOON]
    assert turns("day", [MORNING], [], [MORNING], both) == [
        "a 30 09",
        "b 02 09",
        "c 03 09",
        "c 03 13",
    ]
    assert turns("session", both, [], both) == ["a 30 09", "b 30 13", "c 02 09", "a 02 13"]


def test_a_week_changes_on_the_first_day_it_works() -> None:
    hours: list[list[tuple[time, time]]] = [[MORNING]] * 5 + [[], [], [], [MORNING]]
    assert turns("week", *hours) == [
        *(f"a {d} 09" for d in ("30", "01", "02", "03", "04")),
        "b 08 09",
    ]


def test_nobody_in_turn_is_refused() -> None:
    with pytest.raises(PeopleError, match="至少选一个人"):
        in_turn(pattern("day"), [(MONDAY, [MORNING])], ZONE)


def test_days_are_counted_both_ends_and_not_too_many() -> None:
    assert days_between(MONDAY, MONDAY) == [MONDAY]
    assert len(days_between(MONDAY, MONDAY + timedelta(days=92))) == 93
    with pytest.raises(PeopleError, match="一次最多排"):
        days_between(MONDAY, MONDAY + timedelta(days=93))
    with pytest.raises(PeopleError, match="早于"):
        days_between(MONDAY, MONDAY - timedelta(days=1))


def test_a_turn_over_midnight_is_copied_whole() -> None:
    begins = datetime(2026, 11, 24, 22, tzinfo=ZONE)
    shift = Shift(
        window=Window(), user=User(), starts_at=begins, ends_at=begins + timedelta(hours=10)
    )
    (one,) = again([shift], timedelta(days=7), ZONE)
    assert (one.starts_at, one.ends_at) == (
        begins + timedelta(days=7),
        begins + timedelta(days=7, hours=10),
    )
