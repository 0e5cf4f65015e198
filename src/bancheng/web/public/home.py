"""首页 for petitioners: tell what could not be done, ask where it is, or call."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from bancheng.web.public.visit import BIG, CONTRAST, LANGUAGE, Visit, public, show

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
    """POST /w/<centre>/look: larger letters, more contrast or English, on or off, and back."""
    name, on = SWITCHES.get(request.POST.get("what", ""), SWITCHES["big"])
    back = request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = f"/w/{visit.centre.code}/"
    answer = redirect(back)
    answer.status_code = 303
    if request.COOKIES.get(name) == on:
        answer.delete_cookie(name, samesite="Lax")
    else:
        secure = bool(settings.SESSION_COOKIE_SECURE)
        answer.set_cookie(name, on, max_age=KEPT, httponly=True, samesite="Lax", secure=secure)
    return answer
