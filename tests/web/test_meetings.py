"""会议 on pages: questions put to the leading group, one form that decides, meetings, minutes."""

from __future__ import annotations

from typing import Any

import pytest

from bancheng.casework.facts import case_of, event_of
from bancheng.core.stage import Stage
from bancheng.journal import read
from bancheng.meetings.meeting_row import Meeting
from tests.casework.hall import Hall, at
from tests.meetings.table import called, put
from tests.web.clerk import Clerk
from tests.web.conftest import Clock
from tests.web.test_pages_are_cheap import asked

pytestmark = [pytest.mark.database, pytest.mark.clause("XF-9.2.1")]


@pytest.fixture
def li(hall: Hall) -> Clerk:
    """A member of the leading group."""
    return Clerk("li")


@pytest.fixture
def jiang(hall: Hall) -> Clerk:
    """The leading group's office."""
    return Clerk("jiang")


def stage(case_no: str) -> Stage:
    return case_of(read.case(case_no)).stage


def last_entry(case_no: str) -> dict[str, object]:
    return dict(event_of(read.case(case_no)[-1]).data)


def test_the_leading_group_sees_each_question_with_its_proposal_and_limit(
    hall: Hall, li: Clerk
) -> None:
    case_no = put(hall)
    page = li.get("/questions/")
    assert case_no in page
    assert "由谁牵头，几时办结" in page
    assert "区住建局牵头，自然资源分局协办，12月4日前办结 住建先出备案意见" in page
    assert "后天" in page
    assert "今天受理" in page
    assert "待研究事项" in li.get("/")


@pytest.mark.parametrize("who", ["chen", "gu", "mo"])
def test_for_whoever_has_no_part_in_the_body_there_are_no_such_pages(hall: Hall, who: str) -> None:
    case_no = put(hall)
    meeting = called(hall, case_no)
    nobody = Clerk(who)
    for address in (
        "/questions/",
        f"/questions/{case_no}",
        "/meetings/",
        f"/meetings/{meeting.pk}/",
        f"/meetings/{meeting.pk}/attendance",
        f"/meetings/{meeting.pk}/minutes",
    ):
        nobody.get(address, 404)
    assert "待研究事项" not in nobody.get("/")


def test_one_form_decides_as_proposed(hall: Hall, li: Clerk) -> None:
    case_no = put(hall)
    page = li.raw(f"/questions/{case_no}").content.decode()
    assert '<option value="housing" selected>' in page or 'value="housing" checked' in page
    assert 'value="2026-12-04"' in page
    answer = li.fill_in(
        f"/questions/{case_no}",
        lead="housing",
        supporting=["land"],
        decided_due_on="2026-12-04",
        minutes="同意上述建议。",
    )
    assert answer["Location"] == "/questions/"
    assert stage(case_no) is Stage.DETERMINED
    told = last_entry(case_no)
    assert (told["lead"], told["supporting"]) == ("housing", ["land"])
    assert case_no not in li.get("/questions/")


def test_what_is_missing_stands_at_its_field_and_what_was_typed_stays(
    hall: Hall, li: Clerk
) -> None:
    case_no = put(hall)
    answer = li.fill_in(
        f"/questions/{case_no}", 422, lead="housing", decided_due_on="2026-11-01", minutes="我的话"
    )
    page = answer.content.decode()
    assert "确定的办结日期已经过去" in page
    assert "我的话" in page
    assert stage(case_no) is Stage.REFERRED


def test_a_case_is_postponed_with_its_reason_and_still_waits(hall: Hall, li: Clerk) -> None:
    case_no = put(hall)
    answer = li.fill_in(f"/questions/{case_no}", 422, postpone="1")
    assert "请填“理由”" in answer.content.decode()
    li.fill_in(f"/questions/{case_no}", postpone="1", why_postponed="等消防的意见")
    assert stage(case_no) is Stage.REFERRED
    assert "已缓议 1 次" in li.get("/questions/")
    assert "会议缓议，理由：等消防的意见" in li.get(f"/cases/{case_no}/")


def test_what_was_decided_can_be_decided_anew_with_a_reason(hall: Hall, li: Clerk) -> None:
    case_no = put(hall)
    given: dict[str, Any] = {"lead": "housing", "minutes": "同意"}
    li.fill_in(f"/questions/{case_no}", **given)
    given["lead"] = "land"
    refused = li.fill_in(f"/questions/{case_no}", 422, **given)
    assert "要改定的，请写明理由" in refused.content.decode()
    li.fill_in(f"/questions/{case_no}", reason="住建已并入规划", **given)
    assert last_entry(case_no)["lead"] == "land"


def test_whoever_may_also_transfer_does_both_in_one_form(hall: Hall, jiang: Clerk) -> None:
    """Somebody holds the office's post and the supervision's: two acts, all or none."""
    from bancheng.people.appoint import appoint
    from bancheng.people.unit import Unit

    case_no = put(hall)
    assert "随即分办" not in jiang.get(f"/questions/{case_no}")
    supervision = Unit.objects.get(code="supervision")
    appoint(hall.people["jiang"], supervision, "supervision", at("2026-11-20 09:00").date())
    assert "随即分办" in jiang.get(f"/questions/{case_no}")
    given: dict[str, Any] = {
        "lead": "housing",
        "supporting": ["land"],
        "minutes": "同意",
        "at_once": "1",
    }
    refused = jiang.fill_in(f"/questions/{case_no}", 422, **given)
    assert "请填“意见”" in refused.content.decode()
    assert stage(case_no) is Stage.REFERRED
    given |= {"then_opinion": "按会议定的办", "then_signature": "江望舒"}
    jiang.fill_in(f"/questions/{case_no}", **given)
    assert stage(case_no) is Stage.ASSIGNED
    assert [e.event for e in read.case(case_no)][-2:] == ["determined", "transferred"]
    assert last_entry(case_no)["supporting"] == ["land"]


def test_a_meeting_is_called_sits_decides_and_leaves_minutes(
    hall: Hall, jiang: Clerk, clock: Clock
) -> None:
    first, second = put(hall), put(hall, matter="小区充电桩三家互相要盖章。")
    given: dict[str, Any] = {"starts_at": "2026-11-24T14:50", "place": "三楼会议室", "chair": "li"}
    answer = jiang.post("/meetings/", at="hall", case=[first, second], **given)
    address = answer["Location"]
    assert "待召开" in jiang.get(address)
    clock.pass_by(minutes=22)
    told: dict[str, Any] = {
        "state-housing": "present",
        "names-housing": "莫海涛",
        "state-tax": "absent",
    }
    jiang.post(f"{address}attendance", **told)
    page = jiang.get(address)
    assert "区住建局 到会 莫海涛" in page
    jiang.fill_in(
        f"/questions/{first}", meeting=address.split("/")[2], lead="housing", minutes="住建先办"
    )
    page = jiang.get(address)
    assert "已定" in page
    assert "区住建局牵头 住建先办" in page
    assert "还有 1 件没有议" in page
    jiang.post(address, do="end")
    minutes = jiang.get(f"{address}minutes")
    assert "领导小组会议纪要" in minutes
    assert "2026年11月24日 14:50" in minutes
    assert "住建先办" in minutes
    assert "这次会上没有议定，仍在等候研究" in minutes
    assert stage(second) is Stage.REFERRED
    assert "会议已经结束" in jiang.post(address, 422, do="end").content.decode()


def test_a_meeting_without_a_place_is_not_called_and_says_where(hall: Hall, jiang: Clerk) -> None:
    case_no = put(hall)
    given: dict[str, Any] = {
        "starts_at": "2026-11-24T15:00",
        "place": "",
        "chair": "li",
        "case": [case_no],
    }
    page = jiang.post("/meetings/", 422, at="hall", **given).content.decode()
    assert "请填会议地点" in page
    assert not Meeting.objects.exists()
    given |= {"starts_at": "明天", "place": "三楼"}
    assert "不是时间" in jiang.post("/meetings/", 422, at="hall", **given).content.decode()


def test_a_complaint_is_on_no_line_and_in_no_count_of_those_complained_of(hall: Hall) -> None:
    """The office's own clerk is complained of: the agenda has one line less for them, unseen."""
    accused: dict[str, Any] = {
        "ground": "conduct",
        "accused_units": ["tax"],
        "accused_users": ["jiang"],
    }
    plain = put(hall)
    case_no = hall.register("2026-11-24 09:00", **accused)
    from bancheng.people.appoint import appoint, create_user
    from bancheng.people.unit import Unit
    from tests.casework.hall import PASSWORD

    other = create_user("hu", "胡同心", PASSWORD, must_change_password=False)
    office = Unit.objects.get(code="office")
    appoint(other, office, "leading_office", at("2026-11-20 09:00").date())
    hall.people["hu"] = other
    hall.do("hu", case_no, "refer", "2026-11-24 09:10", question="怎么查")
    meeting = called(hall, plain, case_no, who="hu")
    mine, theirs = Clerk("jiang"), Clerk("hu")
    for address in (f"/meetings/{meeting.pk}/", f"/meetings/{meeting.pk}/minutes"):
        assert case_no in theirs.get(address)
        assert case_no not in mine.get(address)
    assert "还有 2 件没有议" in theirs.get(f"/meetings/{meeting.pk}/")
    assert "还有 1 件没有议" in mine.get(f"/meetings/{meeting.pk}/")
    assert case_no not in mine.get("/questions/")
    mine.get(f"/questions/{case_no}", 404)
    mine.get(f"/questions/{case_no}?meeting={meeting.pk}", 404)


def test_those_complained_of_are_asked_to_leave_while_their_case_is_spoken_of(hall: Hall) -> None:
    from bancheng.meetings.attending import Attended, record

    case_no = put(hall, ground="conduct", accused_units=["tax"])
    meeting = called(hall, case_no)
    record(hall.people["jiang"], meeting, [Attended("tax", "present")], at("2026-11-24 14:30"))
    assert "请税务局的人先离席" in Clerk("jiang").get(f"/meetings/{meeting.pk}/")


def test_lists_ask_no_more_for_each_case_and_meeting(hall: Hall, jiang: Clerk, li: Clerk) -> None:
    meeting = called(hall, put(hall))
    addresses = ("/questions/", "/meetings/", f"/meetings/{meeting.pk}/")
    few = [len(asked(jiang, address)) for address in addresses]
    from bancheng.meetings import calling

    more = [put(hall) for _ in range(6)]
    calling.put_on(hall.people["jiang"], meeting, more[:4], at("2026-11-24 14:30"))
    for _ in range(4):
        called(hall)
    assert [len(asked(jiang, address)) for address in addresses] == few


def test_a_number_of_a_meeting_that_is_not_ones_own_is_nobody_s(hall: Hall, jiang: Clerk) -> None:
    case_no = put(hall)
    jiang.get("/meetings/99/", 404)
    jiang.post(f"/questions/{case_no}", 404, meeting="99", lead="housing", minutes="……")
    jiang.post(f"/questions/{case_no}", 404, meeting="x", lead="housing", minutes="……")
