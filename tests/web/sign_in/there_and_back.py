"""单位统一身份: off to the service and back, as a browser goes."""

from __future__ import annotations

from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from django.test import Client


def goes_there(client: Client, address: str = "/sign-in/organisation") -> str:
    """Off to the service and signed in there; the address it sends the browser back to."""
    return comes_from(str(client.get(address)["Location"]))


def comes_from(away: str) -> str:
    """What the service answers the browser."""
    parts = urlsplit(away)
    connection = HTTPConnection(str(parts.hostname), parts.port)
    connection.request("GET", f"{parts.path}?{parts.query}")
    back = urlsplit(str(connection.getresponse().headers["Location"]))
    connection.close()
    return f"{back.path}?{back.query}"


def signs_in(client: Client) -> Any:
    """There and back; where one arrives."""
    return client.get(goes_there(client))


def is_in(client: Client) -> bool:
    return client.get("/sign-in").status_code == 302
