"""动态码: which is taken, when, and never twice; however it was typed there is an answer."""

from __future__ import annotations

import pytest

from bancheng.identity import checking
from bancheng.identity.models import Factor
from tests.web.clerk import words
from tests.web.sign_in.somebody import Somebody

pytestmark = pytest.mark.django_db


@pytest.mark.database
def test_a_code_is_taken_once(chen: Somebody) -> None:
    code = chen.now()
    chen.password()
    chen.code(code)
    other = Somebody("chen", chen.clock)
    other.password()
    answer = other.code(code)
    assert answer.status_code == 403
    assert "用过的不能再用" in words(answer)
    assert not other.is_in()


def test_no_code_of_an_earlier_step_is_taken_after_a_later_one(chen: Somebody) -> None:
    chen.password()
    chen.code(chen.now(steps=1))
    assert chen.is_in()
    other = Somebody("chen", chen.clock)
    other.password()
    assert other.code(chen.now()).status_code == 403


def test_the_code_that_set_it_up_does_not_sign_in(plain: Somebody) -> None:
    plain.sets_up()
    code = plain.now()
    plain.leaves()
    plain.password()
    assert plain.code(code).status_code == 403


@pytest.mark.parametrize(("steps", "taken"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_phone_may_be_one_step_off_and_no_more(chen: Somebody, steps: int, taken: bool) -> None:
    chen.clock.pass_by(minutes=5)
    chen.password()
    assert (chen.code(chen.now(steps)).status_code == 302) is taken


@pytest.mark.parametrize("written", ["{0[0]}{0[1]}{0[2]} {0[3]}{0[4]}{0[5]}", " {0} ", "{0}"])
def test_a_code_may_be_written_with_blanks_or_full_width(chen: Somebody, written: str) -> None:
    chen.password()
    code = written.format(chen.now())
    wide = code.translate({ord(digit): ord("０") + int(digit) for digit in "0123456789"})
    assert chen.code(wide).status_code == 302


@pytest.mark.parametrize("junk", ["", "0", "abcdef", "1" * 5000, "١٢٣", "½½½½½½", "-00001", "\0"])
def test_whatever_is_typed_as_a_code_gets_an_answer(chen: Somebody, junk: str) -> None:
    chen.password()
    answer = chen.code(junk)
    assert answer.status_code == 403
    assert not chen.is_in()


@pytest.mark.database
def test_of_two_browsers_with_one_code_at_the_same_moment_one_gets_in(
    chen: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Factor.objects.get()
    monkeypatch.setattr(checking, "factor_of", lambda user: before)  # both read before either wrote
    others = [Somebody("chen", chen.clock) for _ in range(2)]
    for other in others:
        other.password()
    code = chen.now()
    assert [other.code(code).status_code for other in others] == [302, 403]


def test_a_secret_that_no_longer_opens_says_whom_to_ask(chen: Somebody) -> None:
    Factor.objects.update(hidden=b"AES-256-GCM\nbroken")
    chen.password()
    answer = chen.code(chen.now())
    assert answer.status_code == 403
    assert "请系统管理员" in words(answer)
    assert chen.code(chen.codes[0]).status_code == 302, "recovery codes need no secret"
