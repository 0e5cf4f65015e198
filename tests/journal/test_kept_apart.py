"""What staff write that belongs to no case lies encrypted, and only where it was put."""

from __future__ import annotations

import pytest

from bancheng.journal.case_key_row import CaseKey
from bancheng.journal.kept_apart import box_for_writing, box_of
from bancheng.journal.read import DAMAGED

pytestmark = pytest.mark.database
WORDS = "老人卡在哪儿补，电话 13900005512"


def test_a_text_is_read_back_by_whoever_has_the_owners_key() -> None:
    stored = box_for_writing("east-hall").shut("1.asked", WORDS)
    assert box_of("east-hall").opened("1.asked", stored) == WORDS
    assert WORDS.encode() not in stored
    assert b"13900005512" not in stored


def test_the_same_words_never_look_alike() -> None:
    box = box_for_writing("east-hall")
    assert box.shut("1.asked", WORDS) != box.shut("1.asked", WORDS)


def test_a_text_moved_to_another_row_stays_shut() -> None:
    stored = box_for_writing("east-hall").shut("1.asked", WORDS)
    assert box_of("east-hall").opened("2.asked", stored) == DAMAGED


def test_another_owners_key_does_not_open_it() -> None:
    stored = box_for_writing("east-hall").shut("1.asked", WORDS)
    box_for_writing("west-hall")
    assert box_of("west-hall").opened("1.asked", stored) == DAMAGED


def test_nothing_opens_once_the_key_is_gone() -> None:
    stored = box_for_writing("east-hall").shut("1.asked", WORDS)
    CaseKey.objects.all().delete()
    assert box_of("east-hall").opened("1.asked", stored) == DAMAGED


def test_what_was_changed_reads_as_damaged_and_what_is_empty_as_empty() -> None:
    stored = box_for_writing("east-hall").shut("1.asked", WORDS)
    box = box_of("east-hall")
    assert box.opened("1.asked", stored[:-1] + bytes([stored[-1] ^ 1])) == DAMAGED
    assert box.opened("1.asked", b"no cipher of ours") == DAMAGED
    assert box.opened("1.asked", b"") == ""


def test_an_owner_has_one_key_however_often_something_is_written() -> None:
    for _ in range(3):
        box_for_writing("east-hall").shut("1.asked", WORDS)
    assert CaseKey.objects.count() == 1


def test_a_box_for_reading_shuts_nothing() -> None:
    with pytest.raises(ValueError, match="shuts nothing"):
        box_of("east-hall").shut("1.asked", WORDS)
