"""Who has it and by which rule: an office is explained, a rule named and what it says."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from bancheng.library.standards import standard
from bancheng.petitioner import acting, plain
from tests.casework.hall import Hall
from tests.petitioner.plain_language import faults
from tests.petitioner.test_own_acts import inside
from tests.petitioner.visitor import PLAIN, Visitor

pytestmark = pytest.mark.database
DAY = "2026-11-20 09:00"
RULE = re.compile(r'<details class="rule">.*?</details>', re.S)


def test_an_office_that_has_it_is_explained_and_a_department_is_not(hall: Hall) -> None:
    case_no = hall.register(DAY)
    page = inside(case_no).reads("/mine")
    assert "管什么：看您的事归谁管；盯着部门按时办。" in page
    assert "管什么" not in inside(hall.placed(DAY)).reads("/mine")


@pytest.mark.parametrize("name", ["guilin-xiufeng", "sichuan-township"])
def test_every_office_that_owes_something_is_explained(name: str) -> None:
    found = standard(name)
    window = found.acts["register"].by
    owing = {rule.by for rule in found.duties.values()} & set(found.roles) - set(window)
    assert owing
    assert [role for role in owing if not plain.does(role, found)] == []
    assert not faults("".join(f"<p>{said}</p>" for said in plain.DOES.values()))


def test_a_rule_is_named_with_its_document_and_says_what_it_says(hall: Hall) -> None:
    case_no = hall.placed(DAY)
    rule = RULE.search(inside(case_no).get("/mine").content.decode())
    assert rule is not None
    found = acting.their_case(case_no, timezone.now()).standard
    summary, _, meaning = rule[0].partition("</summary>")
    assert f"《{found.standard.title}》" in summary
    clause = next(c for c in found.clauses.values() if f"{c.ref}：" in meaning)
    assert clause.ref in summary
    assert clause.says in meaning


@pytest.mark.parametrize(
    ("typed", "status", "is_open"), [({}, 422, False), ({"agent_phone": "12"}, 422, True)]
)
def test_whoever_helps_has_a_place_of_their_own_below_the_phone(
    hall: Hall, typed: dict[str, str], status: int, is_open: bool
) -> None:
    page = Visitor().sends("/submit", status, **{**PLAIN, "name": "", **typed}).content.decode()
    assert page.index('id="f-phone"') < page.index('id="f-helper"') < page.index('id="f-files"')
    assert ('id="f-helper" open>' in page) is is_open
