"""两步登录: set up with the phone in hand, new recovery codes, and off again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bancheng.identity import checking, one_time_code, required, setting_up
from bancheng.identity.factor_row import factor_of
from bancheng.identity.set_up_first import MUST_SET_UP, open_before_second_step
from bancheng.people.errors import PeopleError
from bancheng.people.signin import keep_this_session, prove
from bancheng.web.account.proof import proved
from bancheng.web.desk import Reader, desk, show
from bancheng.web.public.qr import qr_picture


def begins(request: HttpRequest) -> bool:
    """Whether a new secret or new recovery codes are asked for."""
    return request.POST.get("do") in ("begin", "codes")


@open_before_second_step
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@desk
@proved(begins)
def second_step_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /account/second-step"""
    if request.method == "GET":
        return _shown(request, reader)
    do = request.POST.get("do", "")
    try:
        if do == "begin":
            setting_up.begin(reader.user, reader.now)
            return redirect("second-step")
        if do == "off":
            return _off(request, reader)
        if do == "codes":
            codes = setting_up.new_codes(reader.user, reader.now)
        else:
            codes = setting_up.confirm(reader.user, request.POST.get("code", ""), reader.now)
    except PeopleError as refused:
        return _shown(request, reader, refused)
    keep_this_session(request, reader.user)
    request.session[MUST_SET_UP] = False
    context = {"codes": codes, "first": do != "codes", "made_at": reader.now}
    return show(request, reader, "account/recovery.html", context, at="account")


def _off(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Needs the password and a code, however lately either was given."""
    if required.must_have(reader.user, reader.now):
        raise PeopleError("您的职责必须用两步登录，不能关。换手机请找系统管理员结束，再重新设置。")
    prove(request, reader.user.username, request.POST.get("password", ""))
    checking.check(request, reader.user, request.POST.get("code", ""), reader.now)
    setting_up.end(reader.user, reader.user.username, reader.now)
    keep_this_session(request, reader.user)
    said = "两步登录已关，以后只凭密码登录。手机上的那一条可以删掉。别处登录着的已经退出。"
    messages.success(request, said)
    return redirect("account")


def _shown(
    request: HttpRequest, reader: Reader, refused: PeopleError | None = None
) -> HttpResponse:
    factor = factor_of(reader.user)
    secret = None if factor else setting_up.begun(reader.user)
    context = {
        "factor": factor,
        "must": required.must_have(reader.user, reader.now),
        "first": bool(request.session.get(MUST_SET_UP)),
        "base": "account/gate.html" if request.session.get(MUST_SET_UP) else "web/frame.html",
        "refused": refused,
    }
    if secret is not None:
        address = one_time_code.address_for_phone(secret, reader.user.username)
        context["square"] = qr_picture(address, "用手机扫的二维码")
        context["secret"] = one_time_code.for_typing(secret)
    status = 422 if refused else 200
    return show(request, reader, "account/second_step.html", context, at="account", status=status)
