"""环境变量: switches, lists and texts from outside."""

import pytest

from bancheng.config import environment


@pytest.mark.parametrize(
    ("value", "expected"), [("1", True), ("ON", True), ("", False), ("0", False)]
)
def test_a_switch_is_on_or_off(value: str, expected: bool) -> None:
    assert environment.flag("SWITCH", {"SWITCH": value}) is expected


def test_a_switch_that_is_neither_is_refused_by_name() -> None:
    with pytest.raises(
        environment.SettingError, match=r"BANCHENG_HTTPS 只能写 1（开）或 0（关）.*“也许”"
    ):
        environment.flag("BANCHENG_HTTPS", {"BANCHENG_HTTPS": "也许"})


def test_a_list_drops_blanks() -> None:
    assert environment.words("HOSTS", "", {"HOSTS": " a.example, ,b.example "}) == [
        "a.example",
        "b.example",
    ]


def test_an_empty_variable_means_the_default() -> None:
    assert environment.text("DATA", "/srv", {"DATA": " "}) == "/srv"
