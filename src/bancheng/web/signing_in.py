"""登录、退出、改密码: the three pages that stay open before a first password is changed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from bancheng.identity.entering import begin, is_by_organisation
from bancheng.identity.organisation.service import offered
from bancheng.people.errors import PeopleError
from bancheng.people.first_password import open_before_first_password
from bancheng.people.founding import is_founded
from bancheng.people.models import User
from bancheng.people.signin import change_password, sign_out
from bancheng.web.account.code import arrived, to_code, wanted_of
from bancheng.web.desk import to_sign_in


@open_before_first_password
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in_page(request: HttpRequest) -> HttpResponse:
    """Name and password; on to the code, or to the page that was asked for."""
    wanted = wanted_of(request)
    if request.method == "GET" and request.user.is_authenticated:
        return redirect(wanted)
    if request.method == "GET" and not is_founded():
        return redirect("first-start")
    refusal, username = None, request.POST.get("username", "")
    if request.method == "POST":
        try:
            signed_in = begin(request, username, request.POST.get("password", ""))
        except PeopleError as refused:
            refusal = refused.sentence
        else:
            return arrived(request, wanted) if signed_in else to_code(wanted)
    context = {"refusal": refusal, "username": username, "next": wanted, "service": offered()}
    return _private(render(request, "web/sign_in.html", context, status=403 if refusal else 200))


@open_before_first_password
@require_POST
def sign_out_page(request: HttpRequest) -> HttpResponse:
    """Only by POST: a link somewhere else must not sign anybody out."""
    elsewhere = is_by_organisation(request)
    sign_out(request)
    more = "单位统一身份那边可能还登录着，公用的电脑上请到那边也退出。" if elsewhere else ""
    messages.info(request, f"已退出。{more}")
    return redirect("sign-in")


@open_before_first_password
@never_cache
@sensitive_post_parameters("old", "password", "again")
@require_http_methods(["GET", "POST"])
def password_page(request: HttpRequest) -> HttpResponse:
    """A new password; the first one given by somebody else must be changed before all else."""
    if not isinstance(request.user, User):
        return to_sign_in(request)
    refusal: PeopleError | None = None
    if request.method == "POST":
        try:
            _change(request, request.user)
        except PeopleError as refused:
            refusal = refused
        else:
            messages.success(request, "密码已改，其他电脑上的登录都已退出。")
            return redirect("duties")
    context = {"refusal": refusal, "first": request.user.must_change_password}
    return _private(render(request, "web/password.html", context, status=422 if refusal else 200))


def _change(request: HttpRequest, user: User) -> None:
    new = request.POST.get("password", "")
    if new != request.POST.get("again", ""):
        raise PeopleError("两次输入的新密码不一样，请重新输入。", "again")
    change_password(request, user, request.POST.get("old", ""), new)


def _private(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "no-store"
    return answer
