"""A revisit of all: complete, its answers beside the window's, nobody asked twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bancheng.casework import access
from bancheng.casework.access import NotFound
from bancheng.casework.case_row import CaseRow
from bancheng.casework.door import Order, handle
from bancheng.casework.duty_row import DutyRow
from bancheng.casework.erase import erase
from bancheng.casework.facts import event_of
from bancheng.casework.reveal_row import Reveal
from bancheng.casework.revisiting import Revisiting, glimpses, show_whole
from bancheng.core.refusal import Refusal
from bancheng.journal import read
from bancheng.library.standards import standard
from bancheng.people.appoint import appoint, create_user
from bancheng.people.models import Unit
from bancheng.revisit import calling, gathering, progress
from bancheng.revisit.attempt_row import Attempt
from bancheng.revisit.campaign_row import Campaign
from bancheng.revisit.campaigns import end_campaign, usual_days
from bancheng.revisit.entry_row import Entry
from tests.casework.hall import PASSWORD, at
from tests.revisit.city import COMMANDS, LAST, NOW, City

pytestmark = [pytest.mark.database, pytest.mark.clause("XF-15")]
BAD: dict[str, str] = {
    "solved": "unsolved",
    "satisfaction": "dissatisfied",
    "answered_by": "petitioner",
}
GOOD: dict[str, str] = {
    "solved": "solved",
    "satisfaction": "satisfied",
    "answered_by": "petitioner",
}


def numbers(campaign: Campaign) -> list[str]:
    return sorted(campaign.entries.values_list("case_no", flat=True))


def asks(city: City, campaign: Campaign, case_no: str, who: str = "gan", **given: str) -> Entry:
    user = city.people[who]
    entry = calling.entry_for(user, campaign, case_no)
    return calling.note_result(user, entry, given, f"call-{next(COMMANDS)}", NOW)


def in_vain(city: City, campaign: Campaign, case_no: str, outcome: str = "no_answer") -> Entry:
    user = city.people["gan"]
    entry = calling.entry_for(user, campaign, case_no)
    return calling.note_in_vain(user, entry, outcome, "petitioner", f"call-{next(COMMANDS)}", NOW)


def test_all_closed_cases_of_the_levels_below_are_listed_each_once_and_no_other(city: City) -> None:
    mine = [city.closed(centre) for centre in ("hall", "county-hall", "town-hall") * 2]
    city.closed("city-hall")  # the city's own level
    city.closed("hall", "2026-09-30 16:00")  # closed before the days asked about
    city.hall.placed("2026-10-12 09:00")  # not closed
    campaign = city.opens()
    assert numbers(campaign) == sorted(mine)
    assert gathering.gather_into(campaign, NOW) == 0
    assert numbers(campaign) == sorted(mine)


def test_what_is_closed_later_is_added_while_the_campaign_is_open_and_not_after(city: City) -> None:
    campaign = city.opens()
    assert numbers(campaign) == []
    later = city.closed("town-hall", "2026-11-24 15:00")
    gathering.gather(NOW + timedelta(hours=1))
    assert numbers(campaign) == [later]
    assert end_campaign(campaign, city.people["gan"], NOW + timedelta(hours=2))
    city.closed("town-hall", "2026-11-24 17:00")
    gathering.gather(NOW + timedelta(hours=3))
    assert numbers(campaign) == [later]
    campaign.refresh_from_db()
    assert campaign.ended_by == "gan"


def test_no_case_is_in_two_campaigns_of_one_body(city: City) -> None:
    city.opens()
    with pytest.raises(Refusal, match="已经开过一批"):
        city.opens()


def test_both_results_stand_and_the_stage_does_not_move(city: City) -> None:
    case_no = city.closed("county-hall", grade="satisfied")
    before = CaseRow.objects.get(case_no=case_no)
    campaign = city.opens()
    asks(city, campaign, case_no, **BAD, said="还是没有办成")
    after = CaseRow.objects.get(case_no=case_no)
    assert (after.solved, after.satisfaction, after.stage) == ("solved", "satisfied", before.stage)
    events = {entry.event: event_of(entry) for entry in read.case(case_no)}
    assert events["called_back"].data["satisfaction"] == "satisfied"
    assert events["revisited"].data["satisfaction"] == "dissatisfied"
    assert events["revisited"].data["campaign"] == campaign.pk
    assert events["revisited"].by.unit == "city-supervision"
    entry = campaign.entries.get()
    assert (entry.window_satisfaction, entry.satisfaction) == ("satisfied", "dissatisfied")
    found = progress.difference(city.people["gan"], campaign)
    assert (found.compared, found.worse, found.same, found.only_here) == (1, 1, 0, 0)


def test_a_bad_answer_owes_the_office_a_follow_up_even_of_an_archived_case(city: City) -> None:
    case_no = city.closed("hall", grade="satisfied")
    chen = city.people["chen"]
    handle(chen, case_no, [Order("confirm", {"signing": "here"})], "confirm-1", None, NOW)
    handle(chen, case_no, [Order("archive", {})], "archive-1", None, NOW)
    asks(city, city.opens(), case_no, **BAD)
    duty = DutyRow.objects.get(case__case_no=case_no, rule="follow-revisit")
    assert (duty.by, duty.state, duty.owed) == ("leading_office", "open", ["supervise", "reopen"])
    city.hall.do("jiang", case_no, "reopen", "2026-11-24 15:00", reason="市里回访不满意")
    assert CaseRow.objects.get(case_no=case_no).round == 2


def test_the_windows_callback_made_after_the_revisit_is_compared_too(city: City) -> None:
    case_no = city.closed("hall")
    campaign = city.opens()
    asks(city, campaign, case_no, **GOOD)
    assert progress.difference(city.people["gan"], campaign).only_here == 1
    given = {"solved": "partly", "satisfaction": "fairly"}
    city.hall.do("chen", case_no, "call_back", "2026-11-24 15:00", **given)
    gathering.gather(NOW + timedelta(hours=1))
    assert progress.difference(city.people["gan"], campaign).better == 1


def test_nobody_is_asked_twice_but_after_a_reopening_once_more(city: City) -> None:
    case_no = city.closed("hall")
    campaign = city.opens()
    asks(city, campaign, case_no, **BAD)
    with pytest.raises(Refusal, match="已经回访过"):
        asks(city, campaign, case_no, **GOOD)
    city.hall.do("jiang", case_no, "reopen", "2026-11-24 14:30", reason="再办")
    with pytest.raises(NotFound):
        asks(city, campaign, case_no, **GOOD)
    for act, given in (("answer", {"text": "说明"}), ("complete", {"outcome": "done"})):
        city.hall.do("chen", case_no, act, "2026-11-24 14:30", **given)
    gathering.gather(NOW + timedelta(hours=2))
    assert asks(city, campaign, case_no, **GOOD).satisfaction == "satisfied"
    assert numbers(campaign) == [case_no]


def test_three_calls_in_vain_make_it_unreached_and_an_answer_later_still_counts(city: City) -> None:
    case_no = city.closed("hall")
    campaign = city.opens()
    states = [in_vain(city, campaign, case_no).state for _ in range(3)]
    assert states == ["waiting", "waiting", "unreached"]
    assert asks(city, campaign, case_no, **GOOD, who="yue").state == "done"
    assert Attempt.objects.count() == 4


@pytest.mark.parametrize("outcome", ["refused", "wrong_number"])
def test_who_refuses_or_has_another_number_is_dealt_with(city: City, outcome: str) -> None:
    case_no = city.closed("hall")
    campaign = city.opens()
    assert in_vain(city, campaign, case_no, outcome).state == outcome
    whole = progress.total(progress.by_centre(city.people["gan"], campaign))
    assert (whole.waiting, whole.done, whole.dealt_with) == (0, 0, 1)


def test_the_same_command_twice_is_one_call(city: City) -> None:
    case_no = city.closed("hall")
    campaign = city.opens()
    entry = campaign.entries.get()
    for _ in range(2):
        calling.note_result(city.people["gan"], entry, GOOD, "twice", NOW)
    assert Attempt.objects.count() == 1
    assert [e.event for e in read.case(case_no)].count("revisited") == 1


def test_callers_take_different_cases_and_give_back_what_they_did_not_call(city: City) -> None:
    for _ in range(30):
        city.closed("hall")
    campaign = city.opens()
    gan, yue = city.people["gan"], city.people["yue"]
    assert calling.take_some(gan, campaign, NOW) == calling.BATCH
    assert calling.take_some(yue, campaign, NOW) == 10
    assert calling.take_some(yue, campaign, NOW) == 0
    assert calling.give_back(gan, campaign) == calling.BATCH
    assert campaign.entries.filter(caller="yue").count() == 10


def test_a_caller_reads_no_case_and_only_the_little_that_is_needed(city: City) -> None:
    matter = "开店的证" * 40
    case_no = city.closed("hall", matter=matter)
    gan = city.people["gan"]
    assert not access.visible(gan).exists()
    with pytest.raises(NotFound):
        access.row_for(gan, case_no)
    glimpse = glimpses(gan, [case_no])[case_no]
    assert glimpse.matter == matter[:60] + "…"
    assert glimpse.people == (("petitioner", "秦*芳", "139****5512"),)
    assert glimpses(city.people["chen"], [case_no]) == {}
    assert glimpses(city.people["gu"], [case_no]) == {}


def test_a_phone_is_shown_once_it_is_recorded_that_it_was(city: City) -> None:
    case_no = city.closed("hall")
    assert show_whole(city.people["gan"], case_no, "petitioner", NOW) == ("秦桂芳", "13900005512")
    shown = Reveal.objects.get(case_no=case_no, field="phone")
    assert (shown.user, shown.reason) == ("gan", "全量回访")
    with pytest.raises(NotFound):
        show_whole(city.people["gu"], case_no, "petitioner", NOW)
    with pytest.raises(NotFound):  # not closed: nobody is called
        show_whole(city.people["gan"], city.hall.placed(), "petitioner", NOW)


def test_a_complaint_about_the_citys_own_body_is_on_no_list_of_its_people(city: City) -> None:
    case_no = city.hall.register(
        "2026-10-12 09:00", ground="conduct", accused_units=["city-supervision"]
    )
    CaseRow.objects.filter(case_no=case_no).update(stage="ended", ended_at=at("2026-10-12 10:00"))
    campaign = city.opens()
    gan = city.people["gan"]
    assert not calling.entries_for(gan, campaign).exists()
    assert progress.by_centre(gan, campaign) == {}
    assert glimpses(gan, [case_no]) == {}
    with pytest.raises(NotFound):
        show_whole(gan, case_no, "petitioner", NOW)
    CaseRow.objects.filter(case_no=case_no).update(stage="accepted", ended_at=None)


def test_a_revisit_is_written_down_from_the_list_alone_and_nothing_else_is(city: City) -> None:
    case_no = city.closed("hall")
    given = {**BAD, "campaign": 1}
    gan = city.people["gan"]
    with pytest.raises(NotFound):
        handle(gan, case_no, [Order("revisit", given)], "r-1", None, NOW)
    with pytest.raises(Refusal, match="只能记录回访"):
        handle(Revisiting(gan), case_no, [Order("note", {"text": "……"})], "r-2", None, NOW)
    for other in ("chen", "gu", "jiang"):
        order = [Order("revisit", given)]
        with pytest.raises(NotFound):
            handle(Revisiting(city.people[other]), case_no, order, f"r-{other}", None, NOW)
    with pytest.raises(Refusal, match="回访名单"):
        handle(city.people["chen"], case_no, [Order("revisit", given)], "r-3", None, NOW)


def test_an_ended_campaign_takes_nothing_more(city: City) -> None:
    case_no = city.closed("hall")
    campaign = city.opens()
    end_campaign(campaign, city.people["gan"], NOW)
    with pytest.raises(Refusal, match="已经结束"):
        asks(city, campaign, case_no, **GOOD)
    with pytest.raises(Refusal, match="已经结束"):
        in_vain(city, campaign, case_no)


def test_after_an_erasure_the_list_still_counts_and_tells_nobody_who_it_was(city: City) -> None:
    case_no = city.closed("hall", grade="satisfied")
    campaign = city.opens()
    asks(city, campaign, case_no, **BAD, said="还是没有办成")
    keeper = create_user("keeper", "管信达", PASSWORD, must_change_password=False)
    appoint(keeper, Unit.objects.get(code="city"), "administrator")
    erase(keeper, case_no, "保存期限已满", "erase-1", NOW)
    glimpse = glimpses(city.people["gan"], [case_no])[case_no]
    assert (glimpse.matter, glimpse.people) == ("", ())
    assert progress.difference(city.people["gan"], campaign).worse == 1


def test_the_usual_days_are_the_last_whole_period(city: City) -> None:
    rule = standard("guilin-xiufeng").revisit
    assert rule is not None
    year = usual_days(rule, NOW.date())
    assert [day.isoformat() for day in year] == ["2025-01-01", "2025-12-31"]
    quarter = usual_days(rule.model_copy(update={"period": "quarter"}), LAST)
    assert [day.isoformat() for day in quarter] == ["2026-07-01", "2026-09-30"]
