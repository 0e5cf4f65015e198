"""首次登录改密码: who was given a password by somebody else chooses an own one before all else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

View = TypeVar("View", bound=Callable[..., Any])

_OPEN = "open_before_first_password"


def open_before_first_password(view: View) -> View:
    """Marks the views that stay open meanwhile: changing the password, signing in and out."""
    setattr(view, _OPEN, True)
    return view


def is_open(view: Callable[..., Any]) -> bool:
    """Whether a view is so marked."""
    return bool(getattr(view, _OPEN, False))


class FirstPassword:
    """Middleware, after ``SessionLimits``; closed for every view not marked as open.

    The setting ``BANCHENG_PASSWORD_PAGE`` names the address of the page (``password`` if unset).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if is_open(view) or not request.user.is_authenticated:
            return None
        if not request.user.must_change_password:
            return None
        return redirect(getattr(settings, "BANCHENG_PASSWORD_PAGE", "password"))
