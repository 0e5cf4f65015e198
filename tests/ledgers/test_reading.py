"""A ledger shows what the reader may see, as at one position, and masked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bancheng.casework.erase import erase
from bancheng.ledgers import exporting, reading
from bancheng.ledgers.cells import from_csv
from bancheng.ledgers.gist_row import GistRow
from bancheng.ledgers.telling import Asked
from bancheng.people.appoint import appoint, create_user
from bancheng.people.seats import unit_by_code
from tests.casework.hall import PASSWORD, Hall, at
from tests.ledgers.book import NOW, asked, csv_file, moment, rows_of, rows_of_csv, workbook

pytestmark = pytest.mark.database
CORRECTED: dict[str, Any] = {
    "corrected": 1,
    "text": "名字写错",
    "reason": "听错了",
    "name": "秦桂香",
}


def _told(a: Asked) -> list[dict[str, object]]:
    headings = [column.heading for column in a.sheet.columns]
    return [dict(zip(headings, row.cells, strict=True)) for row in reading.page_of(a, None).rows]


@pytest.mark.clause("XF-9.4", "SC-7.4")
def test_a_closed_case_is_one_row_complete_at_once(hall: Hall) -> None:
    case_no = hall.ended("2026-11-23 09:00")
    said = {"solved": "solved", "satisfaction": "satisfied", "said": "以后一次说清楚"}
    hall.do("chen", case_no, "call_back", "2026-11-24 09:30", **said)
    [row] = rows_of(workbook(asked(hall)))
    assert row["工单编号"] == case_no
    assert row["诉求人姓名"] == "秦*芳"
    assert row["联系电话"] == "139****5512"
    assert row["受理时间"] == moment("2026-11-23 09:00")
    assert row["承办窗口部门"] == "区住建局"
    assert row["处理结果"] == "已办好"
    assert row["负责人签字"] == "莫海涛"
    assert str(row["办结时间"]) == "2026-11-23"
    assert (row["是否解决"], row["满意度"]) == ("是", "满意")
    assert row["意见建议"] == "以后一次说清楚"
    assert row["办理时限"] == moment("2026-11-24 17:00")
    assert row["是否按时"] == "按时"
    assert row["反馈方式"] == "电话"
    assert row["办理结局"] == "办成"


@pytest.mark.clause("XF-10.3.1")
def test_an_extended_case_tells_its_first_limit_and_the_new_one(hall: Hall) -> None:
    case_no = hall.placed("2026-11-23 09:00")
    hall.do("mo", case_no, "claim", "2026-11-23 10:00")
    hall.do("mo", case_no, "extend", "2026-11-24 10:00", reason="要外出看", until_on="2026-11-26")
    [row] = _told(asked(hall))
    assert row["办理时限"] == moment("2026-11-24 17:00")
    assert str(row["延期到"]) == "2026-11-26"
    [line] = _told(asked(hall, name="extension"))
    assert line["理由"] == "要外出看"
    assert str(line["预计办结日期"]) == "2026-11-26"
    assert line["延期经办人员"] == "莫海涛"


@pytest.mark.clause("XF-11", "XF-13", "SC-8.1")
def test_telling_calling_and_urging_each_have_a_ledger(hall: Hall) -> None:
    case_no = hall.ended("2026-11-23 09:00")
    hall.do("chen", case_no, "call_unanswered", "2026-11-24 09:00", text="关机")
    hall.do(
        "chen",
        case_no,
        "call_back",
        "2026-11-24 10:00",
        solved="unsolved",
        satisfaction="dissatisfied",
    )
    hall.do("jiang", case_no, "supervise", "2026-11-24 11:00", text="请再看一次")
    [told] = _told(asked(hall, name="feedback"))
    assert (told["工单编号"], told["反馈方式"], told["反馈经办人员"]) == (case_no, "电话", "陈晓岚")
    last, first = _told(asked(hall, name="callback"))
    assert (first["回访事项"], first["内容"]) == ("未接通", "关机")
    assert last["满意度"] == "不满意"
    [urged] = _told(asked(hall, name="supervision"))
    assert (urged["内容"], urged["督办经办人员"]) == ("请再看一次", "江望舒")


def test_what_the_window_wrote_down_for_a_department_names_whoever_answered(hall: Hall) -> None:
    case_no = hall.placed("2026-11-23 09:00")
    told = {"reason": "要外出看", "until_on": "2026-11-26", "for_person": "黄工"}
    hall.do("chen", case_no, "extend", "2026-11-24 10:00", **told)
    [line] = _told(asked(hall, name="extension"))
    assert line["延期经办人员"] == "黄工（陈晓岚代记）"


def test_a_period_asks_of_an_act_when_it_was_done(hall: Hall) -> None:
    case_no = hall.ended("2026-11-23 09:00")
    hall.do("chen", case_no, "call_unanswered", "2026-11-25 09:00")
    day = at("2026-11-25 00:00").date()
    assert len(_told(asked(hall, name="callback", since_on=day))) == 1
    assert _told(asked(hall, since_on=day)) == []
    assert len(_told(asked(hall, until_on=day))) == 1


@pytest.mark.clause("XF-9.2.3", "XF-7.5")
def test_a_complaint_about_conduct_is_in_no_ledger_of_those_complained_of(hall: Hall) -> None:
    complaint: dict[str, Any] = {
        "ground": "conduct",
        "accused_units": ["housing"],
        "accused_users": ["jiang"],
    }
    case_no = hall.register("2026-11-23 09:00", **complaint)
    hall.placed("2026-11-23 10:00")
    numbers = {
        who: {row["工单编号"] for row in _told(asked(hall, who))} for who in ("chen", "mo", "jiang")
    }
    assert case_no in numbers["chen"]
    assert case_no not in numbers["mo"]
    assert case_no not in numbers["jiang"]
    assert reading.page_of(asked(hall, "jiang"), None).total == 1
    assert case_no.encode() not in csv_file(asked(hall, "jiang"))


def test_a_department_has_its_own_cases_and_the_administrator_none(hall: Hall) -> None:
    mine, other = hall.placed("2026-11-23 09:00"), hall.placed("2026-11-23 09:00", lead="land")
    assert {row["工单编号"] for row in _told(asked(hall, "mo"))} == {mine}
    assert {row["工单编号"] for row in _told(asked(hall, "wei"))} == {other}
    keeper = create_user("keeper", "保管员", PASSWORD, must_change_password=False)
    appoint(keeper, unit_by_code("district"), "administrator")
    hall.people["keeper"] = keeper
    assert _told(asked(hall, "keeper")) == []


@pytest.mark.clause("XF-9.4")
def test_what_is_done_while_a_ledger_is_written_is_not_in_it(hall: Hall) -> None:
    case_no = hall.placed("2026-11-23 09:00")
    wish = asked(hall)
    export = exporting.begin(wish, "csv", "", "")
    pieces = exporting.as_csv(wish, export, "")
    hall.do("mo", case_no, "claim", "2026-11-23 10:00")
    hall.do(
        "mo", case_no, "reply", "2026-11-23 11:00", answer="result", text="办好了", signature="莫"
    )
    late = hall.register("2026-11-23 12:00")
    told = b"".join(pieces)
    [row] = rows_of_csv(told)
    assert row["处理结果"] == ""
    assert row["办结时间"] == ""
    assert row["阶段"] == "办理中"
    assert late not in told.decode()
    now = {row["工单编号"]: row for row in rows_of_csv(csv_file(asked(hall)))}
    assert now[case_no]["处理结果"] == "办好了"
    assert late in now


def test_what_is_kept_ready_tells_the_same_as_the_journal(hall: Hall) -> None:
    case_no = hall.ended("2026-11-23 09:00")
    hall.do("chen", case_no, "correct", "2026-11-23 10:00", **CORRECTED)
    ready = _told(asked(hall))
    assert GistRow.objects.get().version == hall.version(case_no)
    hall.do("chen", case_no, "note", "2026-11-23 11:00", text="来电问过")  # the one kept is older
    a = asked(hall)
    GistRow.objects.update(version=1)
    assert _told(a) == ready
    GistRow.objects.all().delete()
    assert _told(a) == ready
    assert ready[0]["诉求人姓名"] == "秦*香"


def test_what_was_erased_is_said_to_be_erased(hall: Hall) -> None:
    case_no = hall.ended("2026-11-23 09:00")
    keeper = create_user("keeper", "保管员", PASSWORD, must_change_password=False)
    appoint(keeper, unit_by_code("district"), "administrator")
    erase(keeper, case_no, "保存期限已满", "erase-1", at("2026-11-25 09:00"))
    [row] = _told(asked(hall))
    assert row["诉求人姓名"] == "（已依法删除）"
    assert row["处理结果"] == "（已依法删除）"
    assert row["办理结局"] == "办成"


def test_a_page_costs_as_much_for_many_rows_as_for_one(hall: Hall) -> None:
    hall.ended("2026-11-23 09:00")
    for name in ("cases", "feedback"):
        wish = asked(hall, name=name)
        reading.page_of(wish, None)
        with CaptureQueriesContext(connection) as few:
            reading.page_of(wish, None)
        for _ in range(6):
            hall.ended("2026-11-23 10:00")
        wish = asked(hall, name=name)
        with CaptureQueriesContext(connection) as many:
            reading.page_of(wish, None)
        assert len(many) == len(few) <= 14


def test_pages_follow_one_another_without_a_gap(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "A_PAGE", 2)
    numbers = [hall.register(f"2026-11-23 09:0{n}") for n in range(5)]
    seen: list[str] = []
    after: int | None = None
    while True:
        page = reading.page_of(asked(hall), after)
        seen += [row.case_no for row in page.rows]
        after = page.next
        if after is None:
            break
    assert seen == numbers[::-1]


def test_text_comes_back_from_the_csv_as_it_was_typed(hall: Hall) -> None:
    hall.register("2026-11-23 09:00", matter="=1+1\n换行，“引号”<script>")
    [row] = rows_of_csv(csv_file(asked(hall)))
    assert from_csv(str(row["反映事项内容记录"])) == "=1+1\n换行，“引号”<script>"


def test_the_same_ledger_revealed_shows_the_whole(hall: Hall) -> None:
    hall.register("2026-11-23 09:00")
    [row] = rows_of(workbook(replace(asked(hall), revealed=True), "年度回访"))
    assert (row["诉求人姓名"], row["联系电话"]) == ("秦桂芳", "13900005512")
    assert NOW
