"""动态码 as RFC 6238 has it, and what a phone is shown."""

from __future__ import annotations

import base64
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from bancheng.identity import one_time_code, recovery
from bancheng.identity.one_time_code import address_for_phone, new_secret, step_of

RFC = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    assert step_of(RFC, code, seconds, 0) == seconds // 30


def test_a_step_that_was_taken_is_not_taken_again() -> None:
    assert step_of(RFC, "050471", 1111111111, 1111111111 // 30) is None


def test_every_secret_is_new_and_of_a_phones_length() -> None:
    secrets = {new_secret() for _ in range(100)}
    assert len(secrets) == 100
    assert {len(secret) for secret in secrets} == {32}


def test_a_phone_finds_everything_in_the_square() -> None:
    parts = urlsplit(address_for_phone(RFC, "chen.xl"))
    assert (parts.scheme, parts.netloc, unquote(parts.path)) == ("otpauth", "totp", "/办成:chen.xl")
    asked = parse_qs(parts.query)
    assert asked == {"secret": [RFC], "issuer": ["办成"], "digits": ["6"], "period": ["30"]}


def test_a_recovery_code_may_be_written_any_way() -> None:
    assert recovery.plain(" ABCD-efgh－２345 ") == "abcdefgh2345"
    assert recovery.plain("1o0k") == "look"
    assert one_time_code.for_typing("ABCDEFGH") == "ABCD EFGH"
