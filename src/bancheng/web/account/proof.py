"""请再确认是您本人: before a few acts, where the last proof is older than ten minutes.

What was typed goes along in the page that asks, so that nothing has to be typed again; nothing is
done before the proof.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from bancheng.identity import proving
from bancheng.identity.factor_row import factor_of
from bancheng.people.errors import PeopleError
from bancheng.web.desk import Reader, show

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, Reader, P], HttpResponseBase]
OURS = ("csrfmiddlewaretoken", "proving", "password", "code")


def always(request: HttpRequest) -> bool:
    """Whatever is sent there."""
    return bool(request)


def proved(asks: Callable[[HttpRequest], bool] = always) -> Callable[[Page[P]], Page[P]]:
    """Stands within ``desk``. ``asks``: of which forms sent there a fresh proof is asked."""

    def around(page: Page[P]) -> Page[P]:
        @wraps(page)
        def opened(
            request: HttpRequest, reader: Reader, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            asked = request.method == "POST" and asks(request)
            if not asked or proving.is_fresh(request, reader.now):
                return page(request, reader, *args, **kwargs)
            if "proving" not in request.POST:
                return _asked(request, reader)
            password, code = (request.POST.get(name, "") for name in ("password", "code"))
            try:
                proving.prove_again(request, reader.user, password, code, reader.now)
            except PeopleError as refused:
                return _asked(request, reader, refused)
            return page(request, reader, *args, **kwargs)

        return opened

    return around


def _asked(
    request: HttpRequest, reader: Reader, refused: PeopleError | None = None
) -> HttpResponse:
    sent = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in OURS
        for value in values
    ]
    context = {
        "sent": sent,
        "refused": refused,
        "asks_code": factor_of(reader.user) is not None,
    }
    return show(request, reader, "account/proof.html", context, at="account", status=403)
