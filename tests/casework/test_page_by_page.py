"""翻页: while cases arrive and are worked on, none is lost between pages and none comes twice."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bancheng.casework import access, reading_rights
from bancheng.casework.case_row import CaseRow
from bancheng.casework.duty_row import DutyRow
from bancheng.casework.queries import Listed, Sieve, Wish, cases, listed
from bancheng.people.user import User
from tests.casework.hall import Hall, at

pytestmark = pytest.mark.database
A_PAGE = 3
BEGUN = at("2026-11-24 09:00")
NOW = at("2026-11-24 14:30")
# what happens between two pages: somebody comes, or one of the cases is worked on
MEANWHILE = st.lists(
    st.lists(st.one_of(st.none(), st.integers(0, 11)), max_size=4), min_size=6, max_size=6
)
MOMENTS = st.lists(st.integers(0, 5), min_size=12, max_size=12)  # many at the same moment
EXAMPLES = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@dataclass
class Desk:
    """A dozen cases, and somebody who turns the pages of them while others work."""

    reader: User
    sort: cases.Sort
    clock: datetime = BEGUN + timedelta(hours=1)
    moved: set[int] = field(default_factory=set)

    def arrives(self, at_moment: datetime) -> CaseRow:
        """One more case, with one thing owed."""
        number = CaseRow.objects.count()
        row = CaseRow.objects.create(
            case_no=f"P{number:03}", chain="hall", standard="guilin-xiufeng", edition="2024-05-17",
            version=1, stage="accepted", registered_at=at_moment, touched_at=at_moment,
        )  # fmt: skip
        DutyRow.objects.create(
            case=row, duty_id="d", chain="hall", rule="screen", by="leading_office",
            owed=["screen"], means="", before="nothing", limit="", state="open", arose=1,
            due=at_moment,
        )  # fmt: skip
        return row

    def happens(self, what: int | None, at_first: list[int]) -> None:
        """A case arrives, or one of the first is touched and is due at another time."""
        self.clock += timedelta(minutes=1)
        if what is None:
            self.arrives(self.clock)
            return
        key = at_first[what]
        CaseRow.objects.filter(pk=key).update(touched_at=self.clock)
        DutyRow.objects.filter(case=key).update(due=self.clock)
        self.moved.add(key)

    def page(self, wish: Wish) -> Listed:
        """What the list shows."""
        return listed(self.reader, replace(wish, sort=self.sort), NOW)


@pytest.mark.parametrize("sort", cases.SORTS)
@EXAMPLES
@given(moments=MOMENTS, meanwhile=MEANWHILE)
def test_no_case_is_lost_and_none_comes_twice(
    hall: Hall,
    monkeypatch: pytest.MonkeyPatch,
    sort: cases.Sort,
    moments: list[int],
    meanwhile: list[list[int | None]],
) -> None:
    monkeypatch.setattr(cases, "A_PAGE", A_PAGE)
    with transaction.atomic():
        desk = Desk(hall.people["chen"], sort)
        at_first = [desk.arrives(BEGUN + timedelta(minutes=minute)).pk for minute in moments]
        shown, last = _turned_to_the_end(desk, at_first, meanwhile)
        still = [key for key in at_first if key not in desk.moved or sort == "registered"]
        assert [key for key in still if key not in shown] == []
        if sort != "due":  # what is due later than it was may well come again, further down
            assert len(shown) == len(set(shown))
        assert [key for key in set(still) if shown.count(key) != 1] == []
        if sort == "touched":
            top = max(BEGUN + timedelta(minutes=minute) for minute in moments)
            assert last.newer == CaseRow.objects.filter(touched_at__gt=top).count()
        transaction.set_rollback(True)


def _turned_to_the_end(
    desk: Desk, at_first: list[int], meanwhile: list[list[int | None]]
) -> tuple[list[int], Listed]:
    page = desk.page(Wish(Sieve()))
    shown, happenings = [row.pk for row in page.rows], iter(meanwhile)
    while page.next is not None:
        for what in next(happenings, ()):
            desk.happens(what, at_first)
        page = desk.page(Wish(Sieve(), after=page.next, top=page.top))
        shown += [row.pk for row in page.rows]
    return shown, page


def test_the_bound_for_looking_takes_nothing_away(hall: Hall) -> None:
    """Who reads no centre whole is looked for among fewer cases, and sees the same."""
    hall.placed("2026-11-24 09:00")
    hall.placed("2026-11-24 09:00", lead="tax")
    hall.register("2026-11-24 09:00", ground="conduct", accused_units=["tax"])
    referred = hall.register("2026-11-24 09:00", kind="complex", complex_because="several")
    hall.do("jiang", referred, "screen", "2026-11-24 09:10")
    hall.do("jiang", referred, "refer", "2026-11-24 09:20", question="哪个部门牵头")
    counts = {}
    for who, user in hall.people.items():
        seen = set(access.visible(user).values_list("pk", flat=True))
        told = access.visible_to(reading_rights.reading_of(user)).values_list("pk", flat=True)
        assert seen == set(told), who
        counts[who] = len(seen)
    assert counts == {
        "chen": 4, "lin": 4, "jiang": 4, "li": 1, "gu": 4, "mo": 1, "wei": 0, "rao": 1,
    }  # fmt: skip
