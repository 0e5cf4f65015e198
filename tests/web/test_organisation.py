"""用单位统一身份登录: over HTTP against a service that gets things wrong; each wrong is refused."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django import Settings

from bancheng.clients.models import Client as Program
from bancheng.identity.models import Link
from bancheng.identity.organisation import linking
from bancheng.identity.organisation import service as known
from bancheng.people.appoint import appoint, create_user, disable
from bancheng.people.change import Change
from bancheng.people.establish import create_unit
from bancheng.people.models import Post, User
from bancheng.people.unit import Form, Unit
from tests.casework.hall import PASSWORD
from tests.identity.organisation import CLIENT, SECRET, Service, running
from tests.web.clerk import words
from tests.web.conftest import NOW, Clock
from tests.web.second_step import Somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(settings: Settings) -> Iterator[Service]:
    """The organisation's service, trusted by the environment."""
    with running() as service:
        parts = urlsplit(service.address)
        settings.CALLS_TO_THIS_MACHINE = True
        settings.PLACES_BY_ENVIRONMENT = ((parts.hostname, parts.port, True),)
        settings.OIDC = {
            "issuer": service.address,
            "client": CLIENT,
            "secret": SECRET,
            "name": "区政务统一身份",
            "strong": ["otp"],
        }
        known.forget()
        yield service
        known.forget()


@pytest.fixture
def region(db: None) -> Unit:
    return create_unit("region", "某区", Form.REGION)


@pytest.fixture
def user(region: Unit) -> User:
    return create_user("chen", "陈晓岚", PASSWORD, must_change_password=False)


@pytest.fixture
def bound(user: User, service: Service, clock: Clock) -> User:
    """Whose account the identity u-1001 belongs to."""
    linking.bind(user, service.address, "u-1001", "keeper", NOW)
    return user


def goes_there(client: Client, address: str = "/sign-in/organisation") -> str:
    """Off to the service and signed in there; the address it sends the browser back to."""
    return comes_from(str(client.get(address)["Location"]))


def comes_from(away: str) -> str:
    """What the service answers the browser."""
    parts = urlsplit(away)
    connection = HTTPConnection(str(parts.hostname), parts.port)
    connection.request("GET", f"{parts.path}?{parts.query}")
    back = urlsplit(str(connection.getresponse().headers["Location"]))
    connection.close()
    return f"{back.path}?{back.query}"


def signs_in(client: Client) -> Any:
    """There and back; where one arrives."""
    return client.get(goes_there(client))


def is_in(client: Client) -> bool:
    return client.get("/sign-in").status_code == 302


@pytest.mark.database
def test_who_is_bound_signs_in_by_it(bound: User, service: Service) -> None:
    client = Client()
    page = words(client.get("/sign-in"))
    assert "用区政务统一身份登录" in page
    assert signs_in(client)["Location"] == "/"
    assert client.session["_auth_user_id"] == str(bound.pk)
    assert service.asked == ["/.well-known/openid-configuration", "/authorize", "/token", "/keys"]


def test_the_page_that_was_asked_for_comes_after(bound: User, service: Service) -> None:
    client = Client()
    back = goes_there(client, "/sign-in/organisation?next=/account/")
    assert client.get(back)["Location"] == "/account/"
    elsewhere = Client()
    back = goes_there(elsewhere, "/sign-in/organisation?next=https://evil.example/")
    assert elsewhere.get(back)["Location"] == "/"


def test_what_is_asked_of_the_service_is_bound_to_this_browser(
    bound: User, service: Service
) -> None:
    away = urlsplit(Client().get("/sign-in/organisation")["Location"])
    asked = {name: values[0] for name, values in parse_qs(away.query).items()}
    assert asked["response_type"] == "code"
    assert asked["scope"] == "openid"
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == "http://testserver/sign-in/organisation/back"
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 43


FAULTS = {
    "nonce": "不是这一次登录的",
    "no nonce": "不是这一次登录的",
    "without nonce": "不是这一次登录的",
    "audience": "不是给本系统的",
    "audiences": "不是给本系统的",
    "authorised party": "不是给本系统的",
    "issuer": "发的人不对",
    "expired": "已经过期",
    "not yet": "还没有生效",
    "without exp": "缺了必有的内容",
    "without iat": "缺了必有的内容",
    "without sub": "缺了必有的内容",
    "without aud": "缺了必有的内容",
    "subject": "没有说清是谁",
    "no signature": "算法不在许可之列",
    "signed by the public key": "算法不在许可之列",
    "another key": "签名不对",
    "unknown key": "签名的密钥不认识",
    "changed": "签名不对",
    "no token": "读不懂",
    "mixed up": "不是设置的那一家",
    "given up": "没有在单位统一身份那边登录",
    "breaks down": "连不上单位统一身份",
    "name": "自称的名字",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_whatever_the_service_gets_wrong_is_refused_and_said(
    bound: User, service: Service, fault: str
) -> None:
    service.fault = fault
    client = Client()
    away = client.get("/sign-in/organisation")["Location"]
    if fault != "name":
        assert client.get(comes_from(away))["Location"] == "/sign-in"
    assert "_auth_user_id" not in client.session
    said = words(client.get("/sign-in"))
    assert FAULTS[fault] in said
    assert "登录名和密码登录" in said


def test_an_answer_meant_for_another_browser_signs_nobody_in(bound: User, service: Service) -> None:
    back = goes_there(Client())
    victim = Client()
    assert victim.get(back)["Location"] == "/sign-in"
    assert "不是从这个浏览器开始的" in words(victim.get("/sign-in"))
    assert "/token" not in service.asked, "the code is not even redeemed"


def test_a_swapped_state_is_refused(bound: User, service: Service) -> None:
    client = Client()
    first, second = goes_there(client), goes_there(client)
    states = [parse_qs(urlsplit(back).query)["state"][0] for back in (first, second)]
    assert client.get(first.replace(states[0], states[1]))["Location"] == "/sign-in"
    assert not is_in(client), "the code of one way off, the verifier of the other"


def test_an_answer_is_taken_once(bound: User, service: Service) -> None:
    client = Client()
    back = goes_there(client)
    client.get(back)
    client.get(back)
    assert service.asked.count("/token") == 1
    client.post("/sign-out")
    assert client.get(back)["Location"] == "/sign-in"
    assert not is_in(client)


def test_an_answer_after_ten_minutes_is_too_late(
    bound: User, service: Service, clock: Clock
) -> None:
    client = Client()
    back = goes_there(client)
    clock.pass_by(minutes=10, seconds=1)
    client.get(back)
    assert not is_in(client)


def test_a_new_key_of_the_service_is_asked_for(
    bound: User, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert signs_in(Client())["Location"] == "/"
    service.kid = "two"
    assert signs_in(Client())["Location"] == "/sign-in", "asked a moment ago"
    monkeypatch.setattr(known, "ASKED_AGAIN_SECONDS", -1)
    assert signs_in(Client())["Location"] == "/"
    assert service.asked.count("/keys") == 2


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


def test_a_stopped_account_stays_out(bound: User, service: Service) -> None:
    disable(bound)
    client = Client()
    signs_in(client)
    assert "已停用" in words(client.get("/sign-in"))
    assert not is_in(client)


def test_the_second_step_is_asked_for_all_the_same(
    bound: User, service: Service, clock: Clock
) -> None:
    chen = Somebody("chen", clock)
    chen.password()
    chen.sets_up()
    chen.leaves()
    clock.pass_by(seconds=60)
    assert signs_in(chen.client)["Location"] == "/sign-in/code"
    assert not is_in(chen.client)
    assert chen.code(chen.now())["Location"] == "/"
    assert is_in(chen.client)


def test_unless_the_service_asked_for_one_that_counts(
    bound: User, service: Service, clock: Clock
) -> None:
    chen = Somebody("chen", clock)
    chen.password()
    chen.sets_up()
    chen.leaves()
    service.amr = ["pwd", "sms"]
    assert signs_in(chen.client)["Location"] == "/sign-in/code"
    service.amr = ["pwd", "otp"]
    assert signs_in(chen.client)["Location"] == "/"
    assert is_in(chen.client)


def test_the_session_key_is_new_and_what_is_kept_is_not_the_subject(
    bound: User, service: Service
) -> None:
    client = Client()
    back = goes_there(client)
    before = client.session.session_key
    client.get(back)
    assert client.session.session_key != before
    assert "u-1001" not in repr(Link.objects.values_list())


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
    assert signs_in(Client())["Location"] == "/"
    chen.sends("/account/organisation", do="unbind")
    client = Client()
    signs_in(client)
    assert not is_in(client)
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


def test_an_administrator_binds_and_undoes_it_for_somebody(
    user: User, region: Unit, service: Service, clock: Clock
) -> None:
    appoint(create_user("keeper", "管信达", PASSWORD, must_change_password=False), region, KEEPER)
    keeper = Somebody("keeper", clock)
    keeper.password()
    assert keeper.sends("/staff/chen/", do="bind", subject="").status_code == 422
    assert keeper.sends("/staff/keeper/", do="bind", subject="u-1").status_code == 422
    assert keeper.sends("/staff/chen/", do="bind", subject="u-1001").status_code == 302
    assert signs_in(Client())["Location"] == "/"
    assert "u-1001" not in keeper.reads("/changes/")
    keeper.sends("/staff/chen/", do="unbind")
    client = Client()
    signs_in(client)
    assert not is_in(client)


KEEPER = "administrator"


def test_signing_out_ends_the_session_here_and_says_that_the_other_goes_on(
    bound: User, service: Service
) -> None:
    client = Client()
    signs_in(client)
    client.post("/sign-out")
    assert "那边可能还登录着" in words(client.get("/sign-in"))
    assert not is_in(client)


def test_a_service_that_does_not_answer_leaves_the_password(
    bound: User, service: Service, settings: Settings
) -> None:
    settings.PLACES_BY_ENVIRONMENT = ()
    client = Client()
    assert client.get("/sign-in/organisation")["Location"] == "/sign-in"
    assert "不在可以连的地址里" in words(client.get("/sign-in"))


def test_a_service_that_broke_down_is_left_alone_for_a_while(
    bound: User, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.fault = "breaks down"
    client = Client()
    signs_in(client)
    service.fault, asked = "", len(service.asked)
    assert signs_in(client)["Location"] == "/sign-in"
    assert "连不上" in words(client.get("/sign-in"))
    assert service.asked[asked:] == ["/authorize"], "no call of ours"
    monkeypatch.setattr(known, "LEFT_ALONE_SECONDS", 0)
    assert signs_in(client)["Location"] == "/"


def test_an_account_of_another_system_is_bound_to_nobody(
    user: User, region: Unit, service: Service, clock: Clock
) -> None:
    appoint(create_user("keeper", "管信达", PASSWORD, must_change_password=False), region, KEEPER)
    keeper = Somebody("keeper", clock)
    keeper.password()
    Program.objects.create(user=user, made_at=NOW)
    refused = keeper.sends("/staff/chen/", do="bind", subject="u-1001")
    assert "这是接口账号" in words(refused)
    assert not Link.objects.exists()


@pytest.mark.usefixtures("clock")
def test_without_the_extra_there_is_no_button_and_everything_else_works(
    bound: User, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "jwt", None)
    monkeypatch.delitem(sys.modules, "bancheng.identity.organisation.proof", raising=False)
    client = Client()
    assert "统一身份" not in words(client.get("/sign-in"))
    assert client.get("/sign-in/organisation")["Location"] == "/sign-in"
    assert client.get("/sign-in/organisation/back?code=1&state=2")["Location"] == "/sign-in"
    client.post("/sign-in", {"username": "chen", "password": PASSWORD})
    assert client.get("/account/").status_code == 200
    assert "统一身份" not in words(client.get("/account/"))


def test_unless_it_is_set_up_there_is_no_button(user: User, clock: Clock) -> None:
    client = Client()
    assert "统一身份" not in words(client.get("/sign-in"))
    assert client.get("/sign-in/organisation")["Location"] == "/sign-in"
