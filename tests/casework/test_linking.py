"""县乡联办: a case sent up has a case of its own above; each side sees its part."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bancheng.casework import access, rebuild
from bancheng.casework.case_row import CaseRow
from bancheng.casework.erase import erase
from bancheng.casework.facts import case_of
from bancheng.casework.link_row import LinkRow
from bancheng.casework.other_side import numbers_of
from bancheng.casework.outbox_row import Outgoing
from bancheng.casework.queries import my_duties
from bancheng.core.case import Case
from bancheng.core.refusal import Refusal
from bancheng.core.stage import Stage
from bancheng.files import keeping, uploads
from bancheng.files.upload_row import Upload
from bancheng.journal import read
from bancheng.people.unit import Unit
from tests.casework.county import COUNTY, County, establish_county, events, texts
from tests.casework.hall import at

pytestmark = [
    pytest.mark.database,
    pytest.mark.clause("SC-3", "SC-5.1.d", "SC-8.3.2"),
]


@pytest.fixture
def county(db: None) -> Iterator[County]:
    """A county; after the test its rows must equal the fold of its journal."""
    yield establish_county()
    assert rebuild.compare() == []
    rebuild.rebuild()
    assert rebuild.compare() == []


def above(case_no: str) -> str:
    """The number of the county's case."""
    number = case(case_no).links[-1].above
    assert number is not None
    return number


def case(case_no: str) -> Case:
    return case_of(read.case(case_no))


def seen(county: County, who: str) -> set[str]:
    rows = access.visible(county.people[who])
    return set(rows.values_list("case_no", flat=True))


def test_a_case_sent_up_gets_a_case_of_its_own_at_the_county(county: County) -> None:
    below = county.sent_up(shared=("name", "item"))
    county.tick("23 10:01")
    row = CaseRow.objects.get(case_no=above(below))
    assert (row.chain, row.stage, row.channel) == (COUNTY, Stage.SUBMITTED, "township")
    assert row.case_no.startswith("QH")
    told = texts(row.case_no)
    assert told["matter"] == "采砂场占了村道，要县里批"
    assert told["name"] == "秦桂芳"
    assert told["item"] == "临时用地审批"
    assert told["origin_no"] == below
    assert told["reason"] == "审批权在县里"
    assert "phone" not in told  # not ticked, so not told
    assert case(row.case_no).below == below
    assert case(below).stage is Stage.ASSIGNED
    assert {d.rule for d in case(row.case_no).owed()} == {"register"}


def test_a_second_tick_opens_no_second_case(county: County) -> None:
    below = county.sent_up()
    for minute in ("01", "02", "03"):
        county.tick(f"23 10:{minute}")
    assert CaseRow.objects.filter(chain=COUNTY).count() == 1
    assert events(below).count("taken_up") == 1


def test_a_tick_that_was_cut_off_between_the_two_sides_goes_on(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = county.sent_up()

    def cut_off(*given: object) -> None:
        raise ConnectionError

    monkeypatch.setattr("bancheng.casework.linking.handle", cut_off)
    with pytest.raises(ConnectionError):
        county.tick("23 10:01")
    assert CaseRow.objects.filter(chain=COUNTY).count() == 1
    assert "taken_up" not in events(below)
    monkeypatch.undo()
    county.tick("23 10:02")
    assert CaseRow.objects.filter(chain=COUNTY).count() == 1
    assert CaseRow.objects.filter(case_no=above(below)).exists()


def test_each_side_reads_its_own_case_and_not_the_other(county: County) -> None:
    below = county.sent_up()
    assert seen(county, "county") == set()  # not even before the clock has ticked
    county.tick("23 10:01")
    assert seen(county, "county") == {above(below)}
    assert seen(county, "window1") == {below}
    assert [d.case.case_no for d in my_duties(county.people["county"], at("2026-11-23 10:02"))] == [
        above(below)
    ]
    told = Outgoing.objects.filter(case_no=below)
    assert COUNTY not in set(told.values_list("to_unit", flat=True))
    with pytest.raises(access.NotFound):
        county.do("county", below, "claim", "23 10:05")


def test_the_countys_answer_comes_down_and_the_township_tells_the_petitioner(
    county: County,
) -> None:
    below = county.sent_up()
    county.tick("23 10:01")
    up = above(below)
    county.taken_by_the_county(up)
    county.do("land", up, "reply", "24 15:00", answer="basis", text="规划不许可", basis="某条例")
    county.tick("24 15:01")
    assert case(below).stage is Stage.REPLIED
    assert case(below).answer == "basis"
    told = texts(below)
    assert (told["text"], told["basis"], told["origin_no"]) == ("规划不许可", "某条例", up)
    assert told["from_unit"] == "县政务中心"
    assert [d.rule for d in case(below).owed() if d.by == "window"] == ["inform"]
    # the county's own telling is done by it: nobody up there calls the petitioner
    assert case(up).stage is Stage.INFORMED
    assert {d.rule for d in case(up).owed()} == {"complete"}
    county.do("county", up, "complete", "24 16:00", outcome="cannot")
    county.do("county", up, "archive", "24 16:01")
    county.do("window1", below, "inform", "24 16:00", means="phone")
    county.tick("24 16:02")
    assert not LinkRow.objects.filter(over=False).exists()


def test_what_the_county_promises_and_reports_on_the_way_comes_down_once(county: County) -> None:
    below = county.sent_up(kind="complex")
    county.tick("23 10:01")
    up = above(below)
    county.taken_by_the_county(up)
    county.do("land", up, "report_progress", "24 10:00", text="已到现场", reason="等测绘")
    for minute in ("01", "02"):
        county.tick(f"24 10:{minute}")
    assert events(below).count("progress_reported") == 1
    entry = read.case(below)[-1]
    assert entry.actor["recorded"] is not None
    assert entry.actor["unit"] == COUNTY
    told = texts(below)
    assert (told["text"], told["reason"]) == ("已到现场", "等测绘")
    assert told["for_person"] == "县自然资源局 龚丈量"
    due = next(d for d in case(below).owed() if d.rule == "progress").due
    assert due == at("2026-12-01 17:00")


def test_a_case_the_county_declines_is_the_townships_to_deal_with(county: County) -> None:
    below = county.sent_up()
    county.tick("23 10:01")
    up = above(below)
    county.do("county", up, "register", "23 10:30")
    given = {"refusal": "on_file", "where_to_go": "立案机关", "basis": "已立案"}
    county.do("county", up, "decline", "23 11:00", **given)
    county.tick("23 11:01")
    assert case(below).stage is Stage.ACCEPTED
    assert {d.rule for d in case(below).owed()} == {"assign", "confirm"}
    assert texts(below)["reason"] == "上级已“不予受理”；已立案；可以去：立案机关"
    county.tick("23 11:02")
    assert case(up).stage is Stage.INFORMED  # the sender was told, by the case that came back
    county.do("window1", below, "guide", "23 14:00", where_to_go="去立案机关")


@pytest.mark.parametrize("how", ["recall", "withdraw"])
def test_what_the_township_takes_back_ends_at_the_county_too(county: County, how: str) -> None:
    below = county.sent_up()
    county.tick("23 10:01")
    up = above(below)
    county.taken_by_the_county(up)
    county.do("window1", below, how, "24 09:00", reason="已经办好了")
    county.tick("24 09:01")
    assert case(up).outcome == "withdrawn"
    assert "已经办好了" in texts(up)["reason"]
    assert {d.rule for d in case(up).owed()} == {"archive"}
    assert seen(county, "land") == set() or case(up).units


def test_what_is_taken_back_before_the_clock_ticks_never_reaches_the_county(
    county: County,
) -> None:
    below = county.sent_up()
    county.do("window1", below, "recall", "23 10:00", reason="交错了")
    county.tick("23 10:01")
    assert not CaseRow.objects.filter(chain=COUNTY).exists()
    assert not LinkRow.objects.filter(over=False).exists()


def test_sent_up_anew_it_gets_a_new_case_and_the_first_one_ends(county: County) -> None:
    below = county.sent_up()
    county.tick("23 10:01")
    first = above(below)
    county.do("window1", below, "recall", "23 10:10", reason="漏了材料")
    given = {"to_unit": COUNTY, "kind": "ordinary", "shared": ["name"]}
    county.do("window1", below, "send_up", "23 10:20", **given)
    county.tick("23 10:21")
    second = above(below)
    assert first != second
    assert case(first).outcome == "withdrawn"
    assert case(second).stage is Stage.SUBMITTED
    assert [link.standing for link in case(below).links] == ["given_up", "awaited"]


def test_urging_below_is_urging_above(county: County) -> None:
    below = county.sent_up()
    county.tick("23 10:01")
    county.do("window1", below, "remind", "24 09:00", text="群众又来问了")
    county.tick("24 09:01")
    county.tick("24 09:02")
    assert events(above(below)).count("reminded") == 1
    assert texts(above(below))["text"] == "群众又来问了"


def test_a_result_told_by_telephone_first_is_not_told_over(county: County) -> None:
    below = county.sent_up()
    county.tick("23 10:01")
    up = above(below)
    county.taken_by_the_county(up)
    given = {"answer": "result", "text": "电话说已办好", "from_unit": "县政务中心"}
    county.do("window1", below, "receive_result", "24 10:00", **given)
    county.do("land", up, "reply", "24 11:00", answer="result", text="已办好")
    county.tick("24 11:01")
    assert events(below).count("result_received") == 1
    assert case(up).stage is Stage.INFORMED  # and nobody up there is left to tell it again


@pytest.mark.clause("SC-5.1.c")
def test_those_complained_of_see_neither_case_from_the_first_moment(county: County) -> None:
    below = county.accepted(ground="dissatisfied", accused_units=["sc-land"])
    given = {"to_unit": COUNTY, "kind": "ordinary", "shared": ["name"]}
    county.do("window1", below, "send_up", "23 10:00", **given)
    county.tick("23 10:01")
    up = above(below)
    assert case(up).conduct
    assert case(up).accused_units == {"sc-land"}
    assert CaseRow.objects.get(case_no=up).conduct
    county.do("county", up, "register", "23 10:30")
    accept = {"ground": "beyond_authority", "papers": "complete", "next_step": "转办"}
    county.do("county", up, "accept", "23 10:31", visit_cause="attitude", **accept)
    with pytest.raises(Refusal) as refused:
        county.do("county", up, "transfer", "23 10:32", kind="ordinary", lead="sc-land")
    assert refused.value.code == "walled_off"
    assert seen(county, "land") == set()


@pytest.mark.clause("SC-5.1.c")
def test_a_person_complained_of_below_is_kept_out_above_whoever_they_become(
    county: County,
) -> None:
    accused = {"accused_units": ["sc-liuhe-welfare"], "accused_users": ["sc.window2"]}
    below = county.accepted(ground="dissatisfied", **accused)
    given = {"to_unit": COUNTY, "kind": "ordinary", "shared": ["name"]}
    county.do("window1", below, "send_up", "23 10:00", **given)
    county.tick("23 10:01")
    assert case(above(below)).accused_users == {"sc.window2"}


def test_papers_go_up_where_that_was_ticked_and_come_down_with_the_answer(
    county: County,
) -> None:
    below, window, land = county.accepted(), county.people["window1"], county.people["land"]
    paper = uploads.send(
        window.username, "征地图.txt", "红线在村道边".encode(), at("2026-11-23 09:30")
    )
    county.do("window1", below, "attach", "23 09:30", files=[paper.attachment.id])
    given = {"to_unit": COUNTY, "kind": "ordinary", "shared": ["files"]}
    county.do("window1", below, "send_up", "23 10:00", **given)
    county.tick("23 10:01")
    up = above(below)
    (copied,) = case(up).files
    assert copied != paper.attachment.id
    assert keeping.content(up, copied).decode() == "红线在村道边"
    county.taken_by_the_county(up)
    answer = uploads.send(land.username, "批文.txt", "同意".encode(), at("2026-11-24 14:00"))
    county.do(
        "land", up, "reply", "24 15:00", answer="result", text="已批", files=[answer.attachment.id]
    )
    for minute in ("01", "02"):
        county.tick(f"24 15:{minute}")
    first, second = case(below).files
    assert first == paper.attachment.id
    assert keeping.content(below, second).decode() == "同意"
    erase(county.people["admin"], below, "保存期限已满", "erase-2", at("2026-11-30 09:00"))
    assert keeping.content(up, copied).decode() == "红线在村道边"
    assert not Upload.objects.exists()


def test_papers_that_were_not_ticked_stay_below(county: County) -> None:
    below, window = county.accepted(), county.people["window1"]
    paper = uploads.send(window.username, "户口本.txt", "……".encode(), at("2026-11-23 09:30"))
    county.do("window1", below, "attach", "23 09:30", files=[paper.attachment.id])
    given = {"to_unit": COUNTY, "kind": "ordinary", "shared": ["name"]}
    county.do("window1", below, "send_up", "23 10:00", **given)
    county.tick("23 10:01")
    assert not case(above(below)).files


def test_what_one_side_erases_the_other_keeps_under_its_own_key(county: County) -> None:
    below = county.sent_up()
    county.tick("23 10:01")
    erase(county.people["admin"], below, "保存期限已满", "erase-1", at("2026-11-30 09:00"))
    assert "秦桂芳" not in texts(below).values()
    assert texts(above(below))["name"] == "秦桂芳"
    assert numbers_of(below) == [above(below)]  # whoever erases is told where the other copy is
    assert numbers_of(above(below)) == [below]


def test_where_the_upper_hall_does_not_work_here_the_window_records_the_result(
    county: County,
) -> None:
    Unit.objects.get(code=COUNTY).posts.all().delete()
    below = county.sent_up()
    county.tick("23 10:01")
    assert not LinkRow.objects.exists()
    assert not CaseRow.objects.filter(chain=COUNTY).exists()
    given = {"answer": "result", "text": "县里批了", "from_unit": "县政务中心"}
    county.do("window1", below, "receive_result", "24 10:00", **given)
    assert case(below).stage is Stage.REPLIED


@pytest.mark.clause("SC-1", "SC-7.1.1")
def test_a_station_hands_in_reads_what_it_brought_and_nothing_else(county: County) -> None:
    from bancheng.casework.door import Order, open_case

    other = county.accepted()
    given = {"matter": "低保停发", "name": "谢阿婆", "phone": "13900005513", "channel": "station"}
    station = county.people["station"]
    order = [Order("submit", given)]
    brought = open_case(station, "sc-liuhe-hall", order, "st-1", at("2026-11-23 09:00")).case_no
    assert seen(county, "station") == {brought}
    assert seen(county, "window1") == {brought, other}
    with pytest.raises(Refusal) as refused:
        county.do("station", brought, "register", "23 09:10")
    assert refused.value.code == "not_your_act"
    county.do("window1", brought, "register", "23 09:30")
    assert case(brought).stage is Stage.REGISTERED
    assert seen(county, "station") == {brought}
