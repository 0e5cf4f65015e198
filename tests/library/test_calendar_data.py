"""The notices kept in the repository: every year complete, cited, and possible."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from bancheng.library.calendars import import_year, national, region, regions

CALENDARS = Path(__file__).resolve().parents[2] / "calendars"
YEARS = range(2007, 2027)


def test_every_year_from_2007_to_2026_is_published_and_no_other() -> None:
    _, published = national()
    assert published == frozenset(YEARS)


@pytest.mark.parametrize("year", YEARS)
def test_a_year_names_its_state_council_notice(year: int) -> None:
    book = import_year(CALENDARS / f"{year}.yaml")
    assert book.year == year
    assert book.notice
    assert all(".gov.cn/zhengce/" in address for address in book.notice)


@pytest.mark.parametrize("year", YEARS)
def test_make_up_days_are_weekend_days_and_rest_days_lie_in_or_beside_the_year(year: int) -> None:
    book = import_year(CALENDARS / f"{year}.yaml")
    assert all(day.isoweekday() in (6, 7) for day in book.work)
    first, last = date(year, 1, 1) - timedelta(7), date(year, 12, 31)
    assert all(first <= day <= last for day in (*book.rest, *book.work))
    assert not set(book.rest) & set(book.work)


@pytest.mark.parametrize("year", YEARS)
def test_the_days_the_law_fixes_are_off_in_every_year(year: int) -> None:
    book = import_year(CALENDARS / f"{year}.yaml")
    fixed = [date(year, 1, 1), date(year, 5, 1), *(date(year, 10, day) for day in (1, 2, 3))]
    assert set(fixed) <= set(book.rest)


@pytest.mark.parametrize("year", YEARS)
def test_other_yaml_readers_see_the_same_keys(year: int) -> None:
    raw = yaml.safe_load((CALENDARS / f"{year}.yaml").read_text(encoding="utf-8"))
    assert list(raw) == ["year", "notice", "rest", "work"]


@pytest.mark.parametrize("name", regions(CALENDARS))
def test_a_region_cites_a_notice_for_each_of_its_days(name: str) -> None:
    layer = region(name)
    assert layer.days
    assert all("通知" in mark.cites and "令第" in mark.cites for mark in layer.days.values())


@pytest.mark.parametrize("name", regions(CALENDARS))
def test_a_region_leaves_no_day_both_settled_and_open(name: str) -> None:
    layer = region(name)
    assert not [
        day for day in layer.days for span in layer.unsettled if span.first <= day <= span.last
    ]
