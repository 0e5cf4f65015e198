"""绑定: an identity belongs to one account, by its owner or an administrator, never by itself."""

from __future__ import annotations

import pytest
from django.test import Client

from bancheng.identity.models import Link
from bancheng.people.appoint import appoint, create_user
from bancheng.people.change import Change
from bancheng.people.models import Post, User
from bancheng.people.unit import Unit
from tests.casework.hall import PASSWORD
from tests.identity.organisation import Service
from tests.web.clerk import words
from tests.web.conftest import Clock
from tests.web.sign_in.somebody import Somebody
from tests.web.sign_in.there_and_back import comes_from, is_in, signs_in

pytestmark = pytest.mark.django_db


@pytest.mark.database
def test_a_stranger_there_is_nobody_here_and_no_account_comes_of_it(
    user: User, service: Service, clock: Clock
) -> None:
    client = Client()
    assert signs_in(client)["Location"] == "/sign-in"
    assert "还没有绑定" in words(client.get("/sign-in"))
    assert (User.objects.count(), Post.objects.count(), Link.objects.count()) == (1, 0, 0)


def test_who_is_called_there_as_somebody_here_is_still_a_stranger(
    user: User, service: Service, clock: Clock
) -> None:
    service.subject = "chen"
    client = Client()
    signs_in(client)
    assert not is_in(client)


@pytest.mark.database
def test_one_binds_ones_own_account_and_undoes_it(
    user: User, service: Service, clock: Clock
) -> None:
    chen = Somebody("chen", clock)
    chen.password()
    page = chen.sends("/account/organisation", do="bind").content.decode()
    away = page.partition(f'href="{service.address}')[2].partition('"')[0].replace("&amp;", "&")
    assert chen.client.get(comes_from(service.address + away))["Location"] == "/account/"
    assert "已绑定，以后可以用区政务统一身份登录" in chen.reads("/account/")
    elsewhere = Client()
    assert signs_in(elsewhere)["Location"] == "/"
    assert is_in(elsewhere)
    chen.sends("/account/organisation", do="unbind")
    assert is_in(chen.client)
    assert not is_in(elsewhere)
    signs_in(elsewhere)
    assert not is_in(elsewhere)
    said = " ".join(Change.objects.values_list("sentence", flat=True))
    assert "给陈晓岚（chen）绑定了单位统一身份" in said
    assert "解除了陈晓岚（chen）绑定的单位统一身份" in said


def test_a_binding_that_another_person_comes_back_with_binds_nothing(
    user: User, service: Service, clock: Clock
) -> None:
    create_user("lin", "林晚秋", PASSWORD, must_change_password=False)
    chen = Somebody("chen", clock)
    chen.password()
    page = chen.sends("/account/organisation", do="bind").content.decode()
    away = page.partition(f'href="{service.address}')[2].partition('"')[0].replace("&amp;", "&")
    back = comes_from(service.address + away)
    chen.username = "lin"
    chen.password()
    chen.client.get(back)
    assert not Link.objects.exists()


@pytest.mark.database
def test_one_identity_belongs_to_one_account(bound: User, service: Service, clock: Clock) -> None:
    create_user("lin", "林晚秋", PASSWORD, must_change_password=False)
    lin = Somebody("lin", clock)
    lin.password()
    page = lin.sends("/account/organisation", do="bind").content.decode()
    away = page.partition(f'href="{service.address}')[2].partition('"')[0].replace("&amp;", "&")
    lin.client.get(comes_from(service.address + away))
    assert "已经绑定了另一个账号" in lin.reads("/account/")
    assert Link.objects.get().user == bound


KEEPER = "administrator"


def test_an_administrator_binds_and_undoes_it_for_somebody(
    user: User, region: Unit, service: Service, clock: Clock
) -> None:
    appoint(create_user("keeper", "管信达", PASSWORD, must_change_password=False), region, KEEPER)
    keeper = Somebody("keeper", clock)
    keeper.password()
    assert keeper.sends("/staff/chen/", do="bind", subject="").status_code == 422
    assert keeper.sends("/staff/keeper/", do="bind", subject="u-1").status_code == 422
    assert keeper.sends("/staff/chen/", do="bind", subject="u-1001").status_code == 302
    client = Client()
    assert signs_in(client)["Location"] == "/"
    assert "u-1001" not in keeper.reads("/changes/")
    keeper.sends("/staff/chen/", do="unbind")
    assert not is_in(client)
    signs_in(client)
    assert not is_in(client)


def test_an_account_of_another_system_is_bound_to_nobody(
    user: User, region: Unit, service: Service, clock: Clock
) -> None:
    appoint(create_user("keeper", "管信达", PASSWORD, must_change_password=False), region, KEEPER)
    keeper = Somebody("keeper", clock)
    keeper.password()
    user.is_program = True
    user.save()
    refused = keeper.sends("/staff/chen/", do="bind", subject="u-1001")
    assert "这是接口账号" in words(refused)
    assert not Link.objects.exists()
