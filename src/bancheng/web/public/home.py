"""首页 for petitioners: tell what could not be done, ask where it is, or call."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from bancheng.web.public.own_form import unsent
from bancheng.web.public.visit import BIG, CONTRAST, LANGUAGE, Visit, public, show, visit_of

KEPT = 60 * 60 * 24 * 365
SWITCHES = {"big": (BIG, "1"), "contrast": (CONTRAST, "1"), "english": (LANGUAGE, "en")}


@require_safe
@public
def home_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """GET /w/<centre>/"""
    return show(request, visit, "public/home.html")


@require_POST
@public
def switch_look(request: HttpRequest, visit: Visit) -> HttpResponse:
    """POST /w/<centre>/look: larger letters, more contrast or English, on or off, and back.

    A page that holds what a form could not do goes on as the page that asks for its case.
    """
    name, on = SWITCHES.get(request.POST.get("what", ""), SWITCHES["big"])
    turned_on = request.COOKIES.get(name) != on
    request.COOKIES[name] = on if turned_on else ""
    left = unsent(request)
    if left.hidden:
        turned = visit_of(request, visit.centre.code)
        answer = show(request, turned, "public/ask.html", {"wrong": "", "unsent": left})
    else:
        answer = redirect(_back(request, visit))
        answer.status_code = 303
    if turned_on:
        secure = bool(settings.SESSION_COOKIE_SECURE)
        answer.set_cookie(name, on, max_age=KEPT, httponly=True, samesite="Lax", secure=secure)
    else:
        answer.delete_cookie(name, samesite="Lax")
    return answer


def _back(request: HttpRequest, visit: Visit) -> str:
    back = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        return back
    return f"/w/{visit.centre.code}/"
