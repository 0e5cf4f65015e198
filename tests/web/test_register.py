"""登记: one screen, nothing lost, nothing twice."""

from __future__ import annotations

from typing import Any

import pytest

from bancheng.casework.case_row import CaseRow
from bancheng.casework.look import look
from bancheng.people.establish import create_unit
from bancheng.people.models import Unit
from tests.casework.hall import Hall, at
from tests.web.clerk import PLAIN, Clerk, case_no_of, words
from tests.web.conftest import NOW

pytestmark = pytest.mark.database


@pytest.mark.clause("XF-9", "XF-9.2", "XF-7")
def test_one_button_registers_and_accepts(hall: Hall, chen: Clerk) -> None:
    answer = chen.registers()
    case_no = case_no_of(answer)
    page = chen.get(answer["Location"])
    assert "已记录：登记、受理。" in page
    assert "接下来：“办不成事”反映工作领导小组办公室“甄别审核”" in page
    row = CaseRow.objects.get(case_no=case_no)
    assert (row.stage, row.kind, row.answerable) == ("accepted", "general", "chen")


def test_sent_twice_it_makes_one_case(hall: Hall, chen: Clerk) -> None:
    form = chen.carried("/register/")
    first = chen.post("/register/", **PLAIN, **form)
    second = chen.post("/register/", **PLAIN, **form)
    assert first["Location"] == second["Location"]
    assert CaseRow.objects.count() == 1
    assert "没有重复办理" in chen.get(second["Location"])


def test_only_registering_leaves_accepting_for_later(hall: Hall, chen: Clerk) -> None:
    case_no = case_no_of(chen.registers(then="only", kind="", ground=""))
    assert CaseRow.objects.get(case_no=case_no).stage == "registered"


@pytest.mark.clause("XF-A2", "SC-A1")
def test_the_petitioners_confirmation_goes_with_it(hall: Hall, chen: Clerk) -> None:
    case_no = case_no_of(chen.registers(signing="paper", signature="秦桂芳"))
    said = [e.event.name for e in look(hall.people["chen"], case_no, NOW).entries]
    assert said == ["registered", "confirmed", "accepted"]


@pytest.mark.clause("XF-8", "SC-5.2")
def test_declining_records_where_to_go(hall: Hall, chen: Clerk) -> None:
    assert "管这个案子的人民法院" in chen.get("/register/")
    answer = chen.registers(then="decline", refusal="litigation", where_to_go="区人民法院立案庭")
    page = chen.get(answer["Location"])
    assert "不予受理：涉诉" in page
    assert "区人民法院立案庭" in page


@pytest.mark.clause("XF-8")
def test_declining_without_where_to_go_asks_for_it_and_keeps_the_words(
    hall: Hall, chen: Clerk
) -> None:
    answer = chen.registers(422, then="decline", refusal="litigation")
    page = answer.content.decode()
    assert "请填“可以去哪里办" in words(answer)
    assert "两个窗口互相要对方的意见" in page
    assert "不予受理…" in page
    assert CaseRow.objects.count() == 0


@pytest.mark.clause("XF-10.3.2", "XF-7.4")
def test_the_chosen_kind_and_ground_ask_for_more_without_any_script(
    hall: Hall, chen: Clerk
) -> None:
    answer = chen.registers(422, kind="complex", ground="mutual_prerequisite")
    page = answer.content.decode()
    assert 'name="complex_because"' in page
    assert 'name="waiting_units"' in page
    assert 'name="waiting_papers"' in page
    assert "两个窗口互相要对方的意见" in page
    assert 'value="complex" checked' in page
    chen.registers(
        kind="complex",
        ground="mutual_prerequisite",
        complex_because="several",
        waiting_units=["housing", "land"],
        waiting_papers="备案意见",
    )


@pytest.mark.clause("XF-7.5", "XF-9.2.3")
def test_a_complaint_about_conduct_asks_whom_it_is_about(hall: Hall, chen: Clerk) -> None:
    answer = chen.registers(422, ground="conduct")
    assert "请填“被反映单位”" in words(answer)
    case_no = case_no_of(chen.registers(ground="conduct", accused_units=["tax"]))
    assert CaseRow.objects.get(case_no=case_no).conduct


@pytest.mark.clause("XF-10.1", "XF-10.2", "XF-10.3.2")
def test_the_due_time_stands_beside_the_form_before_saving(hall: Hall, chen: Clerk) -> None:
    page = words(chen.post("/register/hints", 200, **{**PLAIN, "kind": "consultation"}))
    assert "11月24日 18:30" in page
    assert "第十条（一）" in page
    answer = chen.post("/register/hints", 200, **{**PLAIN, "kind": "complex"})
    assert "5 个工作日从交到部门起算" in words(answer)
    assert 'name="complex_because"' in answer.content.decode()


def test_a_kind_that_only_a_declaration_leads_to_cannot_be_picked(chen: Clerk) -> None:
    assert 'value="unsolvable"' not in chen.raw("/register/").content.decode()


def test_earlier_cases_of_a_phone_are_shown_and_the_phone_is_in_no_address(
    hall: Hall, chen: Clerk
) -> None:
    case_no = case_no_of(chen.registers())
    answer = chen.post("/register/earlier", 200, phone="139-0000-5512")
    assert "这个电话来过 1 次" in words(answer)
    assert case_no in words(answer)
    assert "第一次来" in words(chen.post("/register/earlier", 200, phone="13900009999"))
    chen.raw("/register/earlier?phone=13900005512", 405)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("phone", "12", "不像电话号码"),
        ("phone", "", "请填联系电话"),
        ("matter", "", "请填“反映事项内容”"),
        ("kind", "no-such-kind", "没有“no-such-kind”这一项"),
        ("channel", "pigeon", "没有“pigeon”这一项"),
        ("done_at", "yesterday", "不是时间"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(
    hall: Hall, chen: Clerk, field: str, value: str, said: str
) -> None:
    answer = chen.registers(422, **{"item": "加装电梯", field: value})
    page = answer.content.decode()
    assert said in words(answer)
    assert 'class="wrong"' in page
    assert 'value="加装电梯"' in page
    assert 'value="not_accepted" checked' in page
    assert CaseRow.objects.count() == 0


def test_somebody_without_a_phone_is_registered_too(hall: Hall, chen: Clerk) -> None:
    chen.registers(phone="", no_phone="true")


def test_a_firm_has_a_name_and_perhaps_an_agent(hall: Hall, chen: Clerk) -> None:
    case_no = case_no_of(
        chen.registers(petitioner_kind="firm", firm="某某餐饮店", agent="周某，持委托书")
    )
    seen = look(hall.people["chen"], case_no, NOW)
    assert seen.text("firm") == "某某餐饮店"


def test_a_case_taken_on_paper_keeps_both_times(hall: Hall, chen: Clerk) -> None:
    late: dict[str, Any] = {"done_at": "2026-11-23T10:00", "late_reason": "停电"}
    answer = chen.registers(422, **late)
    assert "请填“同意补录的人”" in words(answer)
    assert 'value="2026-11-23T10:00"' in answer.content.decode()
    answer = chen.registers(**late, late_allowed_by="lin")
    page = chen.get(answer["Location"])
    assert "补录于 今天 14:30，林佩文 同意，原因：停电" in page
    row = CaseRow.objects.get()
    assert row.registered_at == at("2026-11-23 10:00")
    assert row.case_no.startswith("MQ20261123")


def test_only_the_window_registers(hall: Hall) -> None:
    assert "登记由窗口工作人员办理" in Clerk("mo").get("/register/", 403)
    Clerk("mo").post("/register/", 403, **PLAIN)
    Clerk("mo").post("/register/hints", 403, **PLAIN)
    assert CaseRow.objects.count() == 0


def test_only_units_near_the_centre_are_offered(hall: Hall, chen: Clerk) -> None:
    district = Unit.objects.get(code="district")
    far = create_unit("far", "远方县", "region", create_unit("prov", "远方", "region"))
    create_unit("far-tax", "远方税务局", "department", far)
    create_unit("near-water", "区水利局", "department", district)
    answer = chen.post("/register/hints", 200, **{**PLAIN, "ground": "conduct"})
    assert "区水利局" in words(answer)
    assert "远方税务局" not in words(answer)
