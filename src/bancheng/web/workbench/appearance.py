"""外观: light or dark, kept in this browser. Larger letters are the browser's own affair (Ctrl +).

A window's screen is shared by the people of a shift, so the choice belongs to the machine.
"""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from bancheng.web.desk import Reader, desk, show

COOKIE = "look"
KEPT = timedelta(days=365)
THEMES = {"": "跟随系统", "light": "浅色", "dark": "深色"}


@require_http_methods(["GET", "POST"])
@desk
def appearance_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /appearance/"""
    if request.method == "GET":
        context = {"themes": THEMES, "theme": chosen_of(request)}
        return show(request, reader, "workbench/appearance.html", context, at="appearance")
    wanted = request.POST.get("theme", "")
    messages.success(request, "这台电脑上的外观已改。")
    answer = redirect("appearance")
    answer.set_cookie(
        COOKIE,
        wanted if wanted in THEMES else "",
        max_age=KEPT,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return answer


def chosen_of(request: HttpRequest) -> str:
    """The theme as this browser keeps it; anything else counts as not chosen."""
    kept = request.COOKIES.get(COOKIE, "")
    return kept if kept in THEMES else ""


def look(request: HttpRequest) -> dict[str, str]:
    """Context processor: the class of the page's root element."""
    return {"look": chosen_of(request)}
