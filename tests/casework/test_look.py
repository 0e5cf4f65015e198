"""What a case page knows: acts and why not, duties and how computed, sentences, the form."""

from __future__ import annotations

import pytest

from bancheng.casework import masking, reveal
from bancheng.casework.look import look
from bancheng.casework.paper import form_rows
from bancheng.casework.queries import my_duties, my_work, preview_due
from bancheng.casework.reveal_row import Reveal
from bancheng.casework.speaking import explain, moves, sentence
from bancheng.core.refusal import Refusal
from tests.casework.hall import Hall, at

pytestmark = pytest.mark.database
NOW = at("2026-11-23 10:00")


def test_my_list_holds_what_i_owe_by_due_time(hall: Hall) -> None:
    hall.placed()
    mine = my_duties(hall.people["mo"], NOW)
    assert [line.duty.rule for line in mine] == ["claim", "reply-general"]
    assert mine[1].term == "处理完成并回复"
    assert mine[1].refs == ("第十条（三）1",)
    assert mine[0].name == "秦*芳"
    assert my_work(hall.people["mo"], NOW).counts.today == 1
    assert my_work(hall.people["mo"], at("2026-11-26 10:00")).counts.late == 2


def test_the_acts_open_to_me_come_first_and_the_others_say_why_not(hall: Hall) -> None:
    case_no = hall.placed()
    acts = {a.act: a for a in look(hall.people["mo"], case_no, NOW).acts}
    assert acts["claim"].refusal is None
    assert acts["claim"].owed is not None
    assert "transfer" not in acts
    refusal = look(hall.people["chen"], case_no, NOW)
    blocked = {a.act: a.refusal for a in refusal.acts if a.refusal}
    assert blocked["complete"].code == "not_at_this_stage"
    assert "已反馈" in blocked["complete"].sentence


def test_a_duty_that_must_wait_says_for_what_and_for_whom(hall: Hall) -> None:
    case_no = hall.ended()
    mine = {
        d.duty.rule: d for d in my_duties(hall.people["chen"], NOW) if d.case.case_no == case_no
    }
    assert mine["archive"].waits_for == ("诉求人“确认”", "“办不成事”反映窗口工作人员“回访”")
    assert mine["call-back"].waits_for == ()
    hall.do("petitioner", case_no, "confirm", "2026-11-24 09:00", signing="here")
    given = {"solved": "solved", "satisfaction": "satisfied"}
    hall.do("chen", case_no, "call_back", "2026-11-24 09:10", **given)
    mine = {d.duty.rule: d for d in my_duties(hall.people["chen"], NOW)}
    assert mine["archive"].waits_for == ()


@pytest.mark.clause("XF-10.3.1", "SC-8.4")
def test_each_due_time_says_how_it_was_computed(hall: Hall) -> None:
    case_no = hall.placed()
    seen = look(hall.people["mo"], case_no, NOW)
    duty = next(d for d in seen.duties if d.rule == "reply-general")
    told = explain(duty, seen.standard, seen.calendar)
    assert "11月23日" in told
    assert "分办" in told
    assert "17:00" in told


@pytest.mark.clause("SC-8.4", "XF-11")
def test_the_timeline_speaks_in_official_sentences(hall: Hall) -> None:
    case_no = hall.ended()
    seen = look(hall.people["chen"], case_no, NOW)
    said = [sentence(e.event, e.texts, seen.standard, seen.names) for e in seen.entries]
    assert said[0] == "登记诉求，来自“办不成事”反映专窗"
    assert "交区住建局办理；意见：请办理" in said
    assert any(s.startswith("回复处理结果：已办好") for s in said)
    assert "以电话反馈诉求人" in said
    assert said[-1] == "办结，结局：办成"


def test_a_typed_full_stop_does_not_stand_before_a_semicolon(hall: Hall) -> None:
    case_no = hall.placed()
    given = {"text": "正在出意见。", "reason": "要等专家论证。"}
    hall.do("mo", case_no, "report_progress", "2026-11-23 11:00", **given)
    seen = look(hall.people["mo"], case_no, NOW)
    entry = seen.entries[-1]
    said = sentence(entry.event, entry.texts, seen.standard, seen.names)
    assert "正在出意见；理由：要等专家论证。" in said


def test_an_extension_tells_the_old_and_the_new_date(hall: Hall) -> None:
    case_no = hall.placed()
    given = {"reason": "要等消防复核", "until_on": "2026-11-27"}
    hall.do("mo", case_no, "extend", "2026-11-23 11:00", **given)
    seen = look(hall.people["mo"], case_no, at("2026-11-23 11:01"))
    told = moves(seen.entries[-1].event, seen.standard, seen.calendar)
    assert told == ["“处理完成并回复”的期限延期为 2026-11-27 17:00（原为 2026-11-24 17:00）"]
    duty = next(d for d in seen.duties if d.rule == "reply-general")
    assert "现为 2026-11-27 17:00" in explain(duty, seen.standard, seen.calendar)


@pytest.mark.clause("XF-A2")
def test_the_form_fills_itself_as_far_as_the_case_has_gone(hall: Hall) -> None:
    case_no = hall.placed()
    seen = look(hall.people["chen"], case_no, NOW)
    rows = form_rows(seen.standard.forms["registration"], seen)
    labels = [cell.label for row in rows for cell in row]
    assert labels == [
        "工单编号：",
        "诉求人姓名",
        "联系电话",
        "受理人员",
        "受理时间",
        "反映事项内容记录",
        "诉求人确认",
        "政务服务监督管理部门分办",
        "责任窗口部门回复处理情况",
        "满意度回访",
    ]
    words = ["".join(p.text for line in c.lines for p in line) for row in rows for c in row]
    assert words[0] == case_no
    assert words[1:3] == ["秦*芳", "139****5512"]
    assert words[4] == "2026年11月23日 09:00"
    assert "分办意见：请办理" in words[7]
    assert "承办窗口部门：区住建局" in words[8]
    boxes = [p for line in rows[-1][0].lines for p in line if p.ticked is not None]
    assert [b.text for b in boxes] == [
        *("是", "部分解决", "否", "其他"),
        *("满意", "基本满意", "不满意"),
    ]
    assert not any(b.ticked for b in boxes)


def test_the_petitioners_signature_is_masked_like_the_name(hall: Hall) -> None:
    case_no = hall.placed()
    hall.do("chen", case_no, "confirm", "2026-11-23 09:30", signing="here", signature="秦桂芳")
    seen = look(hall.people["chen"], case_no, NOW)
    form = seen.standard.forms["registration"]
    for masked, name in ((True, "秦*芳"), (False, "秦桂芳")):
        cells = {c.label: c for row in form_rows(form, seen, masked) for c in row}
        words = "".join(p.text for line in cells["诉求人确认"].lines for p in line)
        assert words == f"签字：{name}　2026年11月23日"


def test_a_masked_detail_is_shown_only_with_a_reason_and_on_record(hall: Hall) -> None:
    case_no = hall.placed()
    chen = hall.people["chen"]
    with pytest.raises(Refusal):
        reveal.reveal(chen, case_no, "phone", "  ", NOW)
    assert not Reveal.objects.exists()
    assert reveal.reveal(chen, case_no, "phone", "反馈结果", NOW) == "13900005512"
    row = Reveal.objects.get()
    assert (row.user, row.case_no, row.field) == ("chen", case_no, "phone")


@pytest.mark.parametrize(
    ("text", "masked"), [("秦桂芳", "秦*芳"), ("唐可", "唐*"), ("", ""), ("甲", "*")]
)
def test_names_are_masked(text: str, masked: str) -> None:
    assert masking.name(text) == masked


@pytest.mark.clause("XF-10.1", "XF-10.3.2")
def test_the_promise_is_shown_before_saving(hall: Hall) -> None:
    quick = preview_due("hall", "consultation", at("2026-11-23 10:00"))
    assert quick[0].due == at("2026-11-23 14:00")
    slow = preview_due("hall", "complex", at("2026-11-23 10:00"))
    assert [(p.limit, p.due) for p in slow] == [("5 个工作日", None)]
