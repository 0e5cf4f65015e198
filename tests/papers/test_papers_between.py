"""督办单、核查函、会议纪要、给诉求人的单子 on paper."""

from __future__ import annotations

import pytest

from bancheng.casework.look import look
from bancheng.papers.on_offer import make, offers
from bancheng.typesetting.docx import docx
from bancheng.typesetting.fonts import fonts_in
from bancheng.typesetting.legible import Legible
from bancheng.typesetting.pdf import pdf
from bancheng.typesetting.sheet import Letter
from tests.casework.hall import Hall, at
from tests.papers import cases, reading

pytestmark = pytest.mark.database


def printed(hall: Hall, who: str, case_no: str, kind: str, when: str) -> str:
    """What stands on the newest paper of a kind; PDF and DOCX must say the same."""
    found = look(hall.people[who], case_no, at(when))
    name = next(o.name for o in offers(found) if o.name.startswith(kind))
    paper = make(found, name, Legible(fonts_in(None)), masked=False)
    content = pdf(paper, fonts_in(None), at(when))
    assert reading.marks_of(content) == {"part": "2", "conformance": "B"}
    told = reading.text_of(content)
    in_docx = reading.docx_text(docx(paper, at(when)))
    (letter,) = paper.sheets
    assert isinstance(letter, Letter)
    for part in letter.parts:
        for words in part.paragraphs:
            first = "".join(words.split())[:12]
            assert first in told
            assert first in in_docx
    return told


@pytest.mark.clause("XF-13")
def test_a_supervision_slip_tells_the_department_what_by_when(hall: Hall) -> None:
    case_no = cases.half_way(hall)
    hall.do("jiang", case_no, "supervise", "2026-11-26 09:00", text="请说明为什么还没有回复。")
    told = printed(hall, "jiang", case_no, "supervision", "2026-11-26 09:30")
    assert "区住建局：" in told
    assert "请说明为什么还没有回复。" in told
    assert "2026年11月24日（周二）17:00，已超时" in told
    assert "（盖章）" in told
    assert "签收人：" in told
    mo = look(hall.people["mo"], case_no, at("2026-11-26 09:30"))
    assert not [o for o in offers(mo) if o.name.startswith("supervision")]


@pytest.mark.clause("XF-9.2.3")
def test_an_inquiry_slip_shows_the_question_and_nothing_of_the_case(hall: Hall) -> None:
    case_no = hall.register("2026-11-23 09:00", ground="conduct", accused_units=["housing"])
    asked = {"asked_person": "mo", "put_question": "11月20日上午窗口由谁值守？"}
    hall.do("gu", case_no, "inquire", "2026-11-23 10:00", **asked)
    told = printed(hall, "gu", case_no, "inquiry", "2026-11-23 10:30")
    assert "莫海涛：" in told
    assert "11月20日上午窗口由谁值守？" in told
    assert "答复人：" in told
    for kept in (case_no, "秦桂芳", "13900005512", "装电梯"):
        assert kept not in told
    chen = look(hall.people["chen"], case_no, at("2026-11-23 10:30"))
    assert not [o for o in offers(chen) if o.name.startswith("inquiry")]


@pytest.mark.clause("XF-9.2.1")
def test_minutes_of_one_case_say_what_was_asked_and_decided(hall: Hall) -> None:
    given = {"complex_because": "several"}
    case_no = hall.register("2026-11-23 09:00", kind="complex", **given)
    hall.do("jiang", case_no, "refer", "2026-11-23 10:00", question="先由哪一家出意见？")
    hall.do("li", case_no, "determine", "2026-11-24 10:00", lead="housing", supporting=["land"],
            decided_due_on="2026-11-30", minutes="由住建牵头，规划配合，七日内办结。")  # fmt: skip
    told = printed(hall, "li", case_no, "minutes", "2026-11-24 11:00")
    assert "领导小组会议纪要" in told
    assert "先由哪一家出意见？" in told
    assert "区住建局" in told
    assert "由住建牵头，规划配合，七日内办结。" in told
    assert "主持人：" in told


@pytest.mark.clause("XF-8")
def test_a_notice_of_declining_says_why_and_where_and_has_its_seal(hall: Hall) -> None:
    case_no = hall.register("2026-11-23 09:00")
    hall.do("chen", case_no, "withdraw", "2026-11-23 09:30")
    from bancheng.casework.door import Order, open_case

    known = {"matter": "要求改判", "name": "秦桂芳", "phone": "13900005512", "channel": "counter"}
    refused = {"refusal": "litigation", "where_to_go": "区人民法院立案庭，电话 12368"}
    orders = [Order("register", known), Order("decline", refused)]
    done = open_case(hall.people["chen"], "hall", orders, "d-1", at("2026-11-23 10:00"))
    told = printed(hall, "chen", done.case_no, "slip-declined", "2026-11-23 10:10")
    assert "涉诉" in told
    assert "区人民法院立案庭" in told
    assert "（盖章）" in told
    assert "诉求人签收：" in told


@pytest.mark.clause("XF-9.2.4")
def test_a_help_receipt_lists_the_papers_taken_and_has_places_for_three_hands(hall: Hall) -> None:
    case_no = hall.register("2026-11-23 09:00")
    taken = {"helper": "chen", "papers_taken": "身份证复印件一份\n房产证原件一本"}
    hall.do("chen", case_no, "assist", "2026-11-23 10:00", **taken)
    told = printed(hall, "chen", case_no, "slip-papers", "2026-11-23 10:10")
    assert "房产证原件一本" in told
    assert "不收费" in told
    for words in ("经手人：", "交件人：", "退还时领取人："):
        assert words in told


@pytest.mark.clause("XF-11", "SC-7.1.3")
def test_every_paper_for_the_petitioner_is_made(hall: Hall) -> None:
    case_no = cases.whole_way(hall)
    for kind in ("slip-receipt", "slip-notice", "slip-result"):
        assert case_no in printed(hall, "chen", case_no, kind, "2026-11-27 09:00")
