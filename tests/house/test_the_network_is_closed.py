"""The tests open no connection but to this machine itself."""

import socket

import pytest
from playwright.sync_api import Page

# an address that RFC 5737 keeps for documents: nobody answers there
NOBODY = ("192.0.2.1", 80)


def test_a_test_cannot_reach_out() -> None:
    with pytest.raises((RuntimeError, UserWarning), match="A test tried to use socket"):
        socket.create_connection(NOBODY, timeout=1)


def test_a_test_can_reach_this_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=1).close()


@pytest.mark.browser
def test_a_page_cannot_reach_out(page: Page) -> None:
    failed: list[str | None] = []
    page.on("requestfailed", lambda request: failed.append(request.failure))
    page.set_content('<img src="http://elsewhere.example/pixel.png">')
    page.wait_for_load_state("load")
    assert failed == ["net::ERR_NAME_NOT_RESOLVED"]
