"""Up by file, answered, down by file: each side has its own case and knows its part."""

from __future__ import annotations

import pytest

from bancheng.casework.case_row import CaseRow
from bancheng.casework.facts import case_of
from bancheng.core.stage import Stage
from bancheng.exchange.crossing_row import Crossing
from bancheng.journal import read
from tests.casework.county import events, texts
from tests.exchange.pair import Pair

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
