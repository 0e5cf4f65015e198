"""A telephone as a petitioner types it, and as the window finds it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from bancheng.casework.look import look
from tests.casework.hall import Hall
from tests.petitioner.visitor import PLAIN, Visitor, receipt
from tests.web.clerk import Clerk, words

pytestmark = pytest.mark.database


def test_full_width_digits_are_a_phone_and_its_last_four_open_the_case(hall: Hall) -> None:
    visitor = Visitor()
    fields = {**PLAIN, **visitor.carried("/submit"), "phone": "＋８６ １３９ ００００ ５５１２"}
    first = visitor.posts("/submit", 200, **fields)
    assert "后四位 5512" in words(first)
    again = visitor.posts("/submit", 200, **{**fields, "phone": "0086 139-0000-5512"})
    assert "没有收进去" not in words(again)
    number, code = receipt(first)
    visitor.asks(code)
    kept = look(hall.people["chen"], number, timezone.now()).text("phone")
    assert kept == "13900005512"
    found = Clerk("chen").post("/register/earlier", 200, phone="+86１３９００００５５１２")
    assert number in words(found)


def test_a_hotline_is_refused_and_a_guest_from_abroad_is_not(visitor: Visitor) -> None:
    said = visitor.sends("/submit", 422, **{**PLAIN, "phone": "12345"})
    assert "这是服务号码" in words(said)
    visitor.hands_in(phone="+44 20 7946 0958")
