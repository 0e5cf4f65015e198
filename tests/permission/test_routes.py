"""Every address of the program, for everybody: who gets a page, who is told there is none.

The table is written down (``routes.yaml``) and read by people; an address that somebody adds and
does not write down fails. Addresses of one case are tried in ``test_pages``.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from django.test import Client

from bancheng.web import urls
from tests.permission.conftest import Street
from tests.web.clerk import Clerk

pytestmark = pytest.mark.database
WRITTEN = Path(__file__).with_name("routes.yaml")
WHO = ("chen", "jiang", "li", "gu", "mo", "keeper", "bai")
EXAMPLES = {
    "<slug:code>": "hall",
    "<str:username>": "chen",
    "<slug:standard_id>": "guilin-xiufeng",
    "<str:edition>": "2024-05-17",
    "<slug:at>": "duties",
    "<slug:unit>": "hall",
    "<str:day>": "2026-11-24",
}
"""What stands in an address; anything else is something that is not there, and nobody gets it."""
NOWHERE = {"int": "999999", "slug": "no-such-thing", "str": "no-such-thing"}


def addresses() -> dict[str, str]:
    """Every route without a case in it, by name."""
    found = {}
    for route in urls.urlpatterns:
        pattern = str(route.pattern)
        if "<str:case_no>" in pattern:
            continue
        for example, value in EXAMPLES.items():
            pattern = pattern.replace(example, value)
        for kind, value in NOWHERE.items():
            while f"<{kind}:" in pattern:
                begin = pattern.index(f"<{kind}:")
                pattern = pattern[:begin] + value + pattern[pattern.index(">", begin) + 1 :]
        found[str(route.name)] = f"/{pattern}"
    return found


def answers(street: Street) -> dict[str, dict[str, int]]:
    """What everybody gets at every address, asking for it in plain words."""
    del street
    found: dict[str, dict[str, int]] = {name: {} for name in addresses()}
    clients = {who: Clerk(who).client for who in WHO} | {"nobody": Client()}
    for who, client in clients.items():
        client.raise_request_exception = False
        for name, address in addresses().items():
            if name != "sign-out":
                found[name][who] = client.get(address).status_code
    return found


@pytest.mark.second_at_night
def test_everybody_gets_at_every_address_what_is_written_down(street: Street) -> None:
    written = yaml.safe_load(WRITTEN.read_text(encoding="utf-8"))
    found = answers(street)
    wrong = [
        f"{name} {who}: {status}, not {written.get(name, {}).get(who)}"
        for name, row in found.items()
        for who, status in row.items()
        if written.get(name, {}).get(who) != status
    ]
    assert not wrong, "\n".join(wrong)
    assert set(written) == set(found), "an address is gone or new"


@pytest.mark.second_at_night
def test_strangers_get_nothing_but_the_door(street: Street) -> None:
    open_to_all = {"sign-in", "health", "password", "first-start"}
    for name, row in answers(street).items():
        if name not in open_to_all and not name.startswith("public-") and row:
            assert row["nobody"] in (302, 404, 405), name


def test_nothing_breaks(street: Street) -> None:
    broken = {n: row for n, row in answers(street).items() if max(row.values(), default=0) >= 500}
    assert not broken
