"""乡镇和县级 on pages: a station hands in, a case goes up and comes down, each seeing its part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bancheng.casework import rebuild, tick
from bancheng.casework.facts import case_of
from bancheng.core.stage import Stage
from bancheng.journal import read
from tests.casework.county import County, establish_county
from tests.casework.hall import at
from tests.web.clerk import Clerk
from tests.web.conftest import Clock

pytestmark = [pytest.mark.database]


@pytest.fixture
def county(clock: Clock, db: None) -> Iterator[County]:
    """The invented county; after the test its rows must equal the fold of its journal."""
    yield establish_county()
    assert rebuild.compare() == []


def above(case_no: str) -> str:
    number = case_of(read.case(case_no)).links[-1].above
    assert number is not None
    return number


@pytest.mark.clause("SC-5.1.d", "SC-8.3.2", "SC-3")
def test_each_side_is_shown_its_part_of_the_other(county: County) -> None:
    below = county.sent_up(shared=("name",))
    window, upper = Clerk("sc.window1"), Clerk("sc.county")
    assert "上级还没有收件" in window.get(f"/cases/{below}/")
    county.tick("23 10:01")
    number = above(below)
    page = window.get(f"/cases/{below}/")
    assert f"上级的工单工单编号 {number} 办理单位 县政务中心" in page
    assert "办到 待登记" in page
    window.get(f"/cases/{number}/", 404)
    page = upper.get(f"/cases/{number}/")
    assert f"来件工单编号 {below} 来件单位 柳河便民中心 联系电话 0800-0000001" in page
    assert "审批权在县里" in page
    upper.get(f"/cases/{below}/", 404)
    assert below not in upper.get("/")
    county.taken_by_the_county(number, "24 10:00")
    page = window.get(f"/cases/{below}/")
    assert "在等 协调解决、整改反馈" in page
    assert "11月26日 17:00" in page
    assert "龚丈量" not in page  # nothing of what goes on up there
    county.do("land", number, "claim", "24 10:05")
    county.do("land", number, "report_progress", "24 10:10", text="到现场看了", reason="等测绘")
    county.tick("24 10:11")
    page = window.get(f"/cases/{below}/")
    assert "反馈进度：到现场看了" in page
    assert "县政务中心 县自然资源局 龚丈量" in page


@pytest.mark.clause("SC-8.3.2")
def test_the_form_says_what_the_county_will_see_and_ticks_what_there_is(county: County) -> None:
    case_no = county.accepted()
    window = Clerk("sc.window1")
    page = window.raw(f"/cases/{case_no}/send_up").content.decode()
    assert "上级另立工单：看得到反映的事、提交的理由和您勾选的内容，看不到这里的经过" in page
    for name in ("name", "phone", "item"):
        assert f'name="shared" value="{name}" checked' in page
    assert 'name="shared" value="firm">' in page
    window.does(case_no, "send_up", to_unit="sc-hall", kind="ordinary", shared=["item"])
    tick.run(at("2026-11-24 14:31"))
    page = Clerk("sc.county").get(f"/cases/{above(case_no)}/")
    assert "采砂场占了村道" in page
    assert "秦*芳" not in page


@pytest.mark.clause("SC-8.3.2")
def test_a_return_from_the_county_is_the_townships_to_place_again(county: County) -> None:
    below = county.sent_up()
    county.tick("23 10:01")
    number = above(below)
    county.do("county", number, "register", "23 10:30")
    declined = {"refusal": "on_file", "where_to_go": "立案机关", "basis": "已立案"}
    county.do("county", number, "decline", "23 11:00", **declined)
    county.tick("23 11:01")
    window = Clerk("sc.window1")
    assert below in window.get("/screening/")
    page = window.get(f"/cases/{below}/")
    assert "县政务中心退回，理由：上级已“不予受理”；已立案；可以去：立案机关" in page


@pytest.mark.clause("SC-5.1.c", "SC-8.3.2")
def test_where_the_case_above_is_kept_from_somebody_below_they_are_told_nothing_of_it(
    county: County,
) -> None:
    """The county finds that a clerk of the township is complained of too."""
    below = county.sent_up()
    county.tick("23 10:01")
    number = above(below)
    county.do("county", number, "register", "23 10:30")
    accept: dict[str, Any] = {"papers": "complete", "next_step": "核实", "visit_cause": "attitude"}
    accept |= {"ground": "dissatisfied", "accused_units": ["sc-liuhe-hall"]}
    county.do("county", number, "accept", "23 10:31", **accept)
    page = Clerk("sc.window1").get(f"/cases/{below}/")
    assert "上级的工单" not in page


@pytest.mark.clause("SC-1", "SC-7.1.1")
def test_a_station_hands_in_and_follows_what_becomes_of_it(county: County) -> None:
    station = Clerk("sc.station")
    refused = station.fill_in("/hand-in/", 422, matter="低保停发", name="谢阿婆")
    assert "请填联系电话" in refused.content.decode()
    assert "低保停发" in refused.content.decode()
    station.fill_in("/hand-in/", matter="低保停发", name="谢阿婆", phone="13900005513")
    page = station.get("/hand-in/")
    assert "已交柳河便民中心的窗口登记，编号 LH20261124-001" in page
    assert "LH20261124-001 待登记" in page
    case_no = "LH20261124-001"
    window = Clerk("sc.window1")
    assert case_no in window.get("/")
    window.does(case_no, "register", matter="低保停发", name="谢阿婆", phone="13900005513")
    assert case_of(read.case(case_no)).stage is Stage.REGISTERED
    assert "LH20261124-001 已登记" in station.get("/hand-in/")
    assert "本件现在没有需要您做的" in station.get(f"/cases/{case_no}/")
    for who in ("sc.window1", "sc.county", "sc.welfare"):
        Clerk(who).get("/hand-in/", 404)
    assert case_no not in Clerk("sc.welfare").get("/")


def test_only_a_hall_with_others_below_it_offers_their_channel(county: County) -> None:
    assert "乡镇（街道）提交" not in Clerk("sc.window1").get("/register/")
    assert "乡镇（街道）提交" in Clerk("sc.county").get("/register/")
