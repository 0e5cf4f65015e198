"""The city's revisit of a centre that has an installation of its own: list out, answers back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from bancheng.casework import access
from bancheng.casework.case_row import CaseRow
from bancheng.casework.door import Order, handle
from bancheng.casework.facts import case_of
from bancheng.casework.reveal_row import Reveal
from bancheng.casework.revisiting import RevisitedElsewhere
from bancheng.core.refusal import Refusal
from bancheng.exchange.making import make
from bancheng.exchange.own_keys import own_card
from bancheng.exchange.partner_row import REVISITED, REVISITS, Partner
from bancheng.exchange.partners import add
from bancheng.exchange.taking import take
from bancheng.exchange.waiting import waiting
from bancheng.journal import read
from bancheng.people.appoint import appoint, create_user
from bancheng.people.establish import create_unit
from bancheng.people.models import Unit
from bancheng.people.unit import Form
from bancheng.people.user import User
from bancheng.revisit import elsewhere, seeing
from bancheng.revisit.calling import entries_for, entry_for, note_in_vain, note_result
from bancheng.revisit.campaign_row import Campaign
from bancheng.revisit.campaigns import end_campaign, open_campaign
from bancheng.revisit.elsewhere_row import Elsewhere
from tests.casework.county import events, texts
from tests.casework.hall import PASSWORD, Hall, at, establish_hall
from tests.exchange.pair import heard
from tests.web.clerk import Clerk

pytestmark = [pytest.mark.database, pytest.mark.clause("XF-15")]
DAYS = (date(2026, 11, 1), date(2026, 11, 30))
NOW = at("2026-12-01 09:00")
ANSWER: dict[str, Any] = {
    "solved": "solved",
    "satisfaction": "dissatisfied",
    "answered_by": "petitioner",
}
ANSWER |= {"said": "跑了四趟才办成"}


@dataclass
class Both:
    """The hall, as it knows the city, and the city, as it knows the hall."""

    hall: Hall
    city: Partner
    centre: Partner
    caller: User

    def listed(self, command: str = "list") -> bytes:
        """The hall's file with its closed cases."""
        chen = self.hall.people["chen"]
        return bytes(make(chen, self.city, DAYS, command, NOW).content)

    def answered(self, command: str = "answers") -> bytes:
        """The city's file with what was answered."""
        return bytes(make(self.caller, self.centre, None, command, NOW).content)


@pytest.fixture
def both(db: None, settings: Settings, tmp_path: Path) -> Both:
    """Two trees in one database, as in ``pair``."""
    settings.BANCHENG_DATA = tmp_path
    hall = establish_hall()
    city = create_unit("far-city", "某市", Form.REGION)
    district = Unit.objects.get(code="district")
    district.parent = city
    district.save()
    body = create_unit("far-city-office", "某市政务服务监督管理办公室", Form.BODY, city)
    near = create_unit("city", "某市（市里）", Form.REGION)
    below = create_unit("far-district", "某区（市里看）", Form.REGION, near)
    office = create_unit("city-office", "某市政务服务监督管理办公室", Form.BODY, near)
    centre = create_unit(
        "far-hall", "某区政务服务中心", Form.CENTRE, below, standard="guilin-xiufeng"
    )
    caller = create_user("gan", "甘棠", PASSWORD, must_change_password=False)
    appoint(caller, office, "upper_supervision", date(2026, 1, 1))
    ours = Unit.objects.get(code="hall")
    there, here = own_card(office), own_card(ours)
    one = add((REVISITS, ours, body), there, heard(there), "keeper", NOW)
    two = add((REVISITED, office, centre), here, heard(here), "keeper", NOW)
    return Both(hall, one, two, caller)


def campaign_of(both: Both) -> Campaign:
    """A campaign of November's cases."""
    office = Unit.objects.get(code="city-office")
    return open_campaign(both.caller, office, *DAYS, "campaign", NOW)


def test_closed_cases_go_to_the_city_and_its_answers_come_back(both: Both) -> None:
    case_no = both.hall.ended()
    both.hall.placed()  # not closed, so not told
    chen = both.hall.people["chen"]
    assert waiting(chen, both.city, DAYS).new == 1
    taken = take(both.caller, both.listed(), NOW)
    abroad = f"far-hall:{case_no}"
    assert [(line.case_no, line.fine) for line in taken.file.lines.all()] == [(abroad, True)]
    assert Reveal.objects.filter(case_no=case_no, user="chen").count() == 2
    assert waiting(chen, both.city, DAYS).new == 0
    campaign = campaign_of(both)
    (entry,) = entries_for(both.caller, campaign)
    assert (entry.case_no, entry.number, entry.chain) == (abroad, case_no, "far-hall")
    glimpse = seeing.glimpses(both.caller, [abroad])[abroad]
    assert glimpse.matter.startswith("装电梯")
    assert "秦桂芳" not in str(glimpse)
    assert "13900005512" not in str(glimpse)
    assert seeing.show_whole(both.caller, abroad, "petitioner", NOW) == ("秦桂芳", "13900005512")
    assert Reveal.objects.filter(case_no=abroad, user="gan").count() == 2
    note_in_vain(both.caller, entry, "no_answer", "petitioner", "call-1", NOW)
    entry = note_result(both.caller, entry, ANSWER, "call-2", NOW)
    assert (entry.state, entry.satisfaction, entry.tries) == ("done", "dissatisfied", 2)
    with pytest.raises(Refusal):
        note_result(both.caller, entry, ANSWER, "call-3", NOW)
    assert "revisited" not in events(case_no)  # not before the file is there
    assert waiting(both.caller, both.centre).new == 1
    taken = take(chen, both.answered(), NOW)
    assert [(line.case_no, line.fine, line.said) for line in taken.file.lines.all()] == [
        (case_no, True, "")
    ]
    assert events(case_no)[-1] == "revisited"
    case = case_of(read.case(case_no))
    assert case.revisit_satisfaction == "dissatisfied"
    assert case.solved is None  # the window's own is the window's
    assert [d.rule for d in case.owed() if d.rule == "follow-revisit"]
    told = texts(case_no)
    assert told["said"] == "跑了四趟才办成"
    assert told["for_person"] == "甘棠，2026-12-01 09:00 回访"
    sealed = read.case(case_no)[-1]
    assert sealed.actor["role"] == "upper_supervision"
    assert sealed.actor["unit"] == "far-city-office"
    take(both.caller, bytes(make(chen, both.city, None, "receipt", NOW).content), NOW)
    row = Elsewhere.objects.get()
    assert (bytes(row.words), bytes(row.answer)) == (b"", b"")


def test_a_list_taken_twice_asks_nobody_twice(both: Both) -> None:
    both.hall.ended()
    content = both.listed()
    take(both.caller, content, NOW)
    assert take(both.caller, content, NOW).repeated
    campaign_of(both)
    assert Elsewhere.objects.count() == 1
    with pytest.raises(Refusal) as refused:
        both.listed("again")
    assert refused.value.code == "nothing_to_tell"


def test_a_case_that_is_dealt_with_again_takes_no_answer(both: Both) -> None:
    case_no = both.hall.ended()
    take(both.caller, both.listed(), NOW)
    campaign = campaign_of(both)
    entry = entry_for(both.caller, campaign, f"far-hall:{case_no}")
    note_result(both.caller, entry, ANSWER, "call-1", NOW)
    both.hall.do("jiang", case_no, "reopen", "2026-12-01 08:00", reason="又坏了")
    taken = take(both.hall.people["chen"], both.answered(), NOW)
    line = taken.file.lines.get()
    assert (line.fine, "重新办理" in line.said) == (False, True)
    assert "revisited" not in events(case_no)


def test_an_answer_about_a_case_that_was_not_handed_over_is_not_taken(both: Both) -> None:
    listed = both.hall.ended()
    take(both.caller, both.listed(), NOW)
    other = both.hall.ended()
    campaign = campaign_of(both)
    entry = entry_for(both.caller, campaign, f"far-hall:{listed}")
    note_result(both.caller, entry, ANSWER, "call-1", NOW)
    row = Elsewhere.objects.get()
    said = elsewhere.answer_of(row)
    row.case_no = f"far-hall:{other}"
    elsewhere.keep_answer(row, said, NOW)
    row.save()
    line = take(both.hall.people["chen"], both.answered(), NOW).file.lines.get()
    assert (line.fine, "没有交给对方回访过" in line.said) == (False, True)
    assert "revisited" not in events(other)


def test_what_nobody_was_asked_about_is_forgotten_with_the_campaign(both: Both) -> None:
    both.hall.ended()
    take(both.caller, both.listed(), NOW)
    campaign = campaign_of(both)
    assert bytes(Elsewhere.objects.get().words)
    end_campaign(campaign, both.caller, NOW)
    assert bytes(Elsewhere.objects.get().words) == b""


@pytest.mark.clause("XF-9.2.3")
def test_a_complaint_about_the_citys_own_body_goes_into_no_list(both: Both) -> None:
    accused = ["far-city-office"]
    case_no = both.hall.register("2026-11-23 09:00", ground="conduct", accused_units=accused)
    closed = CaseRow.objects.filter(case_no=case_no)
    closed.update(stage="ended", ended_at=at("2026-11-23 10:00"))
    for who in ("chen", "gu"):
        assert waiting(both.hall.people[who], both.city, DAYS).new == 0
    closed.update(stage="accepted", ended_at=None)


@pytest.mark.clause("XF-9.2.3")
def test_callers_do_not_see_a_complaint_about_their_unit_that_came_all_the_same(
    both: Both,
) -> None:
    case_no = both.hall.ended()
    take(both.caller, both.listed(), NOW)
    Elsewhere.objects.update(conduct=True, walls=["city-office"])
    campaign = campaign_of(both)
    abroad = f"far-hall:{case_no}"
    assert not entries_for(both.caller, campaign).exists()
    assert seeing.glimpses(both.caller, [abroad]) == {}
    with pytest.raises(access.NotFound):
        seeing.show_whole(both.caller, abroad, "petitioner", NOW)


def test_nobody_but_the_file_of_a_revisiting_body_writes_a_revisit(both: Both) -> None:
    case_no = both.hall.ended()
    given = {**ANSWER, "campaign": 1}
    for role, act in (("window", "revisit"), ("upper_supervision", "note")):
        doer = RevisitedElsewhere(role, "far-city-office")
        with pytest.raises(Refusal):
            handle(doer, case_no, [Order(act, given)], f"x-{role}", None, NOW)
    assert CaseRow.objects.get(case_no=case_no).version == read.version_of(case_no)


def test_the_callers_pages_show_it_like_any_other(both: Both) -> None:
    case_no = both.hall.ended()
    take(both.caller, both.listed(), NOW)
    campaign, gan = campaign_of(both), Clerk("gan")
    here = f"/revisit/{campaign.pk}/"
    assert case_no in gan.get(f"{here}list")
    assert "far-hall:" not in gan.get(f"{here}list")
    call = f"{here}call/far-hall:{case_no}"
    assert "13900005512" not in gan.get(call)
    assert "某区政务服务中心用自己的系统" in gan.get(call)
    taken = gan.get(f"/exchange/{both.centre.pk}/taken/1")
    assert case_no in taken
    assert "far-hall:" not in taken
    shown = gan.post(call, 200, show="petitioner").content.decode()
    assert "13900005512" in shown
    gan.fill_in(call, **ANSWER)
    assert "不满意" in gan.get(f"{here}list")
    assert "1 / 1" in gan.get(here)
    assert "有 1 件有新情况" in gan.get(f"/exchange/{both.centre.pk}/")
    whole = {"format": "csv", "whole": "1", "reason": "打印出来打电话"}
    answer = gan.client.post(f"{here}export", whole)
    assert "13900005512" in answer.getvalue().decode("utf-8-sig")
    chen = Clerk("chen")
    page = chen.get(f"/exchange/{both.city.pk}/?first_on=2026-11-01&last_on=2026-11-30")
    assert "列入回访名单 1" in page
    for days in ("first_on=2026-11-30&last_on=2026-11-01", "first_on=x&last_on="):
        chen.get(f"/exchange/{both.city.pk}/?{days}", 422)
