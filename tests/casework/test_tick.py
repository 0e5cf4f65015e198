"""The tick: warnings, lateness and a new calendar, each once, through the write door."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from bancheng.casework import surroundings, tick
from bancheng.casework.duty_row import DutyRow
from bancheng.casework.outbox_row import Outgoing
from bancheng.journal import read
from bancheng.library.places import calendars_dir
from tests.casework.hall import Hall, at

pytestmark = pytest.mark.database


def names(case_no: str) -> list[str]:
    return [entry.event for entry in read.case(case_no)]


def test_a_duty_about_to_fall_due_is_warned_of_once(hall: Hall) -> None:
    case_no = hall.placed("2026-11-23 09:00")
    assert tick.run(at("2026-11-23 09:30")).warned == 0
    assert tick.run(at("2026-11-23 17:00")).warned >= 1
    before = names(case_no).count("warned")
    assert tick.run(at("2026-11-23 17:01")).warned == 0
    assert names(case_no).count("warned") == before
    told = Outgoing.objects.filter(about="warned", case_no=case_no)
    assert "housing" in set(told.values_list("to_unit", flat=True))


def test_lateness_is_noted_once_and_the_office_is_told(hall: Hall) -> None:
    case_no = hall.placed("2026-11-23 09:00")
    after = tick.run(at("2026-11-25 09:00"))
    assert after.lapsed >= 1
    noted = names(case_no).count("lapsed")
    assert tick.run(at("2026-11-26 09:00")).lapsed == 0
    assert names(case_no).count("lapsed") == noted
    told = Outgoing.objects.filter(about="lapsed", case_no=case_no)
    assert "leading_office" in set(told.values_list("to_role", flat=True))


def test_what_was_done_in_time_is_never_noted_as_late(hall: Hall) -> None:
    case_no = hall.ended("2026-11-23 09:00")
    tick.run(at("2026-11-24 09:00"))
    assert "lapsed" not in names(case_no)


@pytest.fixture
def own_calendars(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the calendars that the test may change."""
    folder = tmp_path / "calendars"
    copytree(calendars_dir(), folder)
    monkeypatch.setenv("BANCHENG_CALENDARS", str(folder))
    surroundings.forget_calendars()
    yield folder
    monkeypatch.undo()
    surroundings.forget_calendars()


@pytest.mark.clause("XF-10.3.2")
def test_a_holiday_notice_moves_a_promise_only_by_an_event_that_says_so(
    hall: Hall, own_calendars: Path
) -> None:
    case_no = hall.register("2026-12-28 09:00", kind="complex", complex_because="survey")
    hall.do("jiang", case_no, "screen", "2026-12-28 09:10")
    given = {"lead": "housing", "opinion": "请办", "signature": "顾清和"}
    hall.do("gu", case_no, "transfer", "2026-12-28 10:00", **given)
    duty = DutyRow.objects.get(rule="reply-complex")
    assert (duty.due, duty.provisional) == (at("2027-01-05 17:00"), True)

    (own_calendars / "2027.yaml").write_text(
        "year: 2027\nnotice: [https://example.invalid/notice-2027]\n"
        "rest:\n  元旦: [2027-01-01, 2027-01-02, 2027-01-03, 2027-01-04]\n"
        "work: {}\n",
        encoding="utf-8",
    )
    surroundings.forget_calendars()
    duty.refresh_from_db()
    assert duty.due == at("2027-01-05 17:00")  # not moved silently
    assert tick.run(at("2026-12-28 11:00")).redated == 1
    duty.refresh_from_db()
    assert (duty.due, duty.provisional) == (at("2027-01-06 17:00"), False)
    assert names(case_no).count("redated") == 1
    assert Outgoing.objects.filter(about="due_moved", to_unit="housing").exists()
    assert tick.run(at("2026-12-28 11:01")).redated == 0
