"""两步登录的开、关、规定: by oneself, by an administrator, and for roles that must have it."""

from __future__ import annotations

import pytest

from bancheng.identity.models import Factor, RecoveryCode
from bancheng.people.appoint import appoint, create_user
from bancheng.people.change import Change
from bancheng.people.unit import Unit
from tests.casework.hall import PASSWORD
from tests.web.clerk import words
from tests.web.conftest import Clock
from tests.web.sign_in.somebody import Somebody

pytestmark = pytest.mark.django_db


def test_a_set_up_that_is_not_confirmed_asks_for_nothing(plain: Somebody) -> None:
    plain.sends("/account/second-step", do="begin")
    assert plain.sends("/account/second-step", do="confirm", code="000000").status_code == 422
    plain.leaves()
    assert plain.password()["Location"] == "/"
    assert plain.is_in()


@pytest.mark.database
def test_switching_off_takes_the_password_and_a_code(chen: Somebody) -> None:
    chen.signs_in()
    chen.clock.pass_by(seconds=60)
    off = {"do": "off"}
    address = "/account/second-step"
    assert chen.sends(address, **off, password="no", code=chen.now()).status_code == 422
    assert chen.sends(address, **off, password=PASSWORD, code="000000").status_code == 422
    assert Factor.objects.filter(ended_at=None).count() == 1
    answer = chen.sends(address, **off, password=PASSWORD, code=chen.now())
    assert answer["Location"] == "/account/"
    assert bytes(Factor.objects.get().hidden) == b""
    assert not RecoveryCode.objects.filter(used_at=None).exists()
    chen.leaves()
    assert chen.password()["Location"] == "/"


def test_what_is_done_about_it_is_on_record(chen: Somebody) -> None:
    chen.signs_in()
    chen.sends("/account/second-step", do="codes")
    chen.clock.pass_by(seconds=60)
    chen.sends("/account/second-step", do="off", password=PASSWORD, code=chen.now())
    said = " ".join(Change.objects.values_list("sentence", flat=True))
    for words_ in ("开了两步登录", "换了一组新的恢复码", "关了自己的两步登录"):
        assert words_ in said


@pytest.mark.database
def test_who_must_have_it_sets_it_up_at_the_next_sign_in_before_all_else(
    keeper: Somebody,
) -> None:
    assert keeper.sends("/second-step-rule/", roles="administrator").status_code == 302
    assert keeper.is_in(), "only from the next sign-in"
    keeper.leaves()
    keeper.password()
    for address in ("/overview/", "/account/", "/staff/", "/second-step-rule/"):
        assert keeper.client.get(address)["Location"] == "/account/second-step", address
    assert "请先设置好" in keeper.reads("/account/second-step")
    keeper.sets_up()
    assert keeper.is_in()
    keeper.leaves()
    keeper.signs_in()
    keeper.clock.pass_by(seconds=60)
    refused = keeper.sends("/account/second-step", do="off", password=PASSWORD, code=keeper.now())
    assert "必须用两步登录，不能关" in words(refused)


def test_the_first_password_is_changed_before_the_second_step_is_set_up(
    keeper: Somebody, region: Unit
) -> None:
    keeper.sends("/second-step-rule/", roles="administrator")
    fresh = create_user("fresh", "新来的", PASSWORD)
    appoint(fresh, region, "administrator")
    somebody = Somebody("fresh", keeper.clock)
    somebody.password()
    assert somebody.client.get("/overview/")["Location"] == "/password"
    new = "another-Quiet-river"
    somebody.sends("/password", old=PASSWORD, password=new, again=new)
    assert somebody.client.get("/overview/")["Location"] == "/account/second-step"


@pytest.mark.database
def test_taken_off_the_list_nobody_has_to(keeper: Somebody) -> None:
    keeper.sends("/second-step-rule/", roles="administrator")
    keeper.sends("/second-step-rule/")
    keeper.leaves()
    keeper.password()
    assert keeper.is_in()
    said = " ".join(Change.objects.values_list("sentence", flat=True))
    assert "规定系统管理员必须用两步登录" in said
    assert "不再规定系统管理员必须用两步登录" in said


def test_a_role_that_is_none_is_refused_and_nothing_changes(keeper: Somebody) -> None:
    assert keeper.sends("/second-step-rule/", roles="emperor").status_code == 422
    assert not Change.objects.filter(sentence__contains="必须用两步登录").exists()


@pytest.mark.database
def test_an_administrator_ends_a_lost_one_and_its_owner_is_told(
    chen: Somebody, keeper: Somebody
) -> None:
    answer = keeper.sends("/staff/chen/", do="end-second-step")
    assert answer.status_code == 302
    assert chen.password()["Location"] == "/"
    assert "管信达于 11-24" in chen.reads("/account/")
    assert "结束了您的两步登录" not in chen.reads("/account/")
    assert "结束了陈晓岚（chen）的两步登录" in Change.objects.latest("id").sentence


def test_an_administrator_does_not_end_their_own_there(keeper: Somebody) -> None:
    keeper.sets_up()
    answer = keeper.sends("/staff/keeper/", do="end-second-step")
    assert answer.status_code == 422
    assert "请另一位管理员" in words(answer)
    assert Factor.objects.filter(ended_at=None).exists()


def test_nobody_else_ends_anybodys(chen: Somebody, region: Unit, clock: Clock) -> None:
    create_user("lin", "林晚秋", PASSWORD, must_change_password=False)
    lin = Somebody("lin", clock)
    lin.password()
    assert lin.sends("/staff/chen/", do="end-second-step").status_code == 404
    assert lin.sends("/second-step-rule/", roles="window").status_code == 404
    assert Factor.objects.filter(ended_at=None).exists()
