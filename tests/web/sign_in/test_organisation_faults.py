"""核对对方的答复: over HTTP against a service that gets things wrong; each wrong is refused."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from bancheng.identity.organisation import service as known
from bancheng.people.models import User
from tests.identity.organisation import Service
from tests.web.clerk import words
from tests.web.conftest import Clock
from tests.web.sign_in.there_and_back import comes_from, goes_there, is_in, signs_in

pytestmark = pytest.mark.django_db


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
