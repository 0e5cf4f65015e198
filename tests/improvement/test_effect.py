"""What was done has an effect or not: cases of the cause before and after, honest where few."""

from __future__ import annotations

import pytest

from bancheng.casework import tick
from bancheng.casework.door import Order, open_case
from bancheng.improvement import causes, effect, suggestions
from bancheng.improvement.cause_row import CaseCause
from bancheng.improvement.effect import cases_of_cause
from bancheng.improvement.point_row import Point
from tests.casework.hall import Hall, at
from tests.improvement.test_points import COMMANDS, NOW, adopted, done, put_up

pytestmark = pytest.mark.database


def stuck(hall: Hall, when: str, **given: object) -> str:
    """A case in which departments wait for one another."""
    accept: dict[str, object] = {
        "ground": "mutual_prerequisite",
        "kind": "general",
        "waiting_units": ["housing"],
    }
    accept |= {"waiting_papers": "互要意见", **given}
    known = {"matter": "互相要意见", "name": "某某", "no_phone": True, "channel": "counter"}
    orders = [Order("register", known), Order("accept", accept)]
    return open_case(
        hall.people["chen"], "hall", orders, f"stuck-{next(COMMANDS)}", at(when)
    ).case_no


def point_done(hall: Hall, cited: str, day: str, now: str) -> Point:
    point = put_up(hall, cited)
    Point.objects.filter(pk=point.pk).update(proposed_at=at("2026-07-01 09:00"))
    adopted(hall, point)
    return done(hall, point, day, at(now))


@pytest.mark.clause("XF-4", "SC-6.3.1", "SC-8.1", "SC-4.3")
def test_cases_of_the_cause_are_counted_before_and_after_month_by_month(hall: Hall) -> None:
    numbers = [stuck(hall, f"2026-{month}-10 09:00") for month in ("07", "08", "08", "09", "09")]
    numbers += [stuck(hall, f"2026-09-{day} 09:00") for day in ("16", "17")]
    stuck(hall, "2026-10-12 09:00")
    stuck(hall, "2026-11-12 09:00")
    hall.register("2026-10-12 09:00")
    causes.gather(NOW)
    point = point_done(hall, numbers[0], "2026-09-21", "2026-11-24 10:00")
    found = effect.effect(hall.people["jiang"], point, NOW)
    by_month = {f"{m.first:%m}": (m.n, m.after) for m in found.months}
    assert by_month["08"] == (2, False)
    assert by_month["09"] == (4, False)
    assert by_month["10"] == (1, True)
    assert found.before is not None
    assert found.after is not None
    assert (found.before.n, found.before.days, found.before.per_thirty) == (7, 180, 1.2)
    assert (found.after.n, found.after.days, found.after.per_thirty) == (2, 64, None)
    assert not found.comparable


@pytest.mark.clause("XF-7.5", "SC-5.1.c")
def test_no_figure_counts_a_complaint_kept_from_the_reader(hall: Hall) -> None:
    case_no = hall.register(
        "2026-10-12 09:00", ground="conduct", accused_units=["tax"], accused_users=["lin"]
    )
    causes.gather(NOW)
    chen, lin = hall.people["chen"], hall.people["lin"]
    numbers = cases_of_cause(chen, "hall", "attitude").values_list("case_no", flat=True)
    assert list(numbers) == [case_no]
    assert cases_of_cause(lin, "hall", "attitude").count() == 0


def test_a_department_counts_only_what_is_placed_with_it(hall: Hall) -> None:
    case_no = stuck(hall, "2026-10-12 09:00")
    hall.do("jiang", case_no, "screen", "2026-10-12 09:30")
    given = {"lead": "housing", "opinion": "请办", "signature": "顾清和"}
    hall.do("gu", case_no, "transfer", "2026-10-12 10:00", **given)
    stuck(hall, "2026-10-13 09:00")
    causes.gather(NOW)
    assert cases_of_cause(hall.people["mo"], "hall", "departments").count() == 1
    assert cases_of_cause(hall.people["jiang"], "hall", "departments").count() == 2


@pytest.mark.clause("XF-4")
def test_the_clock_gathers_what_cases_say_of_their_cause_once(hall: Hall) -> None:
    case_no = stuck(hall, "2026-11-23 09:00")
    tick.run(NOW)
    tick.run(NOW)
    told = CaseCause.objects.filter(case_no=case_no).values_list("field", "cause")
    assert list(told) == [("ground", "departments")]
    hall.do("chen", case_no, "answer", "2026-11-24 09:00", text="已说清")
    hall.do("chen", case_no, "complete", "2026-11-24 09:30", outcome="done", cause="rules")
    tick.run(NOW)
    later = CaseCause.objects.filter(case_no=case_no).order_by("field")
    assert list(later.values_list("field", "cause")) == [
        ("cause", "rules"),
        ("ground", "departments"),
    ]


@pytest.mark.clause("XF-4", "SC-6.3.3", "SC-8.1")
def test_as_many_cases_of_a_cause_as_the_standard_says_suggest_a_point(hall: Hall) -> None:
    numbers = [stuck(hall, f"2026-11-{day} 09:00") for day in ("02", "03", "04", "05", "06")]
    stuck(hall, "2026-08-03 09:00")
    causes.gather(NOW)
    chen = hall.people["chen"]
    assert suggestions.suggestions(chen, NOW) == []
    numbers.append(stuck(hall, "2026-11-09 09:00"))
    causes.gather(NOW)
    (found,) = suggestions.suggestions(chen, NOW)
    assert (found.cause, found.cases) == ("departments", tuple(sorted(numbers, reverse=True)))
    assert "90" in found.within
    assert suggestions.suggestions(hall.people["mo"], NOW) == []
    put_up(hall, numbers[0])
    assert suggestions.suggestions(chen, NOW) == []


@pytest.mark.clause("XF-7.5", "SC-5.1.c")
def test_no_suggestion_tells_of_complaints_kept_from_the_reader(hall: Hall) -> None:
    for day in range(2, 8):
        hall.register(
            f"2026-11-0{day} 09:00", ground="conduct", accused_units=["tax"], accused_users=["lin"]
        )
    causes.gather(NOW)
    (found,) = suggestions.suggestions(hall.people["chen"], NOW)
    assert found.cause == "attitude"
    assert suggestions.suggestions(hall.people["lin"], NOW) == []


def test_gathering_goes_on_where_it_stopped(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(causes, "AT_ONCE", 3)
    numbers = {stuck(hall, f"2026-11-{day} 09:00") for day in ("02", "03", "04")}
    causes.gather(NOW)
    assert set(CaseCause.objects.values_list("case_no", flat=True)) == numbers
