"""猜码: wrong codes pause who guesses and shut nobody out, and nobody is told who has a code."""

from __future__ import annotations

import pytest
from axes.models import AccessAttempt
from django.db.models import F
from django.test import Client

from bancheng.identity.models import Factor
from bancheng.people.appoint import create_user
from bancheng.people.unit import Unit
from tests.casework.hall import PASSWORD
from tests.web.clerk import words
from tests.web.sign_in.somebody import Somebody

pytestmark = pytest.mark.django_db


@pytest.mark.database
def test_wrong_codes_pause_the_name_at_this_address_as_wrong_passwords_do(chen: Somebody) -> None:
    chen.password()
    wrong = chen.phone.wrong(chen.clock.now)
    said = [words(chen.code(wrong)) for _ in range(5)]
    assert all("不对" in each for each in said[:4])
    assert "以后可以再试" in said[4]
    assert "以后可以再试" in words(chen.code(chen.now()))
    assert "以后可以再试" in words(chen.password())
    assert not chen.is_in()


def test_the_right_password_does_not_clear_the_count_of_wrong_codes(chen: Somebody) -> None:
    wrong = chen.phone.wrong(chen.clock.now)
    for _ in range(2):
        chen.password()
        chen.code(wrong)
        chen.code(wrong)
    chen.password()
    assert "以后可以再试" in words(chen.code(wrong))


def test_wrong_codes_elsewhere_keep_nobody_out_here(chen: Somebody) -> None:
    thief = Somebody("chen", chen.clock)
    thief.phone = chen.phone
    for n in range(7):
        thief.password(at="10.9.9.9")
        thief.code(chen.phone.wrong(chen.clock.now), at="10.9.9.9")
        assert n < 5 or "以后可以再试" in words(thief.password(at="10.9.9.9"))
    chen.password()
    assert chen.code(chen.now()).status_code == 302
    assert "密码对、动态码错的有" in chen.reads("/account/")


def test_a_guesser_with_many_addresses_finds_codes_closed_and_the_owner_still_gets_in(
    chen: Somebody,
) -> None:
    Factor.objects.update(wrong=F("wrong") + 49)
    thief = Somebody("chen", chen.clock)
    thief.password(at="10.9.9.9")
    thief.code(chen.phone.wrong(chen.clock.now), at="10.9.9.9")
    thief.password(at="10.9.9.8")
    assert "只能用恢复码" in words(thief.code(chen.now(), at="10.9.9.8"))
    chen.password()
    assert chen.code(chen.codes[0]).status_code == 302
    chen.leaves()
    chen.signs_in()


def test_until_the_password_is_right_nobody_learns_who_has_a_second_step(
    chen: Somebody, region: Unit
) -> None:
    create_user("lin", "林晚秋", PASSWORD, must_change_password=False)
    answers = []
    for name in ("chen", "lin", "nobody"):
        client = Client()
        answer = client.post("/sign-in", {"username": name, "password": "no"})
        told = answer.content.decode().replace(f'value="{name}"', "")
        answers.append((answer.status_code, told, client.get("/sign-in/code").status_code))
    tokenless = [(status, words_without_token(told), code) for status, told, code in answers]
    assert tokenless[0] == tokenless[1] == tokenless[2]


def words_without_token(page: str) -> str:
    """The page but for the token that differs each time."""
    before, _, rest = page.partition('name="csrfmiddlewaretoken" value="')
    return before + rest.partition('"')[2]


def test_a_code_that_was_tried_is_nowhere_on_record(chen: Somebody) -> None:
    chen.password()
    wrong = chen.phone.wrong(chen.clock.now)
    chen.code(wrong)
    record = AccessAttempt.objects.get()
    assert wrong not in f"{record.get_data}{record.post_data}{record.path_info}"
