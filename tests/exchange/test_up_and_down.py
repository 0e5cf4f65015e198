"""Up by file, answered, down by file: each side has its own case and knows its part."""

from __future__ import annotations

import pytest

from bancheng.casework import access
from bancheng.casework.case_row import CaseRow
from bancheng.casework.erase import erase
from bancheng.casework.facts import case_of
from bancheng.casework.placement_row import Wall
from bancheng.core.refusal import Refusal
from bancheng.core.stage import Stage
from bancheng.exchange import handing_up
from bancheng.exchange.crossing_row import Crossing
from bancheng.exchange.file_row import SentFile
from bancheng.exchange.records import lines_of
from bancheng.exchange.waiting import waiting
from bancheng.files import keeping, uploads
from bancheng.journal import read
from bancheng.people.appoint import appoint, create_user
from bancheng.people.establish import change_unit
from bancheng.people.models import Unit
from bancheng.people.post import ADMINISTRATOR
from tests.casework.county import events, texts
from tests.casework.hall import PASSWORD
from tests.exchange.pair import Pair, on

pytestmark = [pytest.mark.database, pytest.mark.clause("SC-3", "SC-5.1.d", "SC-8.3.2")]


def above_of(pair: Pair) -> str:
    return CaseRow.objects.get(chain="county-hall").case_no


def test_a_matter_goes_up_is_answered_and_comes_down(pair: Pair) -> None:
    below = pair.sent_up()
    pair.tick("23 10:01")
    assert not CaseRow.objects.filter(chain="far-county-hall").exists()
    taken = pair.passes("bai", "xiang", "23 10:10")
    above = above_of(pair)
    assert [(line.what, line.case_no, line.fine) for line in taken.file.lines.all()] == [
        ("matter", above, True)
    ]
    told = texts(above)
    assert (told["matter"], told["name"], told["phone"]) == (
        "采砂场占了村道，要县里批",
        "秦桂芳",
        "13900005512",
    )
    assert (told["origin_no"], told["reason"]) == (below, "审批权在县里")
    assert "item" not in told  # not ticked, so not told
    assert above.startswith("QH")
    pair.passes("xiang", "bai", "23 10:20")
    case = case_of(read.case(below))
    assert case.links[-1].above == f"far-county-hall:{above}"
    assert Crossing.objects.get(way="up").their_no == above
    pair.dealt_with(above)
    pair.tick("23 11:01")
    pair.passes("xiang", "bai", "23 11:30")
    crossing = Crossing.objects.get(way="up")
    assert crossing.promise == "协调解决、整改反馈"
    assert crossing.due is not None
    pair.do("land", above, "report_progress", "24 10:00", text="已到现场", reason="等测绘")
    pair.do("land", above, "reply", "24 15:00", answer="basis", text="规划不许可", basis="某条例")
    taken = pair.passes("xiang", "bai", "24 15:10")
    assert [line.what for line in taken.file.lines.all()] == ["report_progress", "receive_result"]
    case = case_of(read.case(below))
    assert case.stage is Stage.REPLIED
    assert case.answer == "basis"
    told = texts(below)
    assert (told["text"], told["basis"], told["origin_no"]) == ("规划不许可", "某条例", above)
    assert told["from_unit"] == "青禾县政务服务中心"
    assert [d.rule for d in case.owed() if d.by == "window"] == ["inform"]
    assert case_of(read.case(above)).stage is Stage.REPLIED  # until the receipt is back
    pair.passes("bai", "xiang", "24 15:20")
    assert case_of(read.case(above)).stage is Stage.INFORMED
    pair.do("bai", below, "inform", "24 16:00", means="phone")
    pair.do("bai", below, "complete", "24 16:01", outcome="cannot")
    pair.do("xiang", above, "complete", "24 16:01", outcome="cannot")
    assert events(above).count("handed_down") == 1


def test_urging_and_taking_back_go_up(pair: Pair) -> None:
    below = pair.sent_up()
    pair.passes("bai", "xiang", "23 10:10")
    above = above_of(pair)
    pair.do("bai", below, "remind", "23 14:00", text="人等着开工")
    pair.passes("bai", "xiang", "23 14:10")
    assert texts(above)["text"] == "人等着开工"
    pair.do("bai", below, "recall", "23 15:00", reason="原来镇上能办")
    pair.tick("23 15:01")
    pair.passes("bai", "xiang", "23 15:10")
    assert "withdrawn" in events(above)
    assert not Crossing.objects.filter(way="up", over=False).exists()


def test_what_the_county_does_not_take_comes_back_to_be_placed_anew(pair: Pair) -> None:
    below = pair.sent_up()
    pair.passes("bai", "xiang", "23 10:10")
    above = above_of(pair)
    pair.do("xiang", above, "register", "23 11:00")
    given = {"refusal": "on_file", "where_to_go": "立案机关", "basis": "公安机关已立案"}
    pair.do("xiang", above, "decline", "23 11:01", **given)
    taken = pair.passes("xiang", "bai", "23 11:10")
    assert [line.what for line in taken.file.lines.all()] == ["received", "send_back"]
    case = case_of(read.case(below))
    assert case.stage is Stage.ACCEPTED
    assert "公安机关已立案；可以去：立案机关" in texts(below)["reason"]


def test_a_centre_whose_rules_know_no_case_from_below_says_so_and_it_comes_back(
    pair: Pair,
) -> None:
    hall = Unit.objects.get(code="county-hall")
    change_unit(hall, standard="guilin-xiufeng")
    below = pair.sent_up()
    taken = pair.passes("bai", "xiang", "23 10:10")
    line = taken.file.lines.get()
    assert (line.fine, line.case_no) == (False, "")
    assert "没有下级来件这个渠道" in line.said
    pair.passes("xiang", "bai", "23 10:20")
    assert case_of(read.case(below)).stage is Stage.ACCEPTED
    assert "没有下级来件这个渠道" in texts(below)["reason"]


def test_papers_go_along_both_ways_and_are_looked_through(pair: Pair) -> None:
    paper = uploads.send("bai", "占道.txt", "采砂场的车天天过".encode(), on("23 09:30"))
    below = pair.sent_up(files=[paper.attachment.id])
    pair.passes("bai", "xiang", "23 10:10")
    above = above_of(pair)
    (file_id,) = case_of(read.case(above)).files
    assert keeping.content(above, file_id).decode() == "采砂场的车天天过"
    assert b"\xe9\x87\x87\xe7\xa0\x82" not in bytes(SentFile.objects.get(partner=pair.up).content)
    pair.dealt_with(above)
    reply = uploads.send("land", "批文.txt", "同意临时占用".encode(), on("24 09:30"))
    more = {"answer": "result", "text": "已批", "files": [reply.attachment.id]}
    pair.do("land", above, "reply", "24 10:00", **more)
    pair.passes("xiang", "bai", "24 10:10")
    said = [keeping.content(below, one).decode() for one in case_of(read.case(below)).files]
    assert sorted(said) == sorted(["采砂场的车天天过", "同意临时占用"])


def test_an_unfit_paper_stays_behind_and_the_matter_comes_all_the_same(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = uploads.send("bai", "占道.txt", "采砂场".encode(), on("23 09:30"))
    pair.sent_up(files=[paper.attachment.id])
    broken = [("占道.exe", b"MZ\x90\x00")]
    monkeypatch.setattr(handing_up, "papers_of", lambda *given: broken)
    taken = pair.passes("bai", "xiang", "23 10:10")
    line = taken.file.lines.get()
    assert (line.fine, "1 个附件" in line.said) == (True, True)
    assert not case_of(read.case(above_of(pair))).files


@pytest.mark.clause("SC-5.1.c")
def test_a_complaint_is_walled_off_above_from_its_first_entry_on(pair: Pair) -> None:
    known = {"accused_units": ["far-land"], "ground": "dissatisfied"}
    below = pair.accepted(**known)
    given = {"to_unit": "far-county-hall", "kind": "ordinary", "reason": "请县里查"}
    pair.do("bai", below, "send_up", "23 10:00", **given)
    pair.passes("bai", "xiang", "23 10:10")
    above = above_of(pair)
    case = case_of(read.case(above))
    assert case.conduct
    assert "county-land" in case.accused_units  # found by its name
    assert "被反映的是：青禾县自然资源局" in texts(above)["reason"]
    assert not access.visible(pair.people["land"]).filter(case_no=above).exists()
    pair.tick("23 10:20")
    taken = pair.passes("xiang", "bai", "23 10:30")
    assert "standing" not in [line.what for line in taken.file.lines.all()]


@pytest.mark.clause("SC-5.1.c")
def test_whom_a_case_is_kept_from_packs_and_sees_nothing_of_it(pair: Pair) -> None:
    accuser = pair.people["bai"]
    below = pair.sent_up()
    Wall.objects.create(case=CaseRow.objects.get(case_no=below), user=accuser.username)
    CaseRow.objects.filter(case_no=below).update(conduct=True)
    assert waiting(accuser, pair.up).new == 0
    with pytest.raises(Refusal):
        pair.made("bai", "23 10:10")
    CaseRow.objects.filter(case_no=below).update(conduct=False)
    Wall.objects.all().delete()
    pair.made("bai", "23 10:20")
    Wall.objects.create(case=CaseRow.objects.get(case_no=below), user=accuser.username)
    CaseRow.objects.filter(case_no=below).update(conduct=True)
    file = SentFile.objects.get()
    assert lines_of(accuser, pair.up, [file])[file.pk] == []
    CaseRow.objects.filter(case_no=below).update(conduct=False)
    Wall.objects.all().delete()


def test_an_erased_case_is_in_no_file_of_ours_any_more(pair: Pair) -> None:
    below, other = pair.sent_up(), pair.sent_up()
    pair.made("bai", "23 10:10")
    keeper = create_user("keeper", "管天成", PASSWORD, must_change_password=False)
    appoint(keeper, _unit("town"), ADMINISTRATOR)
    erase(keeper, below, "收集不合规定", "erase-1", on("23 10:20"))
    sent = SentFile.objects.get()
    assert bytes(sent.content) == b""
    assert sent.void_at is not None
    taken = pair.passes("bai", "xiang", "23 10:30")
    numbers = [texts(line.case_no)["origin_no"] for line in taken.file.lines.all()]
    assert other in numbers


def test_the_clock_says_what_waits_and_looks_at_nothing_twice(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = pair.sent_up()
    assert waiting(pair.people["bai"], pair.up).new == 1
    pair.passes("bai", "xiang", "23 10:10")
    assert waiting(pair.people["bai"], pair.up).new == 0
    assert waiting(pair.people["bai"], pair.up).awaited == 1
    pair.tick("23 10:11")
    assert waiting(pair.people["xiang"], pair.down).new == 1
    assert waiting(pair.people["xiang"], pair.down).receipt
    pair.do("bai", below, "note", "23 10:30", text="打过电话")
    pair.tick("23 10:31")
    assert waiting(pair.people["bai"], pair.up).new == 0
    monkeypatch.setattr(handing_up, "on_the_way", lambda one: pytest.fail("looked at again"))
    pair.tick("23 10:32")


def _unit(code: str) -> Unit:
    return Unit.objects.get(code=code)
