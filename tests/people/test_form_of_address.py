"""Staff are spoken of by surname, and never by half a surname or half a name."""

from __future__ import annotations

import pytest

from bancheng.people.form_of_address import form_of_address


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("林佩文", "林同志"),
        ("韦明", "韦同志"),
        ("欧阳雪", "欧阳同志"),
        ("上官", "上同志"),
        ("司马清远", "司马同志"),
        ("古丽娜尔·艾山", "同志"),
        ("lin", "同志"),
        ("", "同志"),
    ],
)
def test_by_surname(name: str, told: str) -> None:
    assert form_of_address(name) == told
