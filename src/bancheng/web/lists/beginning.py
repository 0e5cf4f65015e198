"""登录后先看: my duties, or the view somebody chose to begin with."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from bancheng.people.models import User
from bancheng.workbench import view_shelf


def first_page(request: HttpRequest) -> str:
    """The address to go to after signing in, where none was asked for."""
    entry = view_shelf.beginning(request.user) if isinstance(request.user, User) else ""
    return reverse("view", args=[entry]) if entry else "/"
