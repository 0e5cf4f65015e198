"""可以连的地址: put on the list, looked up without a connection, taken off, each on record."""

from __future__ import annotations

import socket

import pytest
from django.test.utils import override_settings

from bancheng.people.appoint import appoint, create_user
from bancheng.people.change import Change
from bancheng.people.seats import unit_by_code
from bancheng.wire import places
from bancheng.wire.place_row import Place
from tests.casework.hall import PASSWORD, Hall
from tests.web.clerk import Clerk, words

pytestmark = [pytest.mark.database, pytest.mark.clause("XF-9.1", "XF-9.2")]
HOTLINE = {"do": "add", "host": "Hooks.Example.gov.cn", "port": "443"}


@pytest.fixture
def keeper(hall: Hall) -> Clerk:
    """Who looks after the district, and with it all there is."""
    user = create_user("keeper", "管家", PASSWORD, must_change_password=False)
    appoint(user, unit_by_code("district"), "administrator")
    return Clerk("keeper")


def sentences() -> list[str]:
    """What stands on record of changes."""
    return list(Change.objects.order_by("id").values_list("sentence", flat=True))


def test_a_host_is_put_on_the_list_and_taken_off_again(keeper: Clerk) -> None:
    assert "还没有，现在什么也送不出去" in keeper.get("/addresses/")
    keeper.post("/addresses/", 302, **HOTLINE, inside="true")
    place = Place.objects.get()
    assert (place.host, place.port, place.inside, place.plain) == (
        "hooks.example.gov.cn",
        443,
        True,
        False,
    )
    shown = keeper.get("/addresses/")
    assert "hooks.example.gov.cn 443 可以在内网 必须加密 管家" in shown
    assert "没有加" in words(keeper.post("/addresses/", 422, **HOTLINE))
    keeper.post("/addresses/", 302, do="end", place=place.pk)
    assert "还没有，现在什么也送不出去" in keeper.get("/addresses/")
    assert sentences()[-2:] == [
        "可以连的地址加上 hooks.example.gov.cn:443（在内网）。",
        "可以连的地址取消 hooks.example.gov.cn:443。",
    ]
    keeper.post("/addresses/", 404, do="end", place=place.pk)
    keeper.post("/addresses/", 302, **HOTLINE)
    assert Place.objects.filter(ended_at=None).count() == 1


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("host", "", "请填“主机”"),
        ("host", "http://hooks.example.gov.cn/", "不是主机名"),
        ("host", "2130706433", "不是主机名"),
        ("host", "127.0.0.1", "这样的地址不能连"),
        ("host", "169.254.169.254", "这样的地址不能连"),
        ("host", "10.20.0.8", "请勾上“在内网”"),
        ("port", "0", "1 到 65535"),
        ("port", "65536", "1 到 65535"),
        ("port", "４４３", "1 到 65535"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    keeper: Clerk, field: str, value: str, said: str
) -> None:
    answer = keeper.post("/addresses/", 422, **{**HOTLINE, field: value})
    assert said in words(answer)
    assert f'value="{value}"' in answer.content.decode()
    assert not Place.objects.exists()


def test_trying_says_what_the_name_resolves_to_and_connects_nowhere(
    keeper: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper.post("/addresses/", 302, **HOTLINE)
    place = Place.objects.get()
    answers = {"host": ["1.2.4.8", "10.0.0.7"]}
    monkeypatch.setattr(places, "resolved", lambda host, port: answers["host"])

    def nobody(*given: object) -> None:
        raise AssertionError("connected")

    monkeypatch.setattr(socket.socket, "connect", nobody)
    said = words(keeper.post("/addresses/", 200, do="try", place=place.pk))
    assert "1.2.4.8 可以连" in said
    assert "10.0.0.7 不能连" in said
    assert "不会去连" in said
    answers["host"] = ["1.2.4.8"]
    assert "hooks.example.gov.cn:443：可以连。" in words(
        keeper.post("/addresses/", 200, do="try", place=place.pk)
    )
    answers["host"] = []
    assert "现在查不到这个名字" in words(keeper.post("/addresses/", 200, do="try", place=place.pk))


def test_that_this_machine_may_be_called_is_said(keeper: Clerk) -> None:
    assert "试用设置开着" not in keeper.get("/addresses/")
    with override_settings(CALLS_TO_THIS_MACHINE=True):
        assert "试用设置开着" in keeper.get("/addresses/")


def test_only_whoever_looks_after_all_keeps_them(keeper: Clerk) -> None:
    other = create_user("other", "别处的管家", PASSWORD, must_change_password=False)
    appoint(other, unit_by_code("tax"), "administrator")
    for who in ("other", "chen", "gu"):
        clerk = Clerk(who)
        clerk.get("/addresses/", 404)
        clerk.post("/addresses/", 404, **HOTLINE)
    assert not Place.objects.exists()
