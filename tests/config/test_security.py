"""What every answer carries so that a browser guards the page, whichever page it is."""

from collections.abc import Mapping

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings


def answer(request: HttpRequest) -> HttpResponse:
    """A page of this test's own."""
    return HttpResponse("ok")


urlpatterns = [path("probe", answer, name="probe")]


@pytest.fixture
def probe(client: Client, settings: Settings) -> Mapping[str, str]:
    settings.ROOT_URLCONF = __name__
    return client.get("/probe").headers


@pytest.mark.django_db
def test_a_page_may_load_nothing_from_elsewhere(probe: Mapping[str, str]) -> None:
    policy = dict(
        directive.strip().split(" ", 1) for directive in probe["Content-Security-Policy"].split(";")
    )
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }


@pytest.mark.django_db
def test_a_page_is_neither_framed_nor_sniffed_nor_named_to_others(probe: Mapping[str, str]) -> None:
    assert probe["X-Frame-Options"] == "DENY"
    assert probe["X-Content-Type-Options"] == "nosniff"
    assert probe["Referrer-Policy"] == "same-origin"
    assert probe["Cross-Origin-Opener-Policy"] == "same-origin"


def test_cookies_stay_out_of_scripts_and_foreign_forms(settings: Settings) -> None:
    for cookie in ("SESSION", "CSRF"):
        assert getattr(settings, f"{cookie}_COOKIE_HTTPONLY") is True
        assert getattr(settings, f"{cookie}_COOKIE_SAMESITE") == "Lax"


def test_a_transaction_is_never_opened_around_a_whole_request(settings: Settings) -> None:
    assert settings.DATABASES["default"].get("ATOMIC_REQUESTS", False) is False
