"""The least that is needed to try sign-in and sessions over HTTP."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from bancheng.people.errors import PeopleError
from bancheng.people.first_password import open_before_first_password
from bancheng.people.models import User
from bancheng.people.seats import centres_of, units_of
from bancheng.people.signin import admit, change_password, prove, sign_out


@csrf_exempt
@open_before_first_password
def enter(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        said = "".join(str(message) for message in messages.get_messages(request))
        return HttpResponse(f"请登录。{said}")
    try:
        user = prove(request, request.POST["username"], request.POST["password"])
    except PeopleError as refused:
        return HttpResponse(refused.sentence, status=403)
    admit(request, user)
    return HttpResponse(user.name)


@open_before_first_password
def leave(request: HttpRequest) -> HttpResponse:
    sign_out(request)
    return HttpResponse("已退出")


@csrf_exempt
@open_before_first_password
def password(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    try:
        change_password(request, request.user, request.POST["old"], request.POST["password"])
    except PeopleError as refused:
        return HttpResponse(refused.sentence, status=403)
    return HttpResponse("已改")


def desk(request: HttpRequest) -> HttpResponse:
    """A page that asks twice where its reader works."""
    if not isinstance(request.user, User):
        return HttpResponse("未登录", status=401)
    halls = ",".join(unit.code for unit in centres_of(request.user))
    return HttpResponse(f"{request.user.name}@{halls}@{len(units_of(request.user))}")


urlpatterns = [
    path("sign-in", enter, name="sign-in"),
    path("sign-out", leave, name="sign-out"),
    path("password", password, name="password"),
    path("desk", desk, name="desk"),
]
