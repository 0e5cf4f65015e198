"""单位统一身份 in the environment: what is written wrong is said before anything starts."""

from __future__ import annotations

import sys

import pytest
from pytest_django import Settings

from bancheng.cli import serve
from bancheng.config.environment import SettingError
from bancheng.config.organisation import check_organisation, places, read

ISSUER, CLIENT = "BANCHENG_OIDC_ISSUER", "BANCHENG_OIDC_CLIENT"


def test_nothing_written_is_none() -> None:
    assert read() is None
    assert places(None) == ()


def test_a_service_is_read_and_its_host_may_be_called(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ISSUER, "https://SSO.example.gov.cn:8443/realms/qu")
    monkeypatch.setenv(CLIENT, "bancheng")
    monkeypatch.setenv("BANCHENG_OIDC_STRONG", "otp, hwk")
    found = read()
    assert found == {
        "issuer": "https://SSO.example.gov.cn:8443/realms/qu",
        "client": "bancheng",
        "secret": "",
        "name": "单位统一身份",
        "strong": ["otp", "hwk"],
    }
    assert places(found) == (("sso.example.gov.cn", 8443, False),)


@pytest.mark.parametrize(
    "issuer",
    [
        "http://sso.example.gov.cn",
        "http://127.0.0.1:9000",
        "sso.example.gov.cn",
        "https://",
        "https://sso.example.gov.cn/?x=1",
        "https://sso.example.gov.cn:port/",
        "ftp://sso.example.gov.cn",
    ],
)
def test_an_issuer_that_is_no_safe_address_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, issuer: str
) -> None:
    monkeypatch.setenv(ISSUER, issuer)
    monkeypatch.setenv(CLIENT, "bancheng")
    with pytest.raises(SettingError, match="BANCHENG_OIDC_ISSUER"):
        read()


@pytest.mark.parametrize("alone", [ISSUER, CLIENT])
def test_half_of_it_stops_the_start(monkeypatch: pytest.MonkeyPatch, alone: str) -> None:
    monkeypatch.setenv(alone, "https://sso.example.gov.cn")
    with pytest.raises(SettingError, match="一起写"):
        read()


def test_on_this_machine_only_for_trying_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ISSUER, "http://127.0.0.1:9000")
    monkeypatch.setenv(CLIENT, "bancheng")
    monkeypatch.setenv("BANCHENG_CALLS_TO_THIS_MACHINE", "1")
    assert places(read()) == (("127.0.0.1", 9000, True),)


def test_set_up_without_the_extra_is_said_by_the_check(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    assert check_organisation() == []
    settings.OIDC = {"issuer": "https://sso.example.gov.cn"}
    assert check_organisation() == []
    monkeypatch.setitem(sys.modules, "jwt", None)
    (said,) = check_organisation()
    assert "不会有它的按钮" in said.msg


def test_whoever_starts_the_program_reads_it(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    serve._tell_what_is_amiss()
    assert capsys.readouterr().err == ""
    settings.OIDC = {"issuer": "https://sso.example.gov.cn"}
    monkeypatch.setitem(sys.modules, "jwt", None)
    serve._tell_what_is_amiss()
    assert "没有装统一身份所需的组件" in capsys.readouterr().err
