"""疑似重复: the same matter told again in other words leads to the earlier case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bancheng.casework import sharing_words
from bancheng.casework.case_row import CaseRow
from bancheng.casework.erase import erase
from bancheng.counter.everyday_words import ROWS, other_words, plainly
from bancheng.counter.likeness import likely, near
from bancheng.people.appoint import appoint, create_user
from bancheng.people.establish import create_unit
from bancheng.people.models import Unit
from bancheng.people.unit import Form
from tests.casework.hall import PASSWORD, Hall, at
from tests.counter.other_matters import other_matters, pairs
from tests.counter.yardstick import missed, open_all

pytestmark = pytest.mark.database
EVERY_FIFTH = slice(0, None, 5)
ELEVATOR = "老楼加装电梯，规划窗口要先看消防意见，消防窗口要先看规划批复，四次没有受理。"
AGAIN = "我们那栋楼想装个电梯，消防讲没有规划的批文看不了，规划又讲先拿消防的意见来。"


@pytest.fixture(autouse=True)
def _counted_anew() -> None:
    sharing_words.forget()


def found(hall: Hall, who: str, text: str) -> list[str]:
    """The numbers of the cases shown to somebody who types a text."""
    return [case.row.case_no for case in likely(near(hall.people[who], text))]


def test_ten_of_the_fifty_among_three_hundred_others(hall: Hall) -> None:
    told = pairs()[EVERY_FIFTH]
    others = other_matters(300)
    numbers = open_all(hall, [*(pair.earlier for pair in told), *others])
    lost = missed(hall.people["chen"], zip(told, numbers, strict=False))
    assert len(lost) <= 1, lost


@pytest.mark.nightly
@pytest.mark.parametrize(("name", "at_least"), [("rewordings", 45), ("held_out", 16)])
def test_of_the_matters_told_again_most_are_shown_among_five_thousand_others(
    hall: Hall, name: str, at_least: int
) -> None:
    told, others = pairs(name), other_matters(5000)
    half = len(others) // 2
    numbers = open_all(hall, [*others[:half], *(p.earlier for p in told), *others[half:]])
    mine = numbers[half : half + len(told)]
    lost = missed(hall.people["chen"], zip(told, mine, strict=True))
    assert len(told) - len(lost) >= at_least, lost


def test_the_fifty_are_not_their_own_rewordings(hall: Hall) -> None:
    """The yardstick would measure nothing if both tellings used the same words."""
    told = pairs()
    swapped = [replace(pair, again=told[n - 1].again) for n, pair in enumerate(told)][EVERY_FIFTH]
    numbers = open_all(hall, [*(pair.earlier for pair in swapped), *other_matters(100)])
    assert len(missed(hall.people["chen"], zip(swapped, numbers, strict=False))) >= 8


def test_what_a_reader_may_not_see_is_not_shown(hall: Hall) -> None:
    (case_no,) = open_all(hall, [ELEVATOR])
    assert found(hall, "chen", AGAIN) == [case_no]
    assert found(hall, "mo", AGAIN) == []


@pytest.mark.clause("XF-9.2.3")
def test_a_complaint_about_conduct_is_not_shown_to_those_complained_of(hall: Hall) -> None:
    said = "窗口那个人一直看手机，问材料不理人，让我自己去看墙上的字。"
    case_no = hall.register(
        "2026-11-23 09:00", ground="conduct", accused_users=["chen"], matter=said
    )
    assert found(hall, "lin", "问材料的时候工作人员看手机不理人，叫我看墙上") == [case_no]
    assert found(hall, "chen", "问材料的时候工作人员看手机不理人，叫我看墙上") == []


def test_another_centres_cases_are_not_shown(hall: Hall) -> None:
    open_all(hall, [ELEVATOR])
    settings = {"number_prefix": "OT"}
    district = Unit.objects.get(code="district")
    other = create_unit(
        "other",
        "某镇便民服务中心",
        Form.CENTRE,
        district,
        standard="guilin-xiufeng",
        settings=settings,
    )
    user = create_user("wu", "吴有道", PASSWORD, must_change_password=False)
    appoint(user, other, "window")
    assert likely(near(user, AGAIN)) == []


def test_an_erased_case_is_no_longer_alike(hall: Hall) -> None:
    (case_no,) = open_all(hall, [ELEVATOR])
    admin = create_user("root", "管信达", PASSWORD, must_change_password=False)
    appoint(admin, Unit.objects.get(code="district"), "administrator")
    erase(admin, case_no, "保存期限已满", "erase-1", at("2026-11-24 09:00"))
    assert near(hall.people["chen"], AGAIN) == []


def test_too_few_words_lead_nowhere(hall: Hall) -> None:
    open_all(hall, [ELEVATOR])
    assert found(hall, "chen", "电梯") == []
    assert found(hall, "chen", "") == []


def test_signs_and_foreign_words_do_no_harm(hall: Hall) -> None:
    open_all(hall, [ELEVATOR])
    for odd in (
        '" OR "',
        "'; DROP TABLE x; --",
        "NEAR(电梯)",
        "*",
        "e1234567890 装电梯消防规划意见",
    ):
        near(hall.people["chen"], odd)
    assert CaseRow.objects.count() == 1


def test_every_word_stands_in_one_row_and_stands_for_itself() -> None:
    words = [word for row in ROWS for word in row]
    assert len(words) == len(set(words))
    assert min(map(len, words)) >= 2
    assert plainly("房本丢了") == plainly("不动产权证遗失")
    assert "房产证" in other_words("房本丢了")
    assert "房本" not in other_words("房本丢了")


def test_a_large_library_is_asked_for_fewer_and_rarer_words() -> None:
    words = {f"{n:012x}": 1.0 for n in range(100)}
    holding = {digest: n for n, digest in enumerate(words)}
    small = sharing_words.Rarity(1, 1, dict.fromkeys(words, 1))
    large = sharing_words.Rarity(100_000, 1000, holding)
    assert len(sharing_words.affordable(words, small)) == 100
    few = sharing_words.affordable(words, large)
    assert 0 < len(few) < 20
    assert max(holding[digest] for digest in few) < 20
