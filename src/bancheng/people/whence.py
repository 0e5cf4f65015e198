"""来处: where a request comes from, as sign-in, petitioners' limits and other systems count it."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The address of the other side: behind the proxy that does https, what that one says last."""
    told = request.headers.get("X-Forwarded-For", "") if settings.HTTPS else ""
    last = told.rpartition(",")[2].strip()
    try:
        return str(ipaddress.ip_address(last))
    except ValueError:
        return str(request.META.get("REMOTE_ADDR", ""))
