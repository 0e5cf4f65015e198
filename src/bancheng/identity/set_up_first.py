"""先设两步登录: whoever must have a second step sets it up before all else, as with the first
password."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from bancheng.people.first_password import is_open

View = TypeVar("View", bound=Callable[..., Any])

MUST_SET_UP = "must_set_up"
PAGE = "second-step"
_OPEN = "open_before_second_step"


def open_before_second_step(view: View) -> View:
    """Marks the pages on which it is set up."""
    setattr(view, _OPEN, True)
    return view


class SetUpFirst:
    """Middleware, after ``FirstPassword``; closed for every view neither marks as open."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if getattr(view, _OPEN, False) or is_open(view):
            return None
        if not request.session.get(MUST_SET_UP) or not request.user.is_authenticated:
            return None
        return redirect(PAGE)
