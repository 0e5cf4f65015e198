"""公开网址: where petitioners reach these pages from outside, for papers, posters and codes.

A clerk's machine may reach the program by a name that no telephone outside knows; the installation
says which one does (``BANCHENG_PUBLIC``). Unsaid, it is the one this very page was asked by.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from bancheng.petitioner.code import grouped


def public_address(request: HttpRequest, name: str, centre: str) -> str:
    """The whole address of a page of a centre, from outside."""
    path = reverse(name, args=(centre,))
    known = str(settings.BANCHENG_PUBLIC).rstrip("/")
    return f"{known}{path}" if known else request.build_absolute_uri(path)


def asking_address(request: HttpRequest, centre: str, code: str) -> str:
    """The page that asks, with the code behind ``#``: that part a browser never sends."""
    return f"{public_address(request, 'public-ask', centre)}#{grouped(code).replace(' ', '-')}"
