"""边录边提示: what lies beside the registration form while somebody types."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from bancheng.casework import sharing_words
from bancheng.casework.look import look
from bancheng.counter import choices
from bancheng.people.appoint import appoint, create_user
from bancheng.people.models import Unit
from tests.casework.hall import PASSWORD, Hall
from tests.counter.other_matters import other_matters
from tests.counter.yardstick import open_all
from tests.web.clerk import Clerk, case_no_of, words
from tests.web.conftest import NOW

pytestmark = pytest.mark.database
ELEVATOR = "老楼加装电梯，规划窗口要先看消防意见，消防窗口要先看规划批复，四次没有受理。"
AGAIN = "我们那栋楼想装个电梯，消防讲没有规划的批文看不了，规划又讲先拿消防的意见来。"
CIRCLE = "规划和消防两个部门互相要意见，互为前置，材料交不上去。"


@pytest.fixture(autouse=True)
def _counted_anew() -> None:
    sharing_words.forget()


def hinted(clerk: Clerk, matter: str, **fields: str) -> str:
    """What appears beside the form, as it is sent."""
    answer = clerk.post("/register/alike", 200, matter=matter, **fields)
    return answer.content.decode()


def closed(hall: Hall, many: int, matter: str, **given: str) -> None:
    """So many cases of the past, each ended at once by its petitioner's being told elsewhere."""
    for n in range(many):
        case_no = hall.register("2026-11-20 09:00", matter=f"{matter}第{n}回", **given)
        hall.do("chen", case_no, "guide", "2026-11-20 10:00", where_to_go="请到二楼办理")
        hall.do("chen", case_no, "complete", "2026-11-20 10:00", outcome="out_of_scope")


def test_a_case_that_tells_the_same_is_shown_with_its_stage_and_what_can_be_done(
    hall: Hall, chen: Clerk
) -> None:
    case_no = hall.register("2026-11-23 09:00", matter=ELEVATOR)
    page = hinted(chen, AGAIN)
    assert "可能是同一件事" in page
    assert f'href="/cases/{case_no}/"' in page
    assert "待交办" in page or "已受理" in page
    assert "并案" in page
    assert "秦桂芳" not in page
    assert "秦*芳" in page


def test_what_somebody_may_not_see_is_not_hinted_at(hall: Hall, chen: Clerk) -> None:
    hall.register("2026-11-23 09:00", matter=ELEVATOR)
    mo = Clerk("mo")
    mo.post("/register/alike", 403, matter=AGAIN)


def test_nothing_typed_stands_in_an_address(chen: Clerk) -> None:
    chen.raw(f"/register/alike?matter={AGAIN}", 405)


@pytest.mark.clause("XF-7.4", "XF-10.3.2")
def test_kind_and_ground_are_suggested_from_the_text_with_the_reason(
    hall: Hall, chen: Clerk
) -> None:
    page = hinted(chen, CIRCLE)
    assert 'data-take="kind" data-value="complex"' in page
    assert "因为提到“两个部门”" in page
    assert 'data-take="ground" data-value="mutual_prerequisite"' in page
    assert "“互为前置”" in page


def test_where_nothing_is_clear_nothing_is_suggested(hall: Hall, chen: Clerk) -> None:
    assert "data-take" not in hinted(chen, "门口的路灯坏了三个月没有人修，晚上看不见路。")


def test_a_field_that_is_chosen_gets_no_suggestion(hall: Hall, chen: Clerk) -> None:
    page = hinted(chen, CIRCLE, kind="general", ground="other")
    assert "data-take" not in page


def test_closed_cases_suggest_what_became_of_their_like(hall: Hall, chen: Clerk) -> None:
    open_all(hall, other_matters(60))
    closed(
        hall, 6, "公积金提取还贷，银行的还款明细说要支行盖章", kind="general", ground="many_visits"
    )
    page = words(chen.post("/register/alike", 200, matter="提取公积金还贷，还款明细要支行的章"))
    assert "最像的 6 件已办结工单里有 6 件是这一类，都提到" in page
    assert "公积金" in page.partition("都提到")[2]


def test_five_are_needed_and_most_must_agree(hall: Hall, chen: Clerk) -> None:
    open_all(hall, other_matters(60))
    matter, again = (
        "公积金提取还贷，银行的还款明细说要支行盖章",
        "提取公积金还贷，还款明细要支行的章",
    )
    closed(hall, 4, matter, kind="general", ground="other")
    assert "data-take" not in hinted(chen, again)
    closed(hall, 4, matter, kind="consultation", ground="disputed_result")
    assert "data-take" not in hinted(chen, again)


@pytest.mark.clause("XF-9.2.3")
def test_complaints_about_conduct_teach_nothing(hall: Hall, chen: Clerk) -> None:
    open_all(hall, other_matters(60))
    for n in range(6):
        case_no = hall.register(
            "2026-11-20 09:00",
            ground="conduct",
            accused_units=["tax"],
            matter=f"公积金提取还贷，银行的还款明细说要支行盖章第{n}回",
        )
        hall.do("chen", case_no, "guide", "2026-11-20 10:00", where_to_go="请到二楼办理")
        hall.do("chen", case_no, "complete", "2026-11-20 10:00", outcome="out_of_scope")
    assert "已办结工单" not in hinted(chen, "提取公积金还贷，还款明细要支行的章")


def test_a_person_can_do_without_suggestions_and_have_them_back(hall: Hall, chen: Clerk) -> None:
    chen.post("/register/suggestions", 302, suggestions="off")
    page = hinted(chen, CIRCLE)
    assert "data-take" not in page
    assert "重新打开" in chen.get("/register/")
    assert "data-take" in hinted(Clerk("lin"), CIRCLE)
    chen.post("/register/suggestions", 302, suggestions="on")
    assert "data-take" in hinted(chen, CIRCLE)


def test_duplicates_are_shown_without_suggestions_too(hall: Hall, chen: Clerk) -> None:
    hall.register("2026-11-23 09:00", matter=ELEVATOR)
    chen.post("/register/suggestions", 302, suggestions="off")
    assert "可能是同一件事" in hinted(chen, AGAIN)


def test_a_centre_can_switch_suggestions_off_for_all(hall: Hall, chen: Clerk) -> None:
    admin = create_user("root", "管信达", PASSWORD, must_change_password=False)
    appoint(admin, Unit.objects.get(code="district"), "administrator")
    centre = Unit.objects.get(code="hall")
    choices.choose(admin, centre, choices.SUGGESTIONS, 0, "先熟悉了再开", timezone.now())
    assert "data-take" not in hinted(chen, CIRCLE)
    assert "本中心已关掉" in chen.get("/register/")


def test_the_hints_cost_the_same_few_statements_however_many_cases(hall: Hall, chen: Clerk) -> None:
    def asked() -> int:
        statements: list[str] = []

        def listen(
            execute: Callable[..., object], sql: str, params: object, many: bool, context: object
        ) -> object:
            statements.append(sql)
            return execute(sql, params, many, context)

        hinted(chen, AGAIN)
        with connection.execute_wrapper(listen):
            hinted(chen, AGAIN)
        return len(statements)

    open_all(hall, [ELEVATOR, *other_matters(20)])
    few = asked()
    open_all(hall, other_matters(120)[20:])
    assert asked() == few
    assert few <= 13


def test_registering_alone_needs_name_phone_and_matter_only(hall: Hall, chen: Clerk) -> None:
    form = chen.carried("/register/")
    given: dict[str, Any] = {
        "name": "秦桂芳",
        "phone": "13900005512",
        "matter": ELEVATOR,
        "then": "only",
    }
    case_no = case_no_of(chen.post("/register/", **given, **form))
    assert look(hall.people["chen"], case_no, NOW).case.channel == "counter"


def test_an_agent_with_a_mandate_is_registered_and_shown_masked(hall: Hall, chen: Clerk) -> None:
    answer = chen.registers(
        agent="周明远",
        agent_phone="13900005513",
        mandate="written",
        mandate_until_on="2026-12-31",
        mandate_seen="true",
        contact="村里的覃支书",
        contact_phone="13900005514",
    )
    page = chen.get(answer["Location"])
    assert "周*远" in page
    assert "书面委托" in page
    assert "139****5513" in page
    assert "已看过委托书或者证件原件 是" in page
    assert "周明远" not in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"firm": "某某餐饮店", "uscc": "123"}, "不是统一社会信用代码"),
        ({"uscc": "91350100M000100Y43"}, "请填企业名称"),
        ({"mandate": "family"}, "请填代办人是谁"),
        ({"agent": "周某", "mandate_until_on": "2026-11-01"}, "委托已经到期"),
        ({"contact_phone": "12"}, "不像电话号码"),
    ],
)
def test_what_is_wrong_with_a_firm_or_agent_stands_at_its_field(
    hall: Hall, chen: Clerk, fields: dict[str, str], said: str
) -> None:
    answer = chen.registers(422, **fields)
    assert said in words(answer)
    assert '<details class="fold" open>' in answer.content.decode()
