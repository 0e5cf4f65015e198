"""A telephone number is taken however it was typed, if somebody can be called back by it."""

from __future__ import annotations

import pytest

from bancheng.core.phone import read_phone
from bancheng.core.refusal import Refusal


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("１３９００００５５１２", "13900005512"),
        ("139 0000-5512", "13900005512"),
        ("139—0000–5512", "13900005512"),
        ("\u202d139 0000 5512\u202c", "13900005512"),
        ("+86 139 0000 5512", "13900005512"),
        ("＋８６（１３９）００００５５１２", "13900005512"),
        ("0086-139-0000-5512", "13900005512"),
        ("8613900005512", "13900005512"),
        ("0799-1234567", "07991234567"),
        ("+86 799 1234567", "07991234567"),
        ("+86 10 6234 5678", "01062345678"),
        ("(010)62345678转801", "01062345678转801"),
        ("0799-6234567-801", "07996234567转801"),
        ("07996234567—8", "07996234567转8"),
        ("+86 10 62345678-801", "01062345678转801"),
        ("62345678 分机：801", "62345678转801"),
        ("62345678x801", "62345678转801"),
        ("6234567", "6234567"),
        ("+49 8912345-67", "+49891234567"),
        ("400-123-4567", "4001234567"),
        ("+44 20 7946 0958", "+442079460958"),
        ("＋８５２ 9123 4567", "+85291234567"),
        ("00 1 (212) 555-0123", "+12125550123"),
    ],
)
def test_however_it_is_typed_it_is_kept_one_way(typed: str, kept: str) -> None:
    assert read_phone(typed) == kept
    assert read_phone(kept) == kept


@pytest.mark.parametrize(
    "typed", ["12345", "１２３４５", "110", "120", "10086", "95588", "+8612345"]
)
def test_a_hotline_calls_nobody_back(typed: str) -> None:
    with pytest.raises(Refusal, match="请写本人的手机或座机") as refused:
        read_phone(typed, "agent_phone")
    assert (refused.value.code, refused.value.field) == ("phone_of_a_service", "agent_phone")


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "12",
            "1390000551",
            "139000055123",
            "12900005512",
            "没有",
            "+123456",
            "+1234567890123456",
        ),
        *("+86", "+86139000055", "0799", "1390000551x", "٣٤٥٦٧٨٩"),
    ],
)
def test_what_cannot_be_dialled_is_none(typed: str) -> None:
    with pytest.raises(Refusal, match="不像电话号码") as refused:
        read_phone(typed)
    assert refused.value.code == "phone_is_none"
