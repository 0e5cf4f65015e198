"""给诉求人的单子: each says what it must, from the facts alone, and is recorded when given."""

from __future__ import annotations

import pytest

from bancheng.casework import access
from bancheng.casework.door import Order, open_case
from bancheng.casework.erase import erase
from bancheng.casework.look import Look, look
from bancheng.casework.reveal_row import Reveal
from bancheng.core.refusal import Refusal
from bancheng.counter import given_slips, slips
from bancheng.counter.slip_given_row import SlipGiven
from bancheng.counter.slips.slip import Desk, Slip
from bancheng.people.appoint import appoint, create_user
from bancheng.people.models import Unit
from bancheng.people.post import ADMINISTRATOR
from tests.casework.hall import Hall, at

pytestmark = pytest.mark.database
NOW = "2026-11-24 10:00"
LATER = at("2026-11-24 16:00")
DESK = Desk("某区政务服务中心", "反映专窗", "一楼东侧", "0799-0000001", "09:00-17:00")
KNOWN = {"matter": "邻居占了过道", "name": "秦桂芳", "phone": "13900005512", "channel": "counter"}


def seen(hall: Hall, case_no: str, who: str = "chen") -> Look:
    return look(hall.people[who], case_no, LATER)


def paper(hall: Hall, case_no: str, kind: str, *, whole: bool = True) -> Slip:
    return slips.slip_of(seen(hall, case_no), kind, DESK, whole=whole)


def lines(slip: Slip) -> dict[str, str]:
    return {line.label: "\n".join((*line.paragraphs, *line.refs)) for line in slip.lines}


def declined(hall: Hall, **given: str) -> str:
    refusing = {"refusal": "litigation", "where_to_go": "某区人民法院，电话：0799-0000011", **given}
    orders = [Order("register", KNOWN), Order("decline", refusing)]
    return open_case(hall.people["chen"], "hall", orders, "declining", at(NOW)).case_no


@pytest.mark.clause("XF-9", "XF-9.3")
def test_a_receipt_says_number_who_what_next_until_when_and_whom_to_call(hall: Hall) -> None:
    case_no = hall.register(NOW)
    slip = paper(hall, case_no, "receipt")
    said = lines(slip)
    assert (slip.case_no, slip.size) == (case_no, "A5")
    assert said["诉求人"] == "秦桂芳"
    assert said["联系电话"] == "13900005512"
    assert said["谁接的"] == "陈晓岚，2026年11月24日（周二）10:00"
    assert "甄别审核" in said["接下来"]
    assert "2026年11月24日（周二）15:00 以前" in said["接下来"]
    assert "交到承办单位以后，1 个工作日内" in said["最迟"]
    assert "第十条（三）1" in said["最迟"]
    assert "24 小时内告诉您" in said["最迟"]
    assert "0799-0000001" in said["怎么查进度"]
    assert "陈晓岚首问负责" in "".join(slip.notes)


@pytest.mark.clause("XF-10.1")
def test_where_the_limit_already_runs_the_receipt_gives_the_date(hall: Hall) -> None:
    case_no = hall.register(NOW, kind="consultation", ground="other")
    assert "2026年11月24日（周二）14:00 以前" in lines(paper(hall, case_no, "receipt"))["最迟"]


def test_on_the_screen_name_and_phone_are_masked(hall: Hall) -> None:
    said = lines(paper(hall, hall.register(NOW), "receipt", whole=False))
    assert (said["诉求人"], said["联系电话"]) == ("秦*芳", "139****5512")


def test_without_a_phone_the_receipt_says_so(hall: Hall) -> None:
    known = {"matter": "补卡", "name": "毛阿婆", "no_phone": "true", "channel": "counter"}
    orders = [Order("register", known)]
    case_no = open_case(hall.people["chen"], "hall", orders, "no-phone", at(NOW)).case_no
    assert lines(paper(hall, case_no, "receipt"))["联系电话"] == "没有登记电话"


@pytest.mark.clause("SC-7.1.3", "XF-9.3")
def test_a_notice_says_papers_acceptance_reason_and_next_step(hall: Hall) -> None:
    orders = [Order("register", KNOWN)]
    case_no = open_case(hall.people["chen"], "hall", orders, "notice", at(NOW)).case_no
    assert slips.on_offer(seen(hall, case_no)) == ["receipt"]
    missing = "身份证复印件一份，正反面"
    hall.do("chen", case_no, "give_notice", NOW, missing=missing, next_step="补齐后受理")
    said = lines(paper(hall, case_no, "notice"))
    assert missing in said["材料"]
    assert "不齐" in said["材料"]
    assert "材料补齐后受理，请在 2026年12月8日（周二）17:00 以前补来" in said["是否受理"]
    assert "补齐后受理" in said["下一步"]
    assert "一楼东侧" in said["补齐了交到"]
    hall.do("chen", case_no, "supplement", NOW)
    hall.do("chen", case_no, "accept", NOW, ground="not_accepted", kind="general")
    said = lines(paper(hall, case_no, "notice"))
    assert said["材料"].startswith("齐全，已经补齐")
    assert "已受理" in said["是否受理"]
    assert "第七条（一）" in said["是否受理"]
    assert "补齐了交到" not in said


@pytest.mark.clause("XF-8", "SC-5.2.a", "SC-5.2.b")
def test_a_declining_slip_says_why_where_to_go_and_how_to_have_it_looked_at_again(
    hall: Hall,
) -> None:
    case_no = declined(hall, basis="案件正由人民法院审理")
    slip = paper(hall, case_no, "declined")
    said = lines(slip)
    assert "涉诉" in said["为什么不受理"]
    assert "第八条" in said["为什么不受理"]
    assert said["依据"] == "案件正由人民法院审理"
    assert "0799-0000011" in said["可以去哪里办"]
    assert "政务服务监督管理部门复核，5 个工作日内答复" in said["不同意怎么办"]
    assert "不是行政决定" in "".join(slip.notes)
    notice = lines(paper(hall, case_no, "notice"))
    assert "不予受理。理由：涉诉" in notice["是否受理"]
    assert "result" not in slips.on_offer(seen(hall, case_no))


def test_a_refusal_that_waits_for_approval_is_no_paper_yet_and_then_is_whole(hall: Hall) -> None:
    centre = Unit.objects.get(code="hall")
    centre.settings = {**centre.settings, "approvals": ["decline"]}
    centre.save()
    case_no = declined(hall)
    assert "declined" not in slips.on_offer(seen(hall, case_no))
    hall.do("jiang", case_no, "approve", "2026-11-24 10:10", request=2)
    assert "0799-0000011" in lines(paper(hall, case_no, "declined"))["可以去哪里办"]


def test_once_the_review_overturned_it_there_is_no_declining_slip(hall: Hall) -> None:
    case_no = declined(hall)
    hall.do("petitioner", case_no, "ask_review", NOW)
    hall.do("gu", case_no, "review_decline", NOW, overturned="true", reason="应当受理")
    assert "declined" not in slips.on_offer(seen(hall, case_no))


@pytest.mark.clause("XF-9.2.5")
def test_where_to_go_says_place_hours_and_phone(hall: Hall) -> None:
    case_no = hall.register(NOW, kind="consultation", ground="other")
    where = "出入境接待大厅，地址：演示路 1 号，电话：0799-0000015，时间：工作日 9 时至 17 时"
    hall.do("chen", case_no, "guide", NOW, where_to_go=where)
    said = lines(paper(hall, case_no, "elsewhere"))
    assert where in said["去哪里办"]
    assert case_no in said["还是办不成"]


@pytest.mark.clause("SC-7.2.5", "XF-9.2.4")
def test_a_receipt_for_papers_lists_what_was_taken_and_returned_by_whom_and_is_free(
    hall: Hall,
) -> None:
    case_no = hall.register(NOW)
    assert "papers" not in slips.on_offer(seen(hall, case_no))
    hall.do("chen", case_no, "assist", NOW, helper="chen", papers_taken="身份证原件一份\n照片两张")
    slip = paper(hall, case_no, "papers")
    said = lines(slip)
    assert "身份证原件一份\n照片两张" in said["收下的材料"]
    assert "经手人 陈晓岚" in said["收下的材料"]
    assert said["谁帮您办"].startswith("陈晓岚")
    assert "取回" in said["怎么取回"]
    assert "不收费" in "".join(slip.notes)
    hall.do("chen", case_no, "return_papers", NOW, papers_returned="全部", returned_to="本人")
    said = lines(paper(hall, case_no, "papers"))
    assert "领取人 本人" in said["已退还"]
    assert "怎么取回" not in said


@pytest.mark.clause("XF-11", "XF-9.3")
def test_a_letter_of_the_result_says_what_came_out_who_dealt_with_it_and_on_what_basis(
    hall: Hall,
) -> None:
    case_no = hall.placed(NOW)
    reply = {"answer": "result", "text": "证已办好", "basis": "条例第三条", "signature": "莫海涛"}
    hall.do("mo", case_no, "claim", NOW)
    hall.do("mo", case_no, "reply", NOW, **reply)
    slip = paper(hall, case_no, "result")
    said = lines(slip)
    assert slip.size == "A4"
    assert "证已办好" in said["结果"]
    assert said["承办单位"] == "区住建局"
    assert said["依据"] == "条例第三条"
    assert "行政复议" in "".join(slip.notes)


def test_giving_is_recorded_once_with_who_looked_at_name_and_phone(hall: Hall) -> None:
    case_no = hall.register(NOW)
    found = seen(hall, case_no)
    version = found.case.version
    for _ in range(2):
        row = given_slips.give(hall.people["chen"], found, "receipt", "printed", "a1", LATER)
    assert (row.by, row.how, row.version) == ("chen", "printed", version)
    assert SlipGiven.objects.count() == 1
    reasons = {(r.field, r.user, r.reason) for r in Reveal.objects.all()}
    why = "给诉求人“回执”（打印交给本人）"
    assert reasons == {("name", "chen", why), ("phone", "chen", why)}
    assert hall.version(case_no) == version  # no act: nobody's page grows stale


@pytest.mark.parametrize(("kind", "how"), [("declined", "printed"), ("receipt", "fax")])
def test_what_there_is_not_cannot_be_given(hall: Hall, kind: str, how: str) -> None:
    found = seen(hall, hall.register(NOW))
    with pytest.raises(Refusal):
        given_slips.give(hall.people["chen"], found, kind, how, "a1", LATER)
    assert SlipGiven.objects.count() == 0


def test_a_department_that_reads_the_case_gives_no_papers_of_the_window(hall: Hall) -> None:
    found = seen(hall, hall.placed(NOW), "mo")
    with pytest.raises(access.NotFound):
        given_slips.give(hall.people["mo"], found, "receipt", "printed", "a1", LATER)


def test_a_paper_given_then_is_drawn_again_as_it_was(hall: Hall) -> None:
    orders = [Order("register", KNOWN)]
    case_no = open_case(hall.people["chen"], "hall", orders, "again", at(NOW)).case_no
    then = paper(hall, case_no, "receipt")
    hall.do("chen", case_no, "accept", NOW, ground="other", kind="general")
    hall.do(
        "chen", case_no, "correct", NOW, corrected=1, text="改", reason="错", phone="13900001111"
    )
    again = slips.as_it_stood(seen(hall, case_no), 1, LATER)
    assert slips.slip_of(again, "receipt", DESK, whole=True) == then
    assert lines(paper(hall, case_no, "receipt"))["联系电话"] == "13900001111"


def test_what_was_erased_is_said_to_be_erased(hall: Hall) -> None:
    case_no = hall.register(NOW)
    admin = create_user("guan", "管信达", must_change_password=False)
    appoint(admin, Unit.objects.get(code="district"), ADMINISTRATOR)
    erase(admin, case_no, "保存期限已满", "erasing", LATER)
    said = lines(paper(hall, case_no, "receipt"))
    assert "已依法删除" in said["诉求人"]
    assert "已依法删除" in said["反映的事"]
    assert "秦桂芳" not in repr(said)


def test_every_kind_of_paper_can_be_called_otherwise_by_a_standard(hall: Hall) -> None:
    found = seen(hall, hall.register(NOW))
    for kind, spec in slips.SLIPS.items():
        assert slips.title_of(kind, found) == spec.title
    found.standard.words["slip.receipt"] = "受理通知"
    try:
        assert slips.title_of("receipt", found) == "受理通知"
    finally:
        del found.standard.words["slip.receipt"]
