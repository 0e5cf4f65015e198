"""The examples of docs/api.md, run as they stand there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bancheng.wire import client, signing
from bancheng.wire.signing import Asked
from tests.api.partner import EVERYTHING, partner
from tests.api.talking import client_of
from tests.casework.hall import Hall

TEXT = Path(__file__).resolve().parents[2].joinpath("docs", "api.md").read_text("utf-8")
SECRET = "an-example-secret-that-nobody-uses-0000000000"
KEY = "0123456789abcdef"


@pytest.mark.database
@pytest.mark.clause("XF-9.1", "XF-9.2")
def test_the_examples_in_python_run_as_they_stand(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = partner(scopes=EVERYTHING)
    told = client_of(who)

    class Spoken(client.Client):
        """The client, spoken to without a wire and at the test's hour."""

        def __init__(self, address: str, key: str, secret: str) -> None:
            super().__init__(address, key, secret, clock=told.clock, send=told.send)

    monkeypatch.setattr(client, "Client", Spoken)
    examples = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    assert len(examples) == 9
    names: dict[str, object] = {"key": who.key, "secret": who.secret}
    for example in examples:
        exec(compile(example, "docs/api.md", "exec"), names)  # noqa: S102 - the project's own page


def test_the_example_of_a_signature_is_right() -> None:
    found = re.search(r"```json signing\n(.*?)```", TEXT, re.DOTALL)
    assert found is not None
    told = json.loads(found[1])
    headers = {name: told[name] for name in signing.SIGNED_TOO}
    asked = Asked(told["method"], told["path"], told["query"], told["body"].encode(), headers)
    for algorithm, name in (
        ("hmac-sha256", "signature"),
        ("hmac-sm3", "signature under hmac-sm3"),
    ):
        signed = signing.sign(SECRET, asked, algorithm, KEY, told["time"], told["nonce"])
        assert told[name] == signed


def test_the_lines_that_are_told_are_those_that_are_signed() -> None:
    found = re.search(r"```text\n(.*?)\n```", TEXT, re.DOTALL)
    assert found is not None
    told = [line.split("  ")[0] for line in found[1].splitlines()]
    headers = {signing.ONCE: "hot-000001", signing.MATCH: '"3"'}
    asked = Asked("POST", "/api/v1/cases", "centre=hall", b"", headers)
    lines = signing.canonical(asked, "hmac-sha256", KEY, 1795500000, "a-nonce-of-sixteen")
    signed = lines.decode().split("\n")
    assert [*told[:6], *told[7:]] == [*signed[:6], *signed[7:]]


def test_every_header_and_status_is_told() -> None:
    for name in (signing.KEY, signing.TIME, signing.NONCE, signing.SIGNATURE, *signing.SIGNED_TOO):
        assert f"`{name}`" in TEXT or name in TEXT
    from bancheng.api.describing import document

    statuses = {
        status
        for path in document()["paths"].values()
        for method, operation in path.items()
        if method in ("get", "post")
        for status in operation["responses"]
    }
    rows = set(re.findall(r"\b[2-5][0-9]{2}\b", TEXT.partition("## Answers")[2]))
    assert statuses == rows
