"""The desk: what every page for staff has in common — signed in, never cached, one frame.

A page is a function of request and ``Reader``. Whoever is not signed in is sent to sign in; a case
that may not be read looks exactly like one that does not exist (404).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache

from bancheng.casework import access
from bancheng.people import attendance, seats
from bancheng.people.chart import current
from bancheng.people.models import User
from bancheng.web import taken
from bancheng.web.side import drawn, grouped
from bancheng.web.words_of_standing import standing_words
from bancheng.workbench import draft_ends

P = ParamSpec("P")
TAKEN = (302, 303)
"""How a page answers a form it has taken; its draft is needed no more."""


@dataclass(frozen=True)
class Reader:
    """Who reads this page, and the one «now» that the whole request uses."""

    user: User
    now: datetime

    @cached_property
    def is_administrator(self) -> bool:
        """Looks after units and people and sees no cases."""
        return seats.is_administrator(self.user, self.now)


Page = Callable[Concatenate[HttpRequest, Reader, P], HttpResponseBase]
View = Callable[..., HttpResponseBase]


def desk(page: Page[P]) -> View:
    """Open a page to signed-in staff only; nothing of it may be kept by a browser or proxy."""

    @never_cache
    @wraps(page)
    def opened(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not isinstance(request.user, User):
            return to_sign_in(request)
        reader = Reader(request.user, timezone.localtime())
        try:
            answer = page(request, reader, *args, **kwargs)
        except access.NotFound as unseen:
            raise Http404 from unseen
        if request.method == "POST" and answer.status_code in TAKEN and "draft" in request.POST:
            sent = request.POST
            draft_ends.handed_in(reader.user, sent["draft"], sent.get("command_id", ""))
            taken.note(answer, sent.get("command_id", ""))
        answer["Cache-Control"] = "no-store"
        return answer

    return opened


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Off to the sign-in page, and back here afterwards where that is harmless."""
    address = reverse("sign-in")
    if "HX-Request" in request.headers:
        # a part of a page cannot be the sign-in page: let the browser go there as a whole
        return HttpResponse(headers={"HX-Redirect": address})
    if request.method == "GET" and request.path != "/":
        address = f"{address}?{urlencode({'next': request.get_full_path()})}"
    return redirect(address)


def show(
    request: HttpRequest,
    reader: Reader,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    at: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render a page within the frame; ``at`` is the entry of the side list it belongs to."""
    frame = frame_of(reader, at)
    return render(request, template, {"frame": frame, **(context or {})}, status=status)


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a page."""

    at: str
    name: str
    place: str
    on_duty: tuple[str, ...]
    may_register: bool
    is_administrator: bool
    has_ready_texts: bool
    side: SafeString


def frame_of(reader: Reader, at: str) -> Frame:
    """Read from the organisation in memory: no query beyond the one for its version."""
    from bancheng.web.areas import SIDE  # the areas are made of pages, and pages of this

    username = reader.user.username
    posts = [p for p in current().posts.get(username, ()) if p.in_force(reader.now.date())]
    return Frame(
        at=at,
        name=reader.user.name,
        place=posts[0].unit.shown if posts else "尚未任职",
        on_duty=on_duty_names(reader),
        may_register=bool(access.may_open_cases_at(reader.user)),
        is_administrator=reader.is_administrator,
        has_ready_texts=bool(posts) and not reader.is_administrator,
        side=drawn(grouped(SIDE, reader), at),
    )


def on_duty_names(reader: Reader) -> tuple[str, ...]:
    """今日值守: who stands at a window of the reader's first centre now, and in whose place."""
    centres = seats.centres_of(reader.user, reader.now)
    if not centres:
        return ()
    return tuple(standing_words(attendance.standing_now(centres[0], reader.now)))
