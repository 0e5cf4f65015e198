"""接口账号: made, given keys that are shown once, changed and stopped, each change on record."""

from __future__ import annotations

import re

import pytest

from bancheng.clients.keeping import secret_of
from bancheng.clients.models import Client, Key
from bancheng.people.appoint import appoint, create_user
from bancheng.people.change import Change
from bancheng.people.seats import unit_by_code
from tests.casework.hall import PASSWORD, Hall
from tests.web.clerk import Clerk, words

pytestmark = pytest.mark.database
HOTLINE = {
    "username": "api.hotline",
    "name": "热线平台",
    "role": "window",
    "addresses": "10.20.0.8，10.30.0.0/16",
    "scopes": ["read", "register"],
}


@pytest.fixture
def keeper(hall: Hall) -> Clerk:
    """Who looks after the district."""
    user = create_user("keeper", "管家", PASSWORD, must_change_password=False)
    appoint(user, unit_by_code("district"), "administrator")
    return Clerk("keeper")


@pytest.fixture
def hotline(keeper: Clerk) -> Client:
    """A client of the hall, made by its page."""
    answer = keeper.post("/clients/new?at=hall", 302, **HOTLINE)
    assert answer["Location"] == "/clients/api.hotline/"
    return Client.objects.get()


def sentences() -> list[str]:
    """What stands on record of changes."""
    return list(Change.objects.order_by("id").values_list("sentence", flat=True))


def test_a_client_is_an_account_with_a_post_and_no_password(hotline: Client) -> None:
    user = hotline.user
    assert not user.has_usable_password()
    assert [post.role for post in user.posts.all()] == ["window"]
    assert hotline.addresses == ["10.20.0.8/32", "10.30.0.0/16"]
    assert hotline.scopes == ["read", "register"]
    assert sentences()[-1].startswith("建立接口账号热线平台（api.hotline），可以：读取工单、登记")


def test_a_secret_is_shown_once_and_never_again(keeper: Clerk, hotline: Client) -> None:
    answer = keeper.post("/clients/api.hotline/", 200, do="issue", algorithm="hmac-sm3")
    key = Key.objects.get()
    secret = secret_of(key)
    assert secret is not None
    assert secret in words(answer)
    assert "no-store" in answer.headers["Cache-Control"]
    later = keeper.get("/clients/api.hotline/")
    assert key.name in later
    assert secret not in later
    assert secret not in keeper.get("/changes/")
    assert sentences()[-1] == f"给接口账号热线平台发放密钥 {key.name}（hmac-sm3）。"


def test_keys_are_changed_by_having_two_for_a_while(keeper: Clerk, hotline: Client) -> None:
    for _ in range(2):
        keeper.post("/clients/api.hotline/", 200, do="issue", algorithm="hmac-sha256")
    answer = keeper.post("/clients/api.hotline/", 422, do="issue", algorithm="hmac-sha256")
    assert "已有两把密钥在用" in words(answer)
    old = Key.objects.order_by("id")[0]
    keeper.post("/clients/api.hotline/", 302, do="end", key=old.name)
    old.refresh_from_db()
    assert old.ended_at is not None
    assert sentences()[-1] == f"作废接口账号热线平台的密钥 {old.name}。"
    keeper.post("/clients/api.hotline/", 200, do="issue", algorithm="hmac-sha256")


def test_what_it_may_do_and_from_where_can_be_changed(keeper: Clerk, hotline: Client) -> None:
    fields = {"scopes": ["read"], "addresses": "10.9.0.1"}
    keeper.post("/clients/api.hotline/", 302, **fields)
    hotline.refresh_from_db()
    assert (hotline.scopes, hotline.addresses) == (["read"], ["10.9.0.1/32"])
    assert "可以：读取工单；来自：10.9.0.1/32" in sentences()[-1]
    fields["addresses"] = "热线机房"
    answer = keeper.post("/clients/api.hotline/", 422, **fields)
    assert "“热线机房”不是网络地址" in words(answer)
    assert 'value="热线机房"' in answer.content.decode()


def test_a_client_is_stopped_and_started_again(keeper: Clerk, hotline: Client) -> None:
    keeper.post("/clients/api.hotline/", 302, do="stop")
    assert "已停用" in keeper.get("/clients/")
    keeper.post("/clients/api.hotline/", 302, do="start")
    assert sentences()[-2:] == ["停用接口账号热线平台。", "恢复接口账号热线平台。"]


def test_nobody_is_given_a_password_for_it(keeper: Clerk, hotline: Client) -> None:
    assert hotline.user.is_program
    answer = keeper.post("/staff/api.hotline/", 422, do="password")
    assert "这是接口账号" in words(answer)
    hotline.user.refresh_from_db()
    assert not hotline.user.has_usable_password()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("username", "chen", "已有人用"),
        ("username", "Hotline", "登录名"),
        ("addresses", "", "从哪些地址来"),
        ("scopes", [], "可以做什么"),
        ("scopes", ["lapse"], "没有这一项"),
        ("role", "administrator", "没有这一项"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(
    keeper: Clerk, field: str, value: object, said: str
) -> None:
    answer = keeper.post("/clients/new?at=hall", 422, **{**HOTLINE, field: value})
    assert said in words(answer)
    assert not Client.objects.exists()


def test_only_whoever_looks_after_its_units_sees_a_client(hotline: Client, chen: Clerk) -> None:
    other = create_user("other", "别处的管家", PASSWORD, must_change_password=False)
    appoint(other, unit_by_code("tax"), "administrator")
    elsewhere = Clerk("other")
    assert "api.hotline" not in elsewhere.get("/clients/")
    elsewhere.get("/clients/api.hotline/", 404)
    chen.get("/clients/", 404)
    chen.get("/clients/api.hotline/", 404)


def test_the_list_says_when_each_was_last_heard(keeper: Clerk, hotline: Client) -> None:
    assert re.search("热线平台 api.hotline .*0 把 还没用过 在用", keeper.get("/clients/"))
