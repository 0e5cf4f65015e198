"""Much is coming in: whoever comes next is asked a small question; nobody loses their matter."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.utils import timezone

from bancheng.casework.case_row import CaseRow
from bancheng.casework.look import look
from bancheng.core.ask import FILES
from bancheng.files.models import Upload
from bancheng.petitioner import limits, question
from tests.casework.hall import Hall
from tests.files.made import picture
from tests.petitioner.visitor import HIDDEN, PLAIN, Visitor, receipt
from tests.web.clerk import words

pytestmark = pytest.mark.database
ASKED = re.compile(r"([一二三四五六七八九])加([一二三四五六七八九])等于几")
BUSY, OTHER = "10.8.0.1", "10.8.0.2"


def came(times: int, address: str, centre: str = "elsewhere", minutes: int = 0) -> None:
    """So many matters came, so many minutes ago."""
    for _ in range(times):
        limits.sent(centre, address, timezone.now() - timedelta(minutes=minutes))


def photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("门口.jpg", picture(), "image/jpeg")


def carried(answer: HttpResponse) -> dict[str, str]:
    """What the form that came back carries, the kept photos too."""
    page = answer.content.decode()
    fields = {k: v for k, v in HIDDEN.findall(page) if k in ("ticket", "question")}
    kept = re.search(r'name="uploads" value="(\w+)"', page)
    return {**fields, "uploads": kept[1]} if kept else fields


def total(answer: HttpResponse) -> int:
    """The sum a page asks for."""
    asked = ASKED.search(words(answer))
    assert asked is not None, words(answer)
    return sum(question.CHINESE.index(one) for one in asked.groups())


def test_nobody_is_barred_by_a_phone_that_others_know(hall: Hall) -> None:
    for n in range(7):
        Visitor(f"10.8.1.{n}").hands_in(matter=f"第{n + 1}位老人的事")


@pytest.mark.parametrize(
    ("times", "address", "centre"),
    [
        (limits.ASKED_PER_ADDRESS, BUSY, "elsewhere"),
        (limits.ASKED_PER_CENTRE, "10.9.9.9", "hall"),
    ],
    ids=["an address", "a centre"],
)
def test_where_much_comes_a_question_is_asked_and_everything_stays(
    hall: Hall, times: int, address: str, centre: str
) -> None:
    opened_before = Visitor(BUSY).carried("/submit")
    came(times, address, centre)
    visitor = Visitor(BUSY)
    assert "question" in visitor.carried("/submit")
    asked = visitor.posts("/submit", 422, **PLAIN, **opened_before, attach=photo())
    assert CaseRow.objects.count() == 0
    page = asked.content.decode()
    for typed in PLAIN.values():
        assert typed in page
    assert "门口.jpg" in page
    wrong = visitor.posts("/submit", 422, **PLAIN, **carried(asked), answer="1")
    assert "数不对" in words(wrong)
    assert carried(wrong)["question"] != carried(asked)["question"]
    right = f" {question.CHINESE[total(wrong)]}。"
    done = visitor.posts("/submit", 200, **PLAIN, **carried(wrong), answer=right)
    found = look(hall.people["chen"], receipt(done)[0], timezone.now())
    assert found.text("matter") == PLAIN["matter"]
    assert len(found.entries[0].event.names(FILES.name)) == 1


def test_two_hundred_at_once_are_asked_nothing(hall: Hall) -> None:
    for n in range(200):
        came(1, f"10.8.3.{n}", "hall")
    Visitor(OTHER).hands_in()


def test_an_answer_lets_in_once_here_and_for_six_hours(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    came(limits.ASKED_PER_ADDRESS, BUSY)
    visitor = Visitor(BUSY)
    asked = visitor.get("/submit")
    answered = {"question": carried(asked)["question"], "answer": str(total(asked))}
    late = timezone.now() + question.LASTS
    assert question.opened(answered["question"], "hall", timezone.now())
    assert question.opened(answered["question"], "hall", late) is None
    assert question.opened(answered["question"], "other", timezone.now()) is None
    nameless: dict[str, Any] = {**PLAIN, **carried(asked), **answered, "name": ""}
    unfinished = visitor.posts("/submit", 422, **nameless).content.decode()
    assert f'name="answer" value="{answered["answer"]}"' in unfinished
    visitor.posts("/submit", 200, **{**PLAIN, **carried(asked), **answered})
    assert question.opened(answered["question"], "hall", timezone.now()) is None
    again: dict[str, Any] = {**PLAIN, **visitor.carried("/submit"), **answered}
    assert "请答下面这道小题" in words(visitor.posts("/submit", 422, **again))
    monkeypatch.setattr(limits, "is_used", lambda once: False)  # both came at the same moment
    monkeypatch.setattr(limits, "use", lambda once, now: False)
    visitor.posts("/submit", 422, **again)
    assert CaseRow.objects.count() == 1


def test_far_too_much_waits_as_long_as_is_said_and_loses_nothing(hall: Hall) -> None:
    came(1, BUSY, minutes=59)
    came(1, BUSY, minutes=48)
    came(limits.CEILING_PER_ADDRESS - 1, BUSY, minutes=10)
    visitor = Visitor(BUSY)
    held = visitor.posts("/submit", 429, **PLAIN, **visitor.carried("/submit"), attach=photo())
    assert "请过 12 分钟再交" in words(held)
    assert "0700-1234567" in words(held)
    assert int(held["Retry-After"]) <= 12 * 60
    page = held.content.decode()
    for kept in (*PLAIN.values(), "门口.jpg"):
        assert kept in page
    Visitor(OTHER).hands_in()


def test_an_address_that_is_everybodys_has_no_ceiling(hall: Hall) -> None:
    for address in ("127.0.0.1", "::1", ""):
        came(limits.CEILING_PER_ADDRESS, address)
        assert limits.wait(address, timezone.now()) is None
        assert limits.asks("hall", address, timezone.now())


def test_files_there_is_no_room_for_are_named_and_the_matter_is_taken(hall: Hall) -> None:
    for _ in range(limits.KEPT_PER_ADDRESS):
        limits.brought_files(BUSY, timezone.now())
    visitor = Visitor(BUSY)
    unfinished = visitor.sends("/submit", 422, **{**PLAIN, "name": "", "attach": photo()})
    assert "请再选一次： 门口.jpg" in words(unfinished)
    assert "uploads" not in carried(unfinished)
    assert Upload.objects.count() == 0
    fields = {**PLAIN, **carried(unfinished)}
    number = receipt(visitor.posts("/submit", 200, **fields, attach=photo()))[0]
    found = look(hall.people["chen"], number, timezone.now())
    assert len(found.entries[0].event.names(FILES.name)) == 1


def test_what_fills_in_the_hidden_field_is_asked_and_may_be_a_browser(visitor: Visitor) -> None:
    asked = visitor.sends("/submit", 422, **{**PLAIN, "website": "http://example.test"})
    assert CaseRow.objects.count() == 0
    fields = {**PLAIN, **carried(asked), "website": "http://example.test"}
    visitor.posts("/submit", 200, **fields, answer=str(total(asked)))


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        *(("7", 7), ("７", 7), ("七", 7), (" 7 。", 7), ("Seven", 7), ("十", 10), ("十二", 12)),
        *(("两", 2), ("", None), ("很多", None), ("9" * 60, int("9" * 40))),
    ],
)
def test_a_number_is_read_however_it_is_written(typed: str, number: int | None) -> None:
    assert question.read(typed) == number


def test_the_question_is_asked_in_english(hall: Hall) -> None:
    came(limits.ASKED_PER_ADDRESS, BUSY)
    visitor = Visitor(BUSY)
    visitor.posts("/look", what="english", back="/w/hall/submit")
    page = visitor.reads("/submit")
    assert re.search(r"How much is (two|three|four|five|six|seven|eight|nine) plus (\w+)\?", page)
