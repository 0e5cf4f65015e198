"""Asking: right is let in; wrong is wrong, the same to the byte; nobody shuts out anybody else."""

from __future__ import annotations

import io
import logging
import re
import statistics
import time
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.management import call_command
from django.http.response import HttpResponseBase
from django.utils import timezone

from bancheng.casework.erase import erase
from bancheng.people.appoint import appoint, create_user
from bancheng.people.models import Unit
from bancheng.petitioner import code as codes
from bancheng.petitioner import following, limits, making
from bancheng.petitioner.attempt_row import Attempt
from bancheng.petitioner.code_row import QueryCode
from bancheng.petitioner.session_row import AskingSession
from tests.casework.hall import PASSWORD, Hall
from tests.petitioner.visitor import Visitor
from tests.web.clerk import words

pytestmark = pytest.mark.database
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')


def bare(content: bytes) -> bytes:
    """A page without the one thing that is drawn anew each time."""
    return TOKEN.sub(b"", content)


def heads(answer: HttpResponseBase) -> dict[str, str]:
    """Its headers, without the second in which it was given."""
    return {name: value for name, value in answer.headers.items() if name != "Expires"}


@pytest.mark.clause("XF-9.1", "XF-9.3", "SC-7.1.1")
def test_who_has_code_and_digits_sees_where_the_matter_is(visitor: Visitor) -> None:
    number, code = visitor.hands_in()
    answer = visitor.asks(code)
    assert answer["Location"] == "/w/hall/mine"
    page = visitor.reads("/mine")
    assert number in page
    assert "窗口把您的事记下来" in page
    assert "现在在这里" in page
    assert code.replace(" ", "") not in answer["Location"]


def test_a_wrong_code_and_a_wrong_phone_get_the_same_page_to_the_byte(visitor: Visitor) -> None:
    _, code = visitor.hands_in()
    wrong_phone = visitor.asks(code, "0000", 422)
    wrong_code = visitor.asks(codes.draw(), "5512", 422)
    nonsense = visitor.asks("a", "", 422)
    assert bare(wrong_phone.content) == bare(wrong_code.content) == bare(nonsense.content)
    assert heads(wrong_phone) == heads(wrong_code) == heads(nonsense)
    assert {c for a in (wrong_phone, wrong_code) for c in a.cookies} <= {"csrftoken"}


def test_a_code_that_was_tried_too_often_rests_even_for_the_right_answer(hall: Hall) -> None:
    """Four digits are ten thousand guesses, and a code may have been found in the street."""
    _, code = Visitor().hands_in()
    for n in range(limits.PER_CODE):
        Visitor(f"10.1.0.{n}").asks(code, f"000{n}", 422)
    barred = Visitor("10.2.0.1").asks(code, "5512", 429)
    wrong = Visitor("10.2.0.2").asks(code, "9999", 429)
    assert bare(barred.content) == bare(wrong.content)


def test_who_found_a_slip_does_not_try_all_digits_behind_other_wrong_tries(hall: Hall) -> None:
    _, code = Visitor().hands_in()
    guess(hall, limits.PER_ADDRESS, 1)
    finder = Visitor("10.9.0.0")
    for n in range(limits.PER_CODE):
        finder.asks(code, f"000{n}", 429)
    assert Attempt.objects.count() == 2 + 2 * limits.PER_ADDRESS + limits.PER_CODE
    finder.asks(codes.draw(), "0000", 429)
    assert Attempt.objects.count() == 2 + 2 * limits.PER_ADDRESS + limits.PER_CODE
    finder.asks(code, "5512", 429)


def test_the_bar_ends_after_a_quarter_of_an_hour(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, code = Visitor().hands_in()
    for n in range(limits.PER_CODE):
        Visitor().asks(code, f"000{n}", 422)
    later = timezone.now() + limits.QUARTER + timedelta(seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    Visitor().asks(code)


def guess(hall: Hall, many: int, addresses: int) -> tuple[int, int]:
    """So many guesses from so many places: how many were answered, how many sent away."""
    answered = away = 0
    visitors = [Visitor(f"10.9.{n // 250}.{n % 250}") for n in range(addresses)]
    for n in range(many):
        found = visitors[n % addresses].client.post(
            "/w/hall/ask", {"code": codes.draw(), "digits": f"{n % 10000:04}"}
        )
        assert found.status_code in (422, 429)
        answered += found.status_code == 422
        away += found.status_code == 429
    return answered, away


@pytest.mark.second_at_night
@pytest.mark.clause("XF-9.1")
def test_a_thousand_guesses_find_nothing_and_shut_nobody_out(hall: Hall) -> None:
    _, code = Visitor().hands_in()
    answered, away = guess(hall, 1000, 10)
    assert answered <= 10 * limits.PER_ADDRESS
    assert answered + away == 1000
    assert Attempt.objects.count() <= 2 * answered + 3
    Visitor("10.9.0.1").asks(code)  # from the very address of a guesser


@pytest.mark.nightly
def test_a_hundred_thousand_guesses_find_nothing_and_shut_nobody_out(
    hall: Hall, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    _, code = Visitor().hands_in()
    answered, away = guess(hall, 100_000, 100)
    assert answered <= away
    Visitor("10.9.0.1").asks(code)


@pytest.mark.nightly
def test_wrong_code_and_wrong_phone_take_the_same_time(hall: Hall) -> None:
    """Medians over 2,000 tries each, turn and turn about, without the limits in between."""
    _, code = Visitor().hands_in()
    took: dict[str, list[float]] = {"code": [], "phone": []}
    for n in range(2000):
        for which, asked in (("code", codes.draw()), ("phone", code)):
            visitor = Visitor(f"10.{n % 200}.{n // 200}.1")
            begun = time.perf_counter()
            visitor.asks(asked, "0000", 422)
            took[which].append(time.perf_counter() - begun)
            Attempt.objects.all().delete()
    apart = abs(statistics.median(took["code"]) - statistics.median(took["phone"]))
    print(f"medians apart: {apart * 1000:.3f} ms")
    assert apart < 0.001


def test_a_right_answer_is_served_while_the_whole_site_is_guessed_at(hall: Hall) -> None:
    _, code = Visitor().hands_in()
    Attempt.objects.bulk_create(
        Attempt(key=f"{n}", at=timezone.now()) for n in range(2 * limits.ALL_A_MINUTE)
    )
    Visitor().asks(codes.draw(), status=429)
    Visitor().asks(code)


def test_the_code_stands_nowhere(hall: Hall, caplog: pytest.LogCaptureFixture) -> None:
    """Not in a table of any room, not in a log, not in what the journal gives out."""
    caplog.set_level(logging.DEBUG)
    _, code = Visitor().hands_in()
    Visitor().asks(code)
    kept = code.replace(" ", "")
    told = io.StringIO()
    call_command("dumpdata", stdout=told)
    for written in (kept, code, kept.lower()):
        assert written not in told.getvalue()
        assert written not in caplog.text
    assert QueryCode.objects.count() == 1
    assert {m.__name__ for m in apps.get_app_config("petitioner").get_models()} == {
        "Attempt",
        "AskingSession",
        "QueryCode",
    }


def test_a_new_code_ends_the_old_one_and_whoever_asked_with_it(hall: Hall) -> None:
    case_no = hall.register("2026-11-20 09:00")
    now = timezone.now()
    first = making.make(case_no, "chen", "one", now)
    assert first is not None
    visitor = Visitor()
    visitor.asks(first)
    visitor.get("/mine")
    second = making.make(case_no, "lin", "two", now)
    assert second is not None
    assert visitor.get("/mine", 302)["Location"] == "/w/hall/ask"
    Visitor().asks(first, status=422)
    Visitor().asks(second)
    old = QueryCode.objects.get(ended_at__isnull=False)
    assert (old.made_by, old.ended_by) == ("chen", "lin")
    assert making.make(case_no, "lin", "two", now) is None, "the same command again makes no other"


def test_without_a_phone_the_window_agrees_on_four_digits(hall: Hall) -> None:
    case_no = hall.register("2026-11-20 09:00", phone="", no_phone=True)
    with pytest.raises(Exception, match="四位好记的数字"):
        making.make(case_no, "chen", "none", timezone.now())
    code = making.make(case_no, "chen", "one", timezone.now(), word="1949")
    assert code is not None
    Visitor().asks(code, "1949")
    Visitor("10.3.0.1").asks(code, "5512", 422)


def test_a_phone_put_right_opens_with_the_code_there_is(hall: Hall) -> None:
    case_no = hall.register("2026-11-20 09:00")
    code = making.make(case_no, "chen", "one", timezone.now())
    assert code is not None
    hall.do(
        "chen", case_no, "correct", "2026-11-20 09:30",
        corrected=1, text="电话听错了", reason="本人来电", phone="13900007788",
    )  # fmt: skip
    QueryCode.objects.update(followed_at=timezone.now() - timedelta(days=400))
    following.run(timezone.now())
    Visitor().asks(code, "7788")
    Visitor("10.3.0.1").asks(code, "5512", 422)


def test_the_session_ends_by_itself_by_hand_and_with_the_case(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_no, code = Visitor().hands_in()
    begun = timezone.now()
    one, two, three = Visitor(), Visitor(), Visitor()
    for visitor in (one, two, three):
        visitor.asks(code)
    assert "已经退出" in words(one.posts("/leave", 200))
    one.get("/mine", 302)
    monkeypatch.setattr(timezone, "now", lambda: begun + timedelta(minutes=20))
    two.get("/mine")
    monkeypatch.setattr(timezone, "now", lambda: begun + timedelta(minutes=45))
    two.get("/mine")
    three.get("/mine", 302)
    keeper = create_user("keeper", "管信达", PASSWORD, must_change_password=False)
    appoint(keeper, Unit.objects.get(code="district"), "administrator")
    erase(keeper, case_no, "保存期限已满", "erase-1", timezone.now())
    two.get("/mine", 302)
    Visitor("10.3.0.9").asks(code, status=422)
    assert (QueryCode.objects.count(), AskingSession.objects.count()) == (0, 0)


def test_a_copied_or_made_up_key_opens_nothing(hall: Hall) -> None:
    _, code = Visitor().hands_in()
    visitor = Visitor()
    visitor.asks(code)
    held = visitor.client.cookies["w_key"]
    assert held["httponly"]
    assert held["path"] == "/w/"
    assert held["samesite"] == "Lax"
    stranger = Visitor()
    for token in ("", "x" * 43, held.value[:-1], f"{held.value} "):
        stranger.client.cookies["w_key"] = token
        stranger.get("/mine", 302)
        stranger.get("/mine/withdraw", 302)
