"""A webhook to any form of forbidden address makes no connection, wherever its name leads by then.

Whatever would be connected to, anywhere, is led to a sentinel that counts; with the look at what a
name resolves to put off, it counts every one.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from django.test.utils import override_settings
from django.utils import timezone
from urllib3.util import connection as urllib3_connection

from bancheng.webhooks import carrying
from bancheng.webhooks.models import Subscription
from bancheng.wire import addresses, rounds
from bancheng.wire.letter_row import Letter
from bancheng.wire.place_row import Place
from tests.casework.hall import Hall
from tests.webhooks.conftest import Listener
from tests.wire.forms import ANYWHERE, FORMS
from tests.wire.station import Station, station

pytestmark = [pytest.mark.database, pytest.mark.clause("XF-9.1", "XF-9.2")]
NAME = "hooks.example.gov.cn"


@pytest.fixture
def sentinel(monkeypatch: pytest.MonkeyPatch) -> Iterator[Station]:
    """A listener to which every connection is led."""
    with station() as found:
        straight = socket.create_connection

        def led(address: tuple[str, int], timeout: float, **more: object) -> socket.socket:
            del address, more
            return straight(("127.0.0.1", found.port), timeout)

        monkeypatch.setattr(urllib3_connection, "create_connection", led)
        yield found


@pytest.fixture
def hook(hall: Hall, listener: Listener, sentinel: Station) -> Subscription:
    """A subscription to a host of the list."""
    more = {"inside": True, "plain": True, "added_by": "keeper", "added_at": timezone.now()}
    Place.objects.create(host=NAME, port=443, **more)
    Place.objects.create(host="localhost", port=sentinel.port, **more)
    return at(listener.subscription, f"http://{NAME}:443/heard")


def at(hook: Subscription, url: str) -> Subscription:
    """The same, wherever it came to point."""
    hook.url = url
    hook.save(update_fields=["url"])
    return hook


@override_settings(CALLS_TO_THIS_MACHINE=False)
def tried(hook: Subscription) -> Letter:
    """What became of a message that is sent there now."""
    return carrying.try_it(hook, "keeper", timezone.now())


def test_no_form_of_forbidden_address_is_called(
    hook: Subscription, sentinel: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [""]
    monkeypatch.setattr(addresses, "resolved", lambda host, port: answers)
    for answers[0] in ANYWHERE:
        assert tried(hook).arrived_at is None, answers
    answers[0] = "127.0.0.1"
    forms = [form for form in FORMS if "\x00" not in form]  # which not every engine can hold
    for form in forms:
        assert tried(at(hook, form.format(p=sentinel.port))).arrived_at is None, form
    assert len(ANYWHERE) + len(forms) > 80
    assert sentinel.connections == 0


def test_a_name_that_comes_to_lead_here_is_called_no_more(
    hall: Hall, hook: Subscription, sentinel: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [["1.2.4.8"], ["169.254.169.254"]]
    monkeypatch.setattr(addresses, "resolved", lambda host, port: answers.pop(0))
    assert carrying.try_it(hook, "keeper", timezone.now()).arrived_at is not None
    assert sentinel.connections == 1
    assert carrying.try_it(hook, "keeper", timezone.now()).arrived_at is None
    assert sentinel.connections == 1
    assert rounds.run(timezone.now()) == 0


def test_with_the_look_put_off_the_sentinel_counts(
    hook: Subscription, sentinel: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: list[str] = []
    monkeypatch.setattr(addresses, "resolved", lambda host, port: answers)
    monkeypatch.setattr(addresses, "may_call", lambda text, *, inside: True)
    for address in ANYWHERE[:20]:
        answers[:] = [address]
        carrying.try_it(hook, "keeper", timezone.now())
    assert sentinel.connections == 20
