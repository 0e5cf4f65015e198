"""去哪里办: dated, by whom, checked or not, and never overwritten."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bancheng.casework import access
from bancheng.core.refusal import Refusal
from bancheng.counter import directory
from bancheng.counter.place_row import Place
from bancheng.library import standards
from tests.casework.hall import Hall, at

pytestmark = pytest.mark.database
NOW = at("2026-11-24 10:00")
COURT = {
    "name": "某区人民法院立案庭",
    "what_for": "已经起诉、要起诉的",
    "address": "环城路 1 号",
    "phone": "0799-0000001",
    "hours": "工作日 9 时至 17 时",
}
RULES = standards.standard("guilin-xiufeng")


def keep(hall: Hall, entry: str = "", who: str = "chen", **given: str) -> Place:
    values = {**COURT, **given}
    reasons = ["litigation"]
    return directory.save(hall.people[who], "hall", entry, values, reasons, RULES, NOW)


@pytest.mark.clause("XF-8", "XF-9.2.5")
def test_a_body_is_told_with_address_phone_and_hours(hall: Hall) -> None:
    keep(hall)
    (line,) = directory.listed("hall", NOW)
    assert line.words == (
        "某区人民法院立案庭，地址：环城路 1 号，电话：0799-0000001，时间：工作日 9 时至 17 时"
    )
    assert (line.days, line.stale) == (0, False)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": ""}, "name"),
        ({"what_for": " "}, "what_for"),
        ({"phone": "", "address": ""}, "phone"),
        ({"hours": "长" * 121}, "hours"),
    ],
)
def test_what_would_send_people_nowhere_is_refused(
    hall: Hall, given: dict[str, str], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        keep(hall, **given)
    assert refused.value.field == field
    assert Place.objects.count() == 0


def test_a_reason_that_the_standard_does_not_know_is_refused(hall: Hall) -> None:
    with pytest.raises(Refusal):
        directory.save(hall.people["chen"], "hall", "", COURT, ["weather"], RULES, NOW)


def test_a_change_ends_the_entry_before_and_keeps_it(hall: Hall) -> None:
    entry = keep(hall).entry
    keep(hall, entry, "lin", phone="0799-0000002")
    now, before = directory.versions("hall", entry)
    assert (now.phone, now.made_by, now.ended_at) == ("0799-0000002", "lin", None)
    assert (before.phone, before.made_by, before.ended_by) == ("0799-0000001", "chen", "lin")
    assert [line.place.phone for line in directory.listed("hall", NOW)] == ["0799-0000002"]


@pytest.mark.clause("XF-8")
def test_an_entry_nobody_checked_for_long_says_so_until_somebody_does(hall: Hall) -> None:
    entry = keep(hall).entry
    later = NOW + timedelta(days=120)
    (line,) = directory.listed("hall", later)
    assert (line.days, line.stale) == (120, True)
    directory.check(hall.people["lin"], "hall", entry, later)
    (line,) = directory.listed("hall", later)
    assert (line.days, line.stale) == (0, False)
    assert [check.by for check in directory.checks(entry)] == ["lin"]


def test_what_fits_the_refusal_comes_first(hall: Hall) -> None:
    keep(hall, name="乙法院")
    directory.save(
        hall.people["chen"], "hall", "", {**COURT, "name": "甲信访局"}, ["letters_and_visits"],
        RULES, NOW,
    )  # fmt: skip
    names = [line.place.name for line in directory.listed("hall", NOW)]
    assert len(names) == 2
    first = directory.listed("hall", NOW, "letters_and_visits")[0]
    assert first.place.name == "甲信访局"


def test_an_entry_taken_out_is_offered_no_more_and_stays_on_record(hall: Hall) -> None:
    entry = keep(hall).entry
    directory.end(hall.people["chen"], "hall", entry, NOW)
    assert directory.listed("hall", NOW) == []
    assert directory.versions("hall", entry)[0].ended_by == "chen"
    with pytest.raises(access.NotFound):
        directory.end(hall.people["chen"], "hall", entry, NOW)


@pytest.mark.parametrize("who", ["mo", "gu", "jiang"])
def test_only_the_window_keeps_its_directory(hall: Hall, who: str) -> None:
    with pytest.raises(access.NotFound):
        keep(hall, who=who)
    entry = keep(hall).entry
    with pytest.raises(access.NotFound):
        directory.check(hall.people[who], "hall", entry, NOW)
