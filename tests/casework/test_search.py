"""Search: two characters suffice, and the index tells a thief nothing."""

from __future__ import annotations

import hashlib
import hmac

import pytest
from django.db import connection

from bancheng.casework import queries, searching, tidying
from bancheng.journal.keys import master_key
from tests.casework.hall import Hall, at

pytestmark = pytest.mark.database


@pytest.mark.parametrize(
    "asked",
    [
        "电梯",
        "装电梯的材料",
        "秦桂芳",
        "13900005512",
        "139 0000 5512",
        "5512",
        "MQ20261123-001",
        "001",
    ],
)
def test_a_case_is_found_by_words_name_phone_and_number(hall: Hall, asked: str) -> None:
    case_no = hall.register("2026-11-23 09:00")
    found = queries.search(hall.people["chen"], asked)
    assert [line.case.case_no for line in found] == [case_no]
    assert found[0].name == "秦*芳"


@pytest.mark.parametrize("asked", ["水管", "秦桂英", "13900005513", "", "　", "'; DROP x", "*"])
def test_what_is_not_there_is_not_found(hall: Hall, asked: str) -> None:
    hall.register("2026-11-23 09:00")
    assert queries.search(hall.people["chen"], asked) == []


def test_a_corrected_name_is_found_too(hall: Hall) -> None:
    case_no = hall.register("2026-11-23 09:00")
    given = {"corrected": 1, "text": "姓名写错了", "reason": "本人指出", "name": "覃桂芳"}
    hall.do("chen", case_no, "correct", "2026-11-23 09:30", **given)
    found = queries.search(hall.people["chen"], "覃桂")
    assert [line.case.case_no for line in found] == [case_no]
    assert found[0].name == "覃*芳"


def test_no_word_of_a_matter_stands_in_the_index(hall: Hall) -> None:
    hall.register("2026-11-23 09:00")
    with connection.cursor() as cursor:
        cursor.execute("SELECT tokens FROM casework_search")
        stored = " ".join(row[0] for row in cursor.fetchall())
    assert "电梯" not in stored
    assert "13900005512" not in stored
    assert searching.tokens(["电梯"])[0] in stored


def test_a_words_digest_is_the_hmac_of_the_search_key(hall: Hall) -> None:
    hall.register("2026-11-23 09:00")
    master = master_key(lambda: False)
    key = hmac.new(master.key, b"bancheng search index", hashlib.sha256).digest()
    words = ["电梯", "梯", "5512", "x" * 200]
    wanted = sorted(hmac.new(key, w.encode(), "sha256").hexdigest()[:12] for w in words)
    assert searching.tokens(words) == wanted


def test_the_clock_puts_the_pieces_of_the_index_together(hall: Hall) -> None:
    tidying.tidy(at("2026-11-23 08:59"))  # earlier tests left pieces; at sixteen an act merges them
    every = [hall.register(f"2026-11-23 09:{n:02}") for n in range(6)]
    if connection.vendor == "sqlite":
        assert pieces() > 2
    tidying.tidy(at("2026-11-23 10:00"))
    if connection.vendor == "sqlite":
        assert pieces() <= 2
    found = queries.search(hall.people["chen"], "电梯")
    assert [line.case.case_no for line in found] == every[::-1]
    assert tidying.tidy(at("2026-11-23 10:01")) == 0


def pieces() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT segid) FROM casework_search_idx")
        return int(cursor.fetchone()[0])
