"""The query code itself: eighty bits, letters nobody mistakes, a mistyped one noticed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bancheng.petitioner.code import DRAWN, LETTERS, check_letter, draw, grouped, is_whole, plain

DRAWNS = st.text(st.sampled_from(LETTERS), min_size=DRAWN, max_size=DRAWN)


def test_it_has_eighty_bits_and_no_letter_that_looks_like_another() -> None:
    assert len(LETTERS) ** DRAWN == 2**80
    assert not set("ILOU") & set(LETTERS)
    assert len({draw() for _ in range(1000)}) == 1000


@given(DRAWNS, st.integers(0, DRAWN), st.sampled_from(LETTERS))
def test_any_one_letter_mistyped_is_noticed(drawn: str, place: int, letter: str) -> None:
    code = drawn + check_letter(drawn)
    wrong = code[:place] + letter + code[place + 1 :]
    assert is_whole(code)
    assert is_whole(wrong) is (wrong == code)


@given(DRAWNS, st.integers(0, DRAWN - 1))
def test_any_two_neighbours_swapped_are_noticed(drawn: str, place: int) -> None:
    code = drawn + check_letter(drawn)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert is_whole(swapped) is (swapped == code)


@pytest.mark.parametrize("change", [str.lower, grouped, lambda c: grouped(c).replace(" ", "-")])
def test_it_is_read_however_it_is_written(change: object) -> None:
    assert callable(change)
    code = draw()
    assert plain(change(code)) == code


def test_look_alikes_are_put_right() -> None:
    assert plain("o0iIlL u－７") == "001111V7"
