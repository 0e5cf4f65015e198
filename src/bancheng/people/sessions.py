"""自动退出: a session ends after 30 minutes without use, and after eight hours in any case.

A window PC stands in a public hall. The last use is written at most every few minutes, because a
write for every page would make readers queue behind writers; the idle limit is therefore kept
from below: it may come that much early, never late.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from bancheng.people import chart

SIGNED_IN_AT = "signed_in_at"
SEEN_AT = "seen_at"
SEEN_EVERY = timedelta(minutes=5)
_BY_ITSELF = "asked_by_the_page"

View = TypeVar("View", bound=Callable[..., Any])


def begin(request: HttpRequest) -> None:
    """Start the clocks of a fresh session."""
    request.session[SIGNED_IN_AT] = request.session[SEEN_AT] = timezone.now().timestamp()


class SessionLimits:
    """Middleware, after that of sessions, authentication and messages.

    Signs out what is over, with a message for the sign-in page, and lets the request ask for the
    state of the organisation only once.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if SESSION_KEY in request.session:
            _end_or_go_on(request)
        with chart.one_request():
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> None:
        """Note the use, unless the page asked by itself while nobody sat before it."""
        if SESSION_KEY not in request.session or getattr(view, _BY_ITSELF, False):
            return
        now = timezone.now().timestamp()
        if now - request.session.get(SEEN_AT, 0) >= _noted_every():
            request.session[SEEN_AT] = now


def asked_by_the_page(view: View) -> View:
    """Marks a view that pages ask again and again by themselves: that is no use of the session."""
    setattr(view, _BY_ITSELF, True)
    return view


def idle_limit() -> timedelta:
    """How long a session may lie unused."""
    return timedelta(minutes=getattr(settings, "BANCHENG_IDLE_MINUTES", 30))


def absolute_limit() -> timedelta:
    """How long a session may last at all."""
    return timedelta(hours=getattr(settings, "BANCHENG_SESSION_HOURS", 8))


def _noted_every() -> float:
    return min(SEEN_EVERY, idle_limit() / 6).total_seconds()


def _end_or_go_on(request: HttpRequest) -> None:
    now = timezone.now().timestamp()
    unused = now - request.session.get(SEEN_AT, 0)
    if now - request.session.get(SIGNED_IN_AT, 0) >= absolute_limit().total_seconds():
        _end(request, "登录时间已满，为保护诉求人信息已自动退出，请重新登录。")
    elif unused >= idle_limit().total_seconds():
        _end(request, "较长时间没有操作，为防他人借用已自动退出，请重新登录。")


def _end(request: HttpRequest, sentence: str) -> None:
    logout(request)
    messages.info(request, sentence)
