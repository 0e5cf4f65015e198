"""从单位统一身份回来: the code is redeemed, the proof looked at, and only then it is somebody."""

from __future__ import annotations

import base64
from urllib.parse import quote_plus, urlencode

from django.http import HttpRequest

from bancheng.identity.organisation.asking import Way, back_to, way_back
from bancheng.identity.organisation.refused import (
    GIVEN_UP,
    STRANGE,
    OrganisationError,
    not_right,
)
from bancheng.identity.organisation.service import Service, call, doors_of, read
from bancheng.wire.sending import Request

FORM = "application/x-www-form-urlencoded"
LONGEST_CODE = 4096


def come_back(request: HttpRequest, service: Service) -> tuple[Way, str]:
    """The way off this answers, and the proof (not looked at yet). Raises OrganisationError."""
    told = request.GET
    way = way_back(request, told.get("state", ""))
    if way is None:
        raise OrganisationError(STRANGE)
    if told.get("iss", service.issuer) != service.issuer:
        raise not_right("回来的不是设置的那一家")
    code = told.get("code", "")
    if "error" in told or not 0 < len(code) <= LONGEST_CODE:
        raise OrganisationError(GIVEN_UP)
    return way, _redeemed(request, service, way, code)


def _redeemed(request: HttpRequest, service: Service, way: Way, code: str) -> str:
    doors = doors_of(service)
    given = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back_to(request),
        "code_verifier": way.verifier,
        "client_id": service.client,
    }
    headers = {"Content-Type": FORM, "Accept": "application/json"}
    by_form = "client_secret_post" in doors.methods and "client_secret_basic" not in doors.methods
    if service.secret and by_form:
        given["client_secret"] = service.secret
    elif service.secret:
        pair = f"{quote_plus(service.client)}:{quote_plus(service.secret)}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    answer = call(service, Request("POST", doors.token, urlencode(given).encode(), headers))
    proof = read(answer.body).get("id_token")
    if not isinstance(proof, str):
        raise not_right("没有凭证")
    return proof
