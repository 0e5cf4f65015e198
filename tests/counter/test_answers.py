"""常见答复: made of a closed case, cleaned, checked by somebody else, dated, counted, forgotten."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from bancheng.casework import access
from bancheng.core.refusal import Refusal
from bancheng.counter import answers
from bancheng.counter.answer_row import Answer, AnswerVersion, State
from tests.casework.hall import Hall, at

pytestmark = pytest.mark.database
NOW = at("2026-11-24 10:00")
TODAY = date(2026, 11, 24)
CARD = {
    "title": "老年人优待卡怎么办",
    "item": "老年人优待卡",
    "question": "老人卡在哪儿办、要带什么",
    "text": "满六十五周岁的，带身份证和一寸照片到二楼综合窗口，当场领。",
    "basis": "市老龄办办理指南第三条",
    "valid_until": "2027-06-30",
}


def propose(hall: Hall, uid: str = "", who: str = "chen", **more: Any) -> Answer:
    given = {**CARD, **{k: v for k, v in more.items() if k in CARD}}
    rest = {k: v for k, v in more.items() if k not in CARD}
    return answers.propose(hall.people[who], "hall", uid, given, TODAY, NOW, **rest)


def in_force(hall: Hall, **given: Any) -> Answer:
    row = propose(hall, **given)
    return answers.decide(hall.people["lin"], "hall", row.uid, True, NOW)


def suggested(hall: Hall, asked: str, today: date = TODAY) -> list[str]:
    found = answers.suggested(hall.people["chen"], "hall", asked, today)
    return [k.in_force.words.title for k in found if k.in_force and k.in_force.words]


@pytest.mark.clause("SC-7.2.1", "XF-10.1")
def test_an_answer_is_offered_only_after_a_second_person_checked_it(hall: Hall) -> None:
    row = propose(hall)
    assert suggested(hall, "老人卡怎么办") == []
    with pytest.raises(Refusal) as refused:
        answers.decide(hall.people["chen"], "hall", row.uid, True, NOW)
    assert refused.value.code == "same_person"
    answers.decide(hall.people["lin"], "hall", row.uid, True, NOW)
    assert suggested(hall, "老人卡怎么办") == [CARD["title"]]


def test_what_was_not_passed_is_never_offered(hall: Hall) -> None:
    row = propose(hall)
    answers.decide(hall.people["lin"], "hall", row.uid, False, NOW)
    assert suggested(hall, "老人卡怎么办") == []
    assert answers.one(hall.people["chen"], row.uid, TODAY).versions[0].row.state == State.REJECTED


@pytest.mark.parametrize("field", ["title", "text", "basis", "valid_until"])
def test_without_title_text_basis_or_date_it_is_no_answer_to_give_again(
    hall: Hall, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        propose(hall, **{field: ""})
    assert refused.value.field == field
    assert Answer.objects.count() == 0


@pytest.mark.parametrize(
    "text",
    [
        "电话 139 0000 5512 联系她",
        "身份证 450302199001011234 已核对",
        "秦桂芳的卡已经补好",
        "转到 6222020000000000123 账户",
    ],
)
def test_a_text_that_still_points_at_somebody_is_refused(hall: Hall, text: str) -> None:
    with pytest.raises(Refusal) as refused:
        propose(hall, text=text, names=["秦桂芳", "139"])
    assert refused.value.code == "points_at_somebody"
    assert AnswerVersion.objects.count() == 0


def test_years_amounts_and_office_phones_point_at_nobody(hall: Hall) -> None:
    propose(hall, text="2026年起每月 300 元，咨询电话 0799-0000001，12345 也可以问。", names=["秦"])
    assert AnswerVersion.objects.count() == 1


def test_a_new_wording_replaces_the_one_in_force_when_it_is_checked(hall: Hall) -> None:
    row = in_force(hall)
    propose(hall, row.uid, "lin", text="改到三楼。")
    kept = answers.one(hall.people["chen"], row.uid, TODAY)
    assert kept.in_force is not None
    assert kept.in_force.words is not None
    assert kept.in_force.words.text == CARD["text"]
    answers.decide(hall.people["chen"], "hall", row.uid, True, NOW)
    kept = answers.one(hall.people["chen"], row.uid, TODAY)
    assert [(v.row.number, v.row.state) for v in kept.versions] == [(2, "checked"), (1, "replaced")]
    assert kept.in_force is not None
    assert kept.in_force.row.made_by == "lin"


def test_two_wordings_do_not_wait_at_once(hall: Hall) -> None:
    row = propose(hall)
    with pytest.raises(Refusal) as refused:
        propose(hall, row.uid)
    assert refused.value.code == "already_waiting"


def test_an_answer_over_its_date_is_flagged_and_no_longer_offered(hall: Hall) -> None:
    row = in_force(hall, valid_until="2026-11-30")
    assert suggested(hall, "老人卡怎么办", date(2026, 11, 30)) != []
    later = date(2026, 12, 1)
    assert suggested(hall, "老人卡怎么办", later) == []
    assert answers.one(hall.people["chen"], row.uid, later).is_over
    assert [k.is_over for k in answers.listed(hall.people["chen"], "hall", later)] == [True]


def test_what_fits_best_comes_first_and_what_does_not_fit_not_at_all(hall: Hall) -> None:
    in_force(hall)
    other = {"title": "生育津贴几时发", "item": "生育津贴", "question": "津贴多久到账"}
    in_force(hall, **other, text="资料齐全后按月发放。")
    third = {"title": "居住证怎么签注", "item": "居住证签注", "question": "居住证到期了怎么办"}
    in_force(hall, **third, text="网上就能签注。")
    assert suggested(hall, "我的生育津贴怎么还没有到账")[0] == "生育津贴几时发"
    assert suggested(hall, "老人卡丢了怎么补")[0] == CARD["title"]
    assert suggested(hall, "噪声扰民") == []
    assert suggested(hall, "") == []


def test_each_use_is_counted(hall: Hall) -> None:
    row = in_force(hall)
    for _ in range(3):
        answers.used(hall.people["chen"], row.uid, "enquiry", NOW)
    answers.used(hall.people["mo"], row.uid, "enquiry", NOW)  # not his counter
    answers.used(hall.people["chen"], "0" * 32, "enquiry", NOW)
    assert answers.one(hall.people["lin"], row.uid, TODAY).used == 3


def test_what_waits_and_what_is_over_stands_at_the_top(hall: Hall) -> None:
    in_force(hall, title="甲")
    in_force(hall, title="乙", valid_until="2026-11-25")
    propose(hall, title="丙")
    later = TODAY + timedelta(days=2)
    titles = [
        k.versions[0].words.title
        for k in answers.listed(hall.people["chen"], "hall", later)
        if k.versions[0].words
    ]
    assert titles == ["丙", "乙", "甲"]


def test_a_withdrawn_answer_is_offered_no_more(hall: Hall) -> None:
    row = in_force(hall)
    answers.withdraw(hall.people["lin"], "hall", row.uid, NOW)
    assert suggested(hall, "老人卡怎么办") == []
    assert answers.listed(hall.people["chen"], "hall", TODAY) == []


@pytest.mark.parametrize("who", ["mo", "gu", "jiang", "li"])
def test_the_base_does_not_exist_for_whoever_is_not_at_the_counter(hall: Hall, who: str) -> None:
    row = in_force(hall)
    with pytest.raises(access.NotFound):
        answers.one(hall.people[who], row.uid, TODAY)
    with pytest.raises(access.NotFound):
        answers.listed(hall.people[who], "hall", TODAY)
    assert answers.suggested(hall.people[who], "hall", "老人卡怎么办", TODAY) == []


def test_with_a_case_goes_what_nobody_has_checked_and_the_word_which_case_it_was(
    hall: Hall,
) -> None:
    case_no = hall.ended("2026-11-20 09:00")
    unchecked = propose(hall, from_case=case_no)
    checked = in_force(hall, from_case=case_no, title="另一条")
    answers.forget_case(case_no)
    kept = answers.one(hall.people["chen"], unchecked.uid, TODAY)
    assert kept.versions[0].words is None
    assert answers.one(hall.people["chen"], checked.uid, TODAY).in_force is not None
    assert set(Answer.objects.values_list("from_case", flat=True)) == {""}


def test_no_wording_lies_in_plain_text(hall: Hall) -> None:
    propose(hall)
    with connection.cursor() as cursor:
        cursor.execute("SELECT words, tokens FROM counter_answerversion")
        words, tokens = cursor.fetchone()
    assert "老年人".encode() not in bytes(words)
    assert "老年" not in tokens
