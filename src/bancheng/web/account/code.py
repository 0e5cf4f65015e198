"""登录第二步: the code, after the password was right and before anybody is signed in."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bancheng.identity import entering
from bancheng.people.errors import PeopleError
from bancheng.people.first_password import open_before_first_password
from bancheng.web.lists.beginning import first_page


@open_before_first_password
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def code_page(request: HttpRequest) -> HttpResponse:
    """GET and POST /sign-in/code?next="""
    wanted = wanted_of(request)
    if entering.waiting(request) is None:
        if request.user.is_authenticated:
            return redirect(wanted)
        if request.method == "POST":
            messages.info(request, entering.AGAIN)
        return redirect("sign-in")
    refused: PeopleError | None = None
    if request.method == "POST":
        try:
            entering.finish(request, request.POST.get("code", ""))
        except PeopleError as wrong:
            refused = wrong
        else:
            return arrived(request, wanted)
    context = {"refused": refused, "next": wanted}
    status = 403 if refused else 200
    answer = render(request, "account/code.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def wanted_of(request: HttpRequest) -> str:
    """The page that was asked for, where it is one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if ours else "/"


def arrived(request: HttpRequest, wanted: str) -> HttpResponse:
    """Off to the page that was asked for, or the one this person begins with."""
    return redirect(wanted if wanted != "/" else first_page(request))


def to_code(wanted: str) -> HttpResponse:
    """The first step was right: on to the second."""
    asked = f"?{urlencode({'next': wanted})}" if wanted != "/" else ""
    return redirect(reverse("sign-in-code") + asked)
