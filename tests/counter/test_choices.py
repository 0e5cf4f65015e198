"""窗口的约定: by the administrator, with a reason, kept; approval of declining really wanted."""

from __future__ import annotations

from typing import Any

import pytest

from bancheng.casework.case_row import CaseRow
from bancheng.core.refusal import Refusal
from bancheng.counter import choices
from bancheng.counter.choice_row import CentreChoice
from bancheng.people.appoint import appoint, create_user
from bancheng.people.models import Unit
from bancheng.people.post import ADMINISTRATOR
from tests.casework.hall import Hall, at

pytestmark = pytest.mark.database
NOW = at("2026-11-24 10:00")
DECLINING = f"{choices.APPROVAL}decline"


@pytest.fixture
def admin(hall: Hall) -> Any:
    user = create_user("guan", "管信达", must_change_password=False)
    appoint(user, Unit.objects.get(code="district"), ADMINISTRATOR)
    return user


def centre() -> Unit:
    return Unit.objects.get(code="hall")


def test_every_choice_has_a_default_and_says_why(hall: Hall) -> None:
    for choice in choices.of_centre(centre()):
        assert choice.because
        assert choices.chosen("hall", choice.name) == choice.default


def test_a_choice_is_in_force_at_once_and_the_ones_before_are_kept(hall: Hall, admin: Any) -> None:
    for days, why in ((30, "先试一个月"), (60, "一个月不够季度分析")):
        choices.choose(admin, centre(), choices.ENQUIRY_DAYS, days, why, NOW)
    assert choices.chosen("hall", choices.ENQUIRY_DAYS) == 60
    kept = choices.history(centre())[choices.ENQUIRY_DAYS]
    assert [(row.value, row.because, row.made_by) for row in kept] == [
        (60, "一个月不够季度分析", "guan"),
        (30, "先试一个月", "guan"),
    ]


@pytest.mark.parametrize(
    ("name", "value", "because", "code"),
    [
        (choices.ENQUIRY_DAYS, 0, "不留", "wrong_shape"),
        (choices.ENQUIRY_DAYS, 99999, "都留", "wrong_shape"),
        (choices.ENQUIRY_DAYS, 60, " ", "missing"),
        (f"{choices.APPROVAL}reply", 1, "都要批", "unknown_option"),
        (DECLINING, 2, "", "wrong_shape"),
    ],
)
def test_what_cannot_be_settled_so_changes_nothing(
    hall: Hall, admin: Any, name: str, value: int, because: str, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        choices.choose(admin, centre(), name, value, because, NOW)
    assert refused.value.code == code
    assert CentreChoice.objects.count() == 0
    assert centre().settings == {"number_prefix": "MQ"}


@pytest.mark.parametrize("who", ["chen", "gu", "li", "mo"])
def test_nobody_but_the_administrator_settles_anything(hall: Hall, who: str) -> None:
    with pytest.raises(Refusal) as refused:
        choices.choose(hall.people[who], centre(), choices.ENQUIRY_DAYS, 60, "够了", NOW)
    assert refused.value.code == "not_your_act"


@pytest.mark.clause("XF-8", "SC-5.2.a")
def test_where_the_centre_wants_it_a_second_person_approves_declining(
    hall: Hall, admin: Any
) -> None:
    from bancheng.casework.door import Order, open_case

    why = "去年有两件不该推出去的"
    choices.choose(admin, centre(), DECLINING, 1, why, NOW)
    known = {"matter": "邻居官司", "name": "秦桂芳", "no_phone": "true", "channel": "counter"}
    refusing = {"refusal": "litigation", "where_to_go": "某区人民法院"}
    orders = [Order("register", known), Order("decline", refusing)]
    case_no = open_case(hall.people["chen"], "hall", orders, "decline-1", NOW).case_no
    assert CaseRow.objects.get(case_no=case_no).stage == "registered"
    with pytest.raises(Refusal):
        hall.do("chen", case_no, "approve", "2026-11-24 10:05", request=2)
    choices.choose(admin, centre(), DECLINING, 0, "试完了", NOW)  # what was asked is still answered
    hall.do("jiang", case_no, "approve", "2026-11-24 10:10", request=2)
    row = CaseRow.objects.get(case_no=case_no)
    assert (row.stage, row.refusal) == ("replied", "litigation")


def test_where_it_does_not_want_it_the_window_declines_by_itself(hall: Hall, admin: Any) -> None:
    choices.choose(admin, centre(), DECLINING, 1, "先试", NOW)
    choices.choose(admin, centre(), DECLINING, 0, "窗口人手不够", NOW)
    from bancheng.casework.door import Order, open_case

    known = {"matter": "邻居官司", "name": "秦桂芳", "no_phone": "true", "channel": "counter"}
    refusing = {"refusal": "litigation", "where_to_go": "某区人民法院"}
    orders = [Order("register", known), Order("decline", refusing)]
    case_no = open_case(hall.people["chen"], "hall", orders, "decline-2", NOW).case_no
    assert CaseRow.objects.get(case_no=case_no).stage == "replied"
