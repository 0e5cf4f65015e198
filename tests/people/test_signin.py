"""登录: right and wrong passwords, the pause after five, and whom it holds."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from statistics import median

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.db.models import F
from django.test import Client
from pytest_django import Settings

from bancheng.people.appoint import create_user, disable
from bancheng.people.errors import PeopleError
from bancheng.people.models import User
from bancheng.people.passwords import check_password_rules

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("pages")]

RIGHT = "a-Quiet-river-7"
WRONG = "some-other-River"


@pytest.fixture
def clerk(db: None) -> User:
    return create_user("clerk", "甲", RIGHT, must_change_password=False)


def attempt(client: Client, username: str, password: str, address: str = "10.0.0.1") -> str:
    """What the sign-in page says."""
    answer = client.post(
        "/sign-in", {"username": username, "password": password}, REMOTE_ADDR=address
    )
    return answer.content.decode()


def wait(minutes: int) -> None:
    """Let time pass, as far as the record of wrong tries is concerned."""
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=minutes))


def test_name_and_password_open_the_door(client: Client, clerk: User) -> None:
    assert attempt(client, "clerk", RIGHT) == "甲"
    assert client.get("/desk").status_code == 200


def test_a_name_typed_with_full_width_letters_or_capitals_is_understood(
    client: Client, clerk: User
) -> None:
    assert attempt(client, " Ｃlerk", RIGHT) == "甲"


def test_the_session_key_changes_with_signing_in(client: Client, clerk: User) -> None:
    session = client.session
    session["planted"] = "x"
    session.save()
    before = session.session_key
    attempt(client, "clerk", RIGHT)
    assert client.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()


def test_after_five_wrong_tries_the_right_password_waits_too(client: Client, clerk: User) -> None:
    for _ in range(4):
        assert "登录名或密码不对" in attempt(client, "clerk", WRONG)
    assert "以后可以再试" in attempt(client, "clerk", WRONG)
    assert "以后可以再试" in attempt(client, "clerk", RIGHT)
    assert client.get("/desk").status_code == 401


def test_the_pause_ends_after_fifteen_minutes(client: Client, clerk: User) -> None:
    for _ in range(5):
        attempt(client, "clerk", WRONG)
    wait(14)
    assert "以后可以再试" in attempt(client, "clerk", RIGHT)
    wait(2)
    assert attempt(client, "clerk", RIGHT) == "甲"


def test_tries_during_the_pause_do_not_lengthen_it(client: Client, clerk: User) -> None:
    for _ in range(5):
        attempt(client, "clerk", WRONG)
    said = attempt(client, "clerk", WRONG)
    wait(10)
    for _ in range(20):
        attempt(client, "clerk", WRONG)
    wait(6)
    assert attempt(client, "clerk", RIGHT) == "甲"
    assert "以后可以再试" in said


def test_another_computer_is_not_kept_out(client: Client, clerk: User) -> None:
    for _ in range(9):
        attempt(client, "clerk", WRONG, address="10.0.0.66")
    assert "以后可以再试" in attempt(client, "clerk", RIGHT, address="10.0.0.66")
    assert attempt(client, "clerk", RIGHT, address="10.0.0.1") == "甲"


def test_a_colleague_at_the_same_computer_is_not_kept_out(client: Client, clerk: User) -> None:
    create_user("other", "乙", RIGHT, must_change_password=False)
    for _ in range(9):
        attempt(client, "clerk", WRONG)
    assert attempt(client, "other", RIGHT) == "乙"


def test_another_browser_does_not_begin_to_count_anew(client: Client, clerk: User) -> None:
    for number in range(5):
        client.post(
            "/sign-in",
            {"username": "clerk", "password": WRONG},
            REMOTE_ADDR="10.0.0.1",
            HTTP_USER_AGENT=f"browser {number}",
        )
    assert "以后可以再试" in attempt(client, "clerk", RIGHT)


def test_the_right_password_clears_the_count(client: Client, clerk: User) -> None:
    for _ in range(3):
        for _ in range(4):
            attempt(client, "clerk", WRONG)
        assert attempt(client, "clerk", RIGHT) == "甲"


def test_an_unknown_name_gets_the_same_answers(client: Client, clerk: User) -> None:
    known = [attempt(client, "clerk", WRONG) for _ in range(6)]
    unknown = [attempt(client, "nobody", WRONG) for _ in range(6)]
    clock = slice(None, known[5].index("暂停登录"))
    assert known[:4] == unknown[:4]
    assert known[5][clock] == unknown[5][clock]


@pytest.mark.second_at_night
def test_an_unknown_name_takes_about_the_same_time(
    client: Client, clerk: User, settings: Settings
) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    clerk.set_password(RIGHT)
    clerk.save()

    def took(username: str, address: str) -> float:
        begun = time.perf_counter()
        attempt(client, username, WRONG, address)
        return time.perf_counter() - begun

    known = median(took("clerk", f"10.0.1.{n}") for n in range(9))
    unknown = median(took("nobody", f"10.0.1.{n}") for n in range(9))
    malformed = median(took("没有此人", f"10.0.1.{n}") for n in range(9))
    for other in (unknown, malformed):
        assert known / 3 < other < known * 3


def test_who_has_left_cannot_sign_in(client: Client, clerk: User) -> None:
    disable(clerk)
    assert "登录名或密码不对" in attempt(client, "clerk", RIGHT)


def test_who_leaves_is_out_with_the_next_request(client: Client, clerk: User) -> None:
    attempt(client, "clerk", RIGHT)
    disable(clerk)
    assert client.get("/desk").status_code == 401


@pytest.mark.parametrize("username", ["", "\0", "x" * 5000, "a' OR 1=1 --", "?", "张三"])
def test_whatever_is_typed_as_a_name_gets_an_answer(
    client: Client, clerk: User, username: str
) -> None:
    assert "登录名或密码不对" in attempt(client, username, "\0" + WRONG)


def test_a_tried_password_is_nowhere_on_record(client: Client, clerk: User) -> None:
    attempt(client, "clerk", WRONG)
    record = AccessAttempt.objects.get()
    assert WRONG not in f"{record.get_data}{record.post_data}{record.path_info}"


def test_changing_the_password_ends_other_sessions_and_keeps_this_one(
    client: Client, clerk: User
) -> None:
    other = Client()
    attempt(client, "clerk", RIGHT)
    attempt(other, "clerk", RIGHT)
    client.post("/password", {"old": RIGHT, "password": "a-Loud-river-8"})
    assert client.get("/desk").status_code == 200
    assert other.get("/desk").status_code == 401


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (WRONG, "a-Loud-river-8", "登录名或密码不对"),
        (RIGHT, RIGHT, "相同"),
        (RIGHT, "clerk-clerk", "登录名"),
    ],
)
def test_a_change_of_password_that_is_refused_changes_nothing(
    client: Client, clerk: User, old: str, new: str, why: str
) -> None:
    attempt(client, "clerk", RIGHT)
    answer = client.post("/password", {"old": old, "password": new})
    assert why in answer.content.decode()
    assert User.objects.get().check_password(RIGHT)


def test_who_was_given_a_password_changes_it_first(client: Client, clerk: User) -> None:
    User.objects.update(must_change_password=True)
    attempt(client, "clerk", RIGHT)
    assert client.get("/desk").headers["Location"] == "/password"
    client.post("/password", {"old": RIGHT, "password": "a-Loud-river-8"})
    assert client.get("/desk").status_code == 200


def test_signing_out_stays_possible_before_the_password_is_changed(
    client: Client, clerk: User
) -> None:
    User.objects.update(must_change_password=True)
    attempt(client, "clerk", RIGHT)
    assert client.get("/sign-out").status_code == 200
    assert client.get("/desk").status_code == 401


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("short1", "至少要 10 个字符"),
        ("password123", "太常见"),
        ("73920184657", "不能全是数字"),
        ("chen.xiaolan1", "登录名"),
    ],
)
def test_what_is_wrong_with_a_password_is_said_in_chinese(password: str, said: str) -> None:
    user = User(username="chen.xiaolan", name="陈晓岚")
    with pytest.raises(PeopleError) as refused:
        check_password_rules(password, user)
    assert said in refused.value.sentence
    assert not re.search(r"[a-z]{3}", refused.value.sentence)
