"""旧浏览器: one too old for these pages is told so, with what to do, instead of seeing a mess.

The oldest that the desk's pages are written for are named in ``OLDEST``; a house test reads the
style sheets and scripts for anything younger. Old Windows machines run Chrome 109 and its
relatives. The petitioners' pages turn nobody away: an old telephone is often the only one there is,
so they are plain forms, and what they load is held to an older floor by a test of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bancheng.web.wrong import VISITORS

OLDEST = {"Chrome": 87, "Firefox": 91, "Safari": 15}
"""Family and the first version that will do. Edge, 360, QQ and the like count as their Chrome."""

_CHROME = re.compile(r"\b(?:Chrome|Chromium)/(\d+)")
_FIREFOX = re.compile(r"\bFirefox/(\d+)")
_SAFARI = re.compile(r"\bVersion/(\d+)[.\d]* (?:Mobile/\S+ )?Safari/")
_EXPLORER = re.compile(r"\bMSIE |\bTrident/|\bEdge/1[0-8]\.")

Answer = Callable[[HttpRequest], HttpResponse]
FOR_ALL = ("/static/", VISITORS)
"""Where every browser comes in."""


def too_old(agent: str) -> str:
    """The browser by name and version where it is too old; empty where it will do or is unknown.

    Unknown ones pass: it is better to let somebody in than to lock out what we never heard of.
    """
    if _EXPLORER.search(agent):
        return "IE 或旧版 Edge"
    for family, pattern in (("Chrome", _CHROME), ("Firefox", _FIREFOX), ("Safari", _SAFARI)):
        found = pattern.search(agent)
        if found:
            version = int(found[1])
            return f"{family} {version}" if version < OLDEST[family] else ""
    return ""


class OldBrowser:
    """Answers 426 with a plain page; petitioners, style sheets and health checks pass."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        named = too_old(request.headers.get("User-Agent", ""))
        if not named or request.path.startswith(FOR_ALL):
            return self.answer(request)
        context = {"named": named, "oldest": OLDEST}
        return render(request, "web/old_browser.html", context, status=426)
