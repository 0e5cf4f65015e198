"""找工单: what one may see, by number, name, phone and words; nothing of it in an address."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from tests.casework.hall import Hall
from tests.web.clerk import Clerk

pytestmark = pytest.mark.database


def found_by(clerk: Clerk, text: str) -> str:
    answer = clerk.post("/cases/", 302, text=text)
    return clerk.get(answer["Location"])


def test_a_number_goes_straight_to_its_case(hall: Hall, chen: Clerk) -> None:
    case_no = hall.register("2026-11-24 10:00")
    answer = chen.post("/cases/", 302, text=f" {case_no.lower()} ")
    assert answer["Location"] == f"/cases/{case_no}/"


@pytest.mark.parametrize("text", ["秦桂芳", "139 0000 5512", "5512", "电梯", "001"])
def test_name_phone_and_two_characters_suffice(hall: Hall, chen: Clerk, text: str) -> None:
    case_no = hall.register("2026-11-24 10:00")
    assert case_no in found_by(chen, text)


@pytest.mark.parametrize("text", ["秦桂芳", "13900005512"])
def test_no_name_and_no_phone_stands_in_the_address(hall: Hall, chen: Clerk, text: str) -> None:
    answer = chen.post("/cases/", 302, text=text)
    assert text not in unquote(answer["Location"])
    assert text in chen.get(answer["Location"])


def test_a_sealed_address_tells_others_nothing(hall: Hall, chen: Clerk) -> None:
    address = chen.post("/cases/", 302, text="秦桂芳")["Location"]
    assert "秦桂芳" not in Clerk("lin").get(address)
    chen.get("/cases/?f=nonsense")
    chen.get("/cases/?f=%E4%B8%AD")


def test_what_is_not_ones_own_is_not_found(hall: Hall) -> None:
    case_no = hall.placed("2026-11-24 10:00")
    stranger = Clerk("wei")
    assert "没有找到，或者不在您能查看的范围内" in found_by(stranger, "电梯")
    assert "没有找到" in found_by(stranger, case_no)
    assert "还没有工单" in stranger.get("/cases/")
    assert case_no in found_by(Clerk("mo"), "电梯")


def test_without_words_the_cases_that_moved_last_are_listed(hall: Hall, chen: Clerk) -> None:
    first = hall.register("2026-11-24 10:00")
    hall.register("2026-11-24 10:01")
    hall.do("chen", first, "note", "2026-11-24 11:00", text="来电催问")
    page = chen.get("/cases/")
    assert page.index(first) < page.index("MQ20261124-002")
