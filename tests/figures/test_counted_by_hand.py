"""Figures against a count by hand on a handful of cases, now and as at past moments."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from bancheng.casework.door import Order, open_case
from bancheng.casework.erase import erase
from bancheng.figures import catching_up, keeping, moved, reckoning
from bancheng.figures.case_fact_row import CaseFact
from bancheng.figures.counting import Key
from bancheng.figures.duty_fact_row import DutyFact
from bancheng.figures.figures import Figures, of
from bancheng.figures.following import Facts
from bancheng.figures.kept_row import Kept
from bancheng.figures.period import months
from bancheng.figures.scope import scope_of
from bancheng.figures.stay_row import Stay
from bancheng.journal.entry_row import Entry
from bancheng.people.appoint import appoint, create_user
from bancheng.people.seats import unit_by_code
from tests.casework.hall import PASSWORD, at
from tests.figures.conftest import NOVEMBER, REPLY, Month

pytestmark = pytest.mark.database

NOW = at("2026-11-13 09:00")


def counted(month: Month, who: str | None = "jiang", as_at: str | None = None) -> Figures:
    """The month as somebody sees it (None: as everybody may)."""
    reader = month.hall.people[who] if who else None
    return of("hall", NOVEMBER, reader, at(as_at) if as_at else None, NOW)


@pytest.mark.clause("XF-9.5", "SC-8.1")
def test_acceptance_is_counted_by_kind_ground_and_channel(month: Month) -> None:
    found = counted(month, None)
    assert found.n("accepted") == 4
    assert found.by("kind", "accepted") == {"general": 3, "suggestion": 1}
    assert found.by("ground", "accepted") == {"not_accepted": 4}
    assert found.by("channel", "accepted") == {"counter": 4}
    assert found.by("day", "accepted") == {
        "2026-11-02": 1,
        "2026-11-04": 1,
        "2026-11-10": 1,
        "2026-11-12": 1,
    }
    assert found.n("declined") == 1
    assert found.by("refusal", "declined") == {"private_dispute": 1}
    assert found.in_hand == 2
    assert found.in_hand_before == 0


@pytest.mark.clause("XF-9.5")
def test_assignment_is_counted_by_department_with_what_was_sent_back(month: Month) -> None:
    found = counted(month, None)
    assert found.by("unit", "placed") == {"housing": 3, "land": 1}
    assert found.by("unit", "answered") == {"housing": 2}
    assert found.by("unit", "returned") == {"land": 1}
    assert found.by("again", "accepted")["returned"] == 1
    assert found.by("stay housing", "answered") == {"c": 1, "d": 1}


@pytest.mark.clause("XF-9.5", "XF-15")
def test_limits_are_counted_with_how_late(month: Month) -> None:
    """The one overdue: to housing on the 10th at 14:00, due on the 11th at 17:00, not replied."""
    found = counted(month, None)
    assert (found.n("met"), found.n("late"), found.n("overdue")) == (1, 1, 1)
    assert found.by("unit", "met") == {"housing": 1}
    assert found.by("late_by", "late") == {"d": 1}
    share = found.share_in_time("unit", "housing")
    assert (share.k, share.n) == (1, 3)


@pytest.mark.clause("SC-4.1", "SC-4.3", "XF-9.5")
def test_what_became_of_them_says_how_many_were_done(month: Month) -> None:
    found = counted(month, None)
    assert found.by("outcome", "ended") == {"cannot": 1, "done": 1}
    assert (found.share_done().k, found.share_done().n) == (1, 2)
    assert found.by("solved", "called_back") == {"solved": 1}
    assert found.by("satisfaction", "called_back") == {"satisfied": 1}


@pytest.mark.clause("XF-9.5")
def test_a_past_moment_is_counted_as_it_was_known(month: Month) -> None:
    """On the evening of the 8th: two accepted, one ended, the second due on the 5th and overdue."""
    found = counted(month, None, "2026-11-08 20:00")
    assert (found.n("accepted"), found.n("ended"), found.n("declined")) == (2, 1, 0)
    assert (found.n("met"), found.n("late"), found.n("overdue")) == (1, 0, 1)
    assert found.by("unit", "placed") == {"housing": 2}
    assert found.in_hand == 1
    assert found.n("called_back") == 1
    first = counted(month, None, "2026-11-02 08:00")
    assert first.counted == {}
    assert first.in_hand == 0


@pytest.mark.clause("XF-9.5", "SC-9.1")
def test_later_acts_and_an_erasure_change_nothing_of_a_past_moment(month: Month) -> None:
    before = counted(month, None, "2026-11-13 09:00")
    hall, cases = month.hall, month.cases
    hall.do("jiang", cases["in time"], "reopen", "2026-11-20 09:00", reason="又来反映")
    hall.do("mo", cases["sent back"], "reply", "2026-11-23 09:00", **REPLY)
    hall.do("chen", cases["waiting"], "withdraw", "2026-11-23 09:30", reason="诉求人不办了")
    root = create_user("root", "管理员", PASSWORD, must_change_password=False)
    appoint(root, unit_by_code("district"), "administrator")
    erase(root, cases["in time"], "保存期限已满", "erase-1", at("2026-11-25 09:00"))
    after = counted(month, None, "2026-11-13 09:00")
    assert after.counted == before.counted
    assert (after.in_hand, after.in_hand_before) == (before.in_hand, before.in_hand_before)
    assert counted(month, None).counted != before.counted, "the control: now it is otherwise"
    catching_up.make_anew()
    assert counted(month, None, "2026-11-13 09:00").counted == before.counted


def test_a_late_entry_counts_on_its_day_once_it_is_known(month: Month) -> None:
    """Taken on paper on the 6th, entered on the 13th."""
    known = {"matter": "停电那天记在纸上的", "name": "秦桂芳", "phone": "13900005512"}
    late = {"late_reason": "停电", "late_allowed_by": "lin"}
    taken = at("2026-11-06 09:00")
    orders = [
        Order("register", {**known, "channel": "counter", **late}, done_at=taken),
        Order("accept", {"ground": "other", "kind": "general", **late}, done_at=taken),
    ]
    open_case(month.hall.people["chen"], "hall", orders, "late-1", at("2026-11-13 08:30"))
    assert "2026-11-06" not in counted(month, None, "2026-11-13 08:00").by("day", "accepted")
    assert counted(month, None).by("day", "accepted")["2026-11-06"] == 1


@pytest.mark.clause("XF-9.5")
def test_who_came_again_stays_known_when_the_phone_is_erased(month: Month) -> None:
    """All five have one phone: four came again after the first, the declined one counts nowhere."""
    assert counted(month, None).by("again", "accepted")["person"] == 3
    root = create_user("root", "管理员", PASSWORD, must_change_password=False)
    appoint(root, unit_by_code("district"), "administrator")
    erase(root, month.cases["in time"], "保存期限已满", "erase-1", at("2026-11-25 09:00"))
    assert counted(month, None).by("again", "accepted")["person"] == 3
    catching_up.make_anew()
    assert counted(month, None).by("again", "accepted")["person"] == 3


def test_sums_kept_ready_are_those_counted_row_by_row(month: Month) -> None:
    """For whoever reads the whole, with and without the complaint; and after every one of them
    the same when everything is made anew."""
    for who in (None, "jiang", "gu", "chen"):
        kept = counted(month, who)
        rows = counted(month, who, "2026-11-13 09:00")
        assert kept.counted == rows.counted, who
        assert (kept.in_hand, kept.in_hand_before) == (rows.in_hand, rows.in_hand_before)
    before = counted(month).counted
    catching_up.make_anew()
    assert counted(month).counted == before


def test_reading_in_small_steps_gives_the_same(
    month: Month, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = counted(month, None).counted
    monkeypatch.setattr(catching_up, "A_STEP", 3)
    catching_up.make_anew()
    assert counted(month, None).counted == whole


def test_a_page_says_how_much_it_has_not_read_yet(
    month: Month, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catching_up, "A_STEP", 3)
    assert catching_up.catch_up("hall", most=3).unread > 10
    assert catching_up.catch_up("hall", most=10**6).unread == 0


@pytest.mark.clause("XF-9.2.3")
def test_a_complaint_is_in_no_figure_of_those_it_is_kept_from(month: Month) -> None:
    conduct = Key("ground", "conduct", "accepted")
    assert counted(month, "gu").counted[conduct] == 1
    assert counted(month, "gu").n("accepted") == 5
    then = "2026-11-13 09:00"
    for who, as_at in ((None, None), ("mo", None), (None, then), ("mo", then)):
        found = counted(month, who, as_at)
        assert conduct not in found.counted
    assert counted(month, "gu").in_hand == counted(month, None).in_hand + 1


def test_a_department_counts_what_it_may_see(month: Month) -> None:
    mine = counted(month, "mo")
    assert mine.n("accepted") == 3
    assert mine.by("unit", "placed") == {"housing": 3, "land": 1}
    assert counted(month, "wei").n("accepted") == 0
    assert counted(month, "rao").counted == {}


@pytest.mark.clause("SC-9.1")
def test_the_clock_keeps_last_month_ready_as_it_was_known_when_it_ended(month: Month) -> None:
    now = at("2026-12-03 09:00")
    then = at("2026-12-01 00:00")
    catching_up.run(now)
    keeping.run(now)
    kept = Kept.objects.get()
    assert (kept.first, kept.as_at) == (NOVEMBER.first, then)
    ready = of("hall", NOVEMBER, None, then, now)
    Kept.objects.all().delete()
    assert of("hall", NOVEMBER, None, then, now) == ready
    month.hall.do("chen", month.cases["waiting"], "withdraw", "2026-12-03 09:30", reason="不办了")
    assert of("hall", NOVEMBER, None, then, now).counted == ready.counted


def test_what_is_kept_goes_where_a_case_turns_out_to_be_a_complaint(month: Month) -> None:
    """Declined in November; in December the review finds that it is about somebody's conduct."""
    now, then = at("2026-12-03 09:00"), at("2026-12-01 00:00")
    before = of("hall", NOVEMBER, None, then, now)
    assert (before.n("accepted"), before.n("declined")) == (4, 1)
    kept = Kept.objects.get().pk
    hall, declined = month.hall, month.cases["not ours"]
    overturned = {"overturned": "true", "reason": "应当受理"}
    hall.do("gu", declined, "review_decline", "2026-12-03 10:00", **overturned)
    accused = {"ground": "conduct", "kind": "general", "accused_units": ["housing"]}
    hall.do("chen", declined, "accept", "2026-12-03 11:00", **accused)
    after = of("hall", NOVEMBER, None, then, now)
    assert (after.n("accepted"), after.n("declined")) == (4, 0)
    assert Kept.objects.get().pk != kept, "counted anew"


@pytest.mark.clause("XF-9.5", "SC-9.1")
def test_every_past_moment_is_the_same_taken_back_from_now_and_counted_row_by_row(
    month: Month, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was known is what is known less what moved since: at each moment at which anything was
    recorded, for everybody and for who sees the complaint."""
    hall, cases = month.hall, month.cases
    hall.do("mo", cases["sent back"], "claim", "2026-11-19 09:00")
    hall.do("jiang", cases["in time"], "reopen", "2026-11-20 09:00", reason="又来反映")
    hall.do("mo", cases["sent back"], "reply", "2026-11-23 09:00", **REPLY)
    hall.do("chen", cases["waiting"], "withdraw", "2026-11-23 09:30", reason="诉求人不办了")
    whole = of("hall", NOVEMBER, None, None, at("2026-12-03 09:00"))
    moments = sorted(set(Entry.objects.values_list("recorded_at", flat=True)))
    different = 0
    for who in (None, "gu"):
        scope = scope_of("hall", hall.people[who] if who else None)
        for moment in moments:
            asked = (scope, NOVEMBER, moment)
            found = []
            for most in (500, -1):
                monkeypatch.setattr(moved, "MOST", most)
                sums = reckoning.sums(*asked, at("2026-12-03 09:00"))
                totals = reckoning.totals(*asked)
                found.append((sums, reckoning.in_hand(*asked), +Counter(totals)))
            assert found[0] == found[1], (who, moment)
            different += found[0][0] != whole.counted
    assert different > len(moments), "the control: most moments are otherwise than now"


def test_only_cases_with_a_part_in_the_days_are_taken_back(month: Month) -> None:
    """In December one case comes, and one of November is entered that was taken on paper."""
    then = at("2026-12-01 00:00")
    known = {"matter": "记在纸上的", "name": "秦桂芳", "phone": "13900005512"}
    late = {"late_reason": "停电", "late_allowed_by": "lin"}
    orders = [
        Order("register", {**known, "channel": "counter", **late}, done_at=at("2026-11-27 09:00")),
        Order(
            "accept",
            {"ground": "other", "kind": "general", **late},
            done_at=at("2026-11-27 09:00"),
        ),
    ]
    before = of("hall", NOVEMBER, None, then, at("2026-12-03 09:00")).n("accepted")
    chen = month.hall.people["chen"]
    entered = open_case(chen, "hall", orders, "late-2", at("2026-12-02 09:00")).case_no
    month.hall.do("jiang", entered, "screen", "2026-12-02 09:30")
    month.hall.register("2026-12-02 10:00")
    stands = of("hall", NOVEMBER, None, None, at("2026-12-03 09:00"))
    assert moved.moved_since("hall", then, NOVEMBER) == [entered]
    Kept.objects.all().delete()
    assert of("hall", NOVEMBER, None, then, at("2026-12-03 09:00")).n("accepted") == before
    assert stands.n("accepted") == before + 1


@pytest.mark.parametrize(
    "which",
    [
        *("state known_from", "state known_until", "duty known_from", "duty known_until"),
        *("duty verdict_known", "stay known_from", "stay left_known"),
    ],
)
def test_a_case_moved_last_when_anything_that_is_counted_of_it_did(which: str) -> None:
    early, last = at("2026-11-02 09:00"), at("2026-11-05 09:00")
    state = CaseFact(chain="hall", case_no="1", known_from=early)
    duty, stay = DutyFact(known_from=early), Stay(known_from=early)
    kind, name = which.split()
    setattr({"state": state, "duty": duty, "stay": stay}[kind], name, last)
    moved_last = moved.last_move("1", Facts([state], [duty], [stay]))
    assert moved_last is not None
    assert moved_last.known == last


@pytest.mark.clause("SC-9.1")
def test_the_clock_keeps_a_quarter_and_a_year_ready_when_they_end(month: Month) -> None:
    now, then = at("2027-01-01 00:10"), at("2027-01-01 00:00")
    catching_up.run(now)
    keeping.run(now)
    spans = sorted((k.first.month, k.last.month, k.as_at) for k in Kept.objects.all())
    assert spans == [(1, 12, then), (10, 12, then), (12, 12, then)]
    year = of("hall", months(date(2026, 1, 1), 12), None, then, now)
    Kept.objects.all().delete()
    assert of("hall", months(date(2026, 1, 1), 12), None, then, now) == year
    assert year.n("accepted") == 4


def test_what_may_still_change_is_not_kept(month: Month) -> None:
    """A moment just now, and a reader of one's own."""
    now = at("2026-12-03 09:00")
    of("hall", NOVEMBER, None, now, now)
    of("hall", NOVEMBER, month.hall.people["gu"], at("2026-12-01 00:00"), now)
    assert not Kept.objects.exists()
