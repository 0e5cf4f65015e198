"""用单位统一身份登录、绑定: off to the organisation's own sign-in, and back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods

from bancheng.identity import entering
from bancheng.identity.organisation import answering, asking, linking
from bancheng.identity.organisation.refused import NOT_BOUND, STOPPED, OrganisationError
from bancheng.identity.organisation.service import Service, offered
from bancheng.people import signin
from bancheng.people.errors import PeopleError
from bancheng.people.first_password import open_before_first_password
from bancheng.people.models import User
from bancheng.web.account.code import arrived, to_code, wanted_of
from bancheng.web.account.proof import proved
from bancheng.web.desk import Reader, desk, show


@open_before_first_password
@never_cache
@require_GET
def off_page(request: HttpRequest) -> HttpResponse:
    """GET /sign-in/organisation?next=: a link, as forms may only be sent to this host."""
    service = offered()
    if request.user.is_authenticated:
        return redirect(wanted_of(request))
    if service is None:
        return redirect("sign-in")
    try:
        return redirect(asking.send_off(request, service, wanted_of(request)))
    except PeopleError as refused:
        return _refused(request, refused, "sign-in")


@open_before_first_password
@never_cache
@require_GET
@sensitive_variables()
def back_page(request: HttpRequest) -> HttpResponse:
    """GET /sign-in/organisation/back?code=&state=: always off again at once, so that the code stays
    in no address bar."""
    service = offered()
    place = "account" if request.user.is_authenticated else "sign-in"
    if service is None:
        return redirect(place)
    try:
        way, text = answering.come_back(request, service)
        from bancheng.identity.organisation.proof import proof_of  # where the extra is installed

        proof = proof_of(service, text, way.nonce)
        if way.binds:
            return _bound(request, service, way.binds, proof.subject)
        user = _somebody(service, proof.subject)
    except PeopleError as refused:
        return _refused(request, refused, place)
    if entering.go_on(request, user, entering.ORGANISATION, strong=proof.strong):
        return arrived(request, way.wanted)
    return to_code(way.wanted)


@require_http_methods(["GET", "POST"])
@desk
@proved()
def binding_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """POST /account/organisation: bind by going there, or undo it."""
    service = offered()
    if request.method == "GET" or service is None:
        return redirect("account")
    try:
        if request.POST.get("do") == "unbind":
            linking.unbind(reader.user, reader.user.username, reader.now)
            signin.keep_this_session(request, reader.user)
            said = f"已解除绑定，以后不能用{service.name}登录这个账号，别处登录着的已经退出。"
            messages.success(request, said)
            return redirect("account")
        address = asking.send_off(request, service, reverse("account"), reader.user.pk)
    except PeopleError as refused:
        return _refused(request, refused, "account")
    # a link and no redirect: the answer to a form may lead no further than this host
    context = {"service": service, "address": address}
    return show(request, reader, "account/off.html", context, at="account")


def _bound(request: HttpRequest, service: Service, binds: int, subject: str) -> HttpResponse:
    user = request.user
    if not isinstance(user, User) or user.pk != binds:
        raise OrganisationError("绑定的时候换了人或者退出了登录，没有绑定。请登录以后再绑定一次。")
    linking.bind(user, service.issuer, subject, user.username, timezone.now())
    messages.success(request, f"已绑定，以后可以用{service.name}登录。")
    return redirect("account")


def _somebody(service: Service, subject: str) -> User:
    user = linking.user_of(service.issuer, subject)
    if user is None:
        raise OrganisationError(NOT_BOUND)
    if not user.is_active:
        raise OrganisationError(STOPPED)
    return user


def _refused(request: HttpRequest, refused: PeopleError, place: str) -> HttpResponse:
    messages.error(request, refused.sentence)
    return redirect(place)
