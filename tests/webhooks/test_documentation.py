"""The receiver of docs/api.md, run as it stands there and told over HTTP, as it is described."""

from __future__ import annotations

import json
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from django.test.utils import override_settings
from django.utils import timezone

from bancheng.api.describing import document
from bancheng.webhooks import carrying, keeping, message
from bancheng.wire import rounds
from bancheng.wire.place_row import Place
from tests.api.partner import EVERYTHING, partner
from tests.api.talking import client_of
from tests.casework.hall import Hall
from tests.web.conftest import NOW
from tests.webhooks.conftest import Listener, listening, tick
from tests.wire.station import Station

pytestmark = [pytest.mark.database, pytest.mark.clause("XF-9.1", "XF-9.2")]
TEXT = Path(__file__).resolve().parents[2].joinpath("docs", "api.md").read_text("utf-8")
EXAMPLES = re.findall(r"```python receiver\n(.*?)```", TEXT, re.DOTALL)


def test_the_receiver_of_the_page_takes_what_is_ours_and_nothing_else(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "time", NOW.timestamp)
    who = partner(scopes=EVERYTHING)
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    port = server.server_address[1]
    more = {"inside": True, "plain": True, "added_by": "keeper", "added_at": NOW}
    Place.objects.create(host="127.0.0.1", port=port, **more)
    url = f"http://127.0.0.1:{port}/hooks/bancheng?centre=hall"
    hook = keeping.subscribe(who.client, url, (), "keeper", None, NOW)
    issued = keeping.issue(hook, "hmac-sha256", "keeper", None, NOW)
    names: dict[str, Any] = {"key": issued.key.name, "secret": issued.secret}
    exec(compile(EXAMPLES[0], "docs/api.md", "exec"), names)  # noqa: S102 - the project's own page
    quiet = {"log_message": lambda self, *given: None}
    server.RequestHandlerClass = type("Quiet", (names["Receiver"],), quiet)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    try:
        with override_settings(CALLS_TO_THIS_MACHINE=True):
            assert carrying.try_it(hook, "keeper", NOW).arrived_at is not None
            case_no = hall.register("2026-11-24 09:00")
            assert tick() == 2
        with pytest.raises(OSError, match="401"):
            urlopen(Request(url, b'{"type": "ping"}', method="POST"))
    finally:
        server.shutdown()
        server.server_close()
        serving.join()
    assert names["to_read"].qsize() == 2
    names["centre"] = client_of(who)
    exec(compile(EXAMPLES[1], "docs/api.md", "exec"), names)  # noqa: S102
    assert names["case"]["case_no"] == case_no


def test_a_message_has_the_shape_that_is_described(hall: Hall, there: Station) -> None:
    listener: Listener = listening(there)
    hall.placed()
    tick()
    carrying.try_it(listener.subscription, "keeper", timezone.now())
    described = document()
    assert described["openapi"] == "3.1.0"
    for told in listener.told():
        body = described["webhooks"][told["type"]]["post"]["requestBody"]
        name = body["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        shape = described["components"]["schemas"][name]
        assert set(told) == set(shape["required"]) == set(shape["properties"])
        assert re.fullmatch(shape["properties"]["id"]["pattern"], told["id"])
        acts = shape["properties"].get("act", {"anyOf": [{"enum": [None]}]})["anyOf"][0]["enum"]
        assert told.get("act") in acts


def test_the_example_of_a_message_is_one() -> None:
    found = re.search(r"```json told\n(.*?)```", TEXT, re.DOTALL)
    assert found is not None
    told = json.loads(found[1])
    shape = document()["components"]["schemas"]["CaseTold"]
    assert set(told) == set(shape["required"])
    assert told["type"] == message.CASE


def test_the_waits_that_are_told_are_those_that_are_kept() -> None:
    said = "1, 2, 5, 15, 30 minutes, 1, 2, 4, 8 and 12 hours"
    assert said in TEXT
    minutes = [1, 2, 5, 15, 30, *(60 * hours for hours in (1, 2, 4, 8, 12))]
    assert [wait.total_seconds() / 60 for wait in rounds.AGAIN] == minutes
