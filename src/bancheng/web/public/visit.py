"""来访: what every page for petitioners has in common — which centre, which language, how large.

Nobody signs in here. Nothing of a page is kept by a browser or proxy, nothing tells another site
where the reader came from; the desk's frame, names and messages never reach these pages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from bancheng.casework import access
from bancheng.casework.surroundings import standard_for
from bancheng.core.standard.standard import Standard
from bancheng.library import standards
from bancheng.people.chart import current
from bancheng.people.unit import Form, Unit
from bancheng.people.whence import address_of
from bancheng.people.window import Window
from bancheng.petitioner.handing_in import channel_of

P = ParamSpec("P")
BIG, CONTRAST, LANGUAGE = "w_big", "w_contrast", "w_language"
"""Cookies: larger letters, more contrast, English. They hold nothing else."""
KEY = "w_key"
"""Cookie: the token of who asked rightly."""


@dataclass(frozen=True)
class Visit:
    """Somebody looks at a centre's pages, at one moment."""

    centre: Unit
    now: datetime
    language: str
    big: bool
    contrast: bool
    token: str
    address: str

    @cached_property
    def standard(self) -> Standard:
        """What applies to a matter brought today."""
        return standard_for(self.centre, self.now.date())

    @cached_property
    def windows(self) -> list[Window]:
        """The windows in use, in their order."""
        return list(Window.objects.filter(centre__code=self.centre.code, active=True))

    @property
    def phone(self) -> str:
        """Whom to call: the first window that has a number, else the centre."""
        return next((w.phone for w in self.windows if w.phone), self.centre.phone)

    @property
    def takes_matters(self) -> bool:
        """Whether one can hand in here from home."""
        return channel_of(self.standard) is not None


Page = Callable[Concatenate[HttpRequest, Visit, P], HttpResponseBase]
View = Callable[..., HttpResponseBase]


def public(page: Page[P]) -> View:
    """Open a page to everybody, under the address of a centre; any other address is not there."""

    @never_cache
    @wraps(page)
    def opened(
        request: HttpRequest, code: str, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        visit = visit_of(request, code)
        try:
            answer = page(request, visit, *args, **kwargs)
        except access.NotFound as unseen:
            raise Http404 from unseen
        answer["Cache-Control"] = "no-store"
        answer["Referrer-Policy"] = "same-origin"
        return answer

    return opened


def visit_of(request: HttpRequest, code: str) -> Visit:
    """The visit of a request. Http404 where no centre in use has this code."""
    centre = current().units.get(code)
    if centre is None or not _has_pages(centre):
        raise Http404(code)
    return Visit(
        centre,
        timezone.localtime(),
        _language(request),
        _on(request, BIG),
        _on(request, CONTRAST),
        request.COOKIES.get(KEY, ""),
        address_of(request),
    )


def first_centre() -> str:
    """The code of a centre that has pages; empty where none has."""
    units = sorted(current().units.values(), key=lambda unit: (unit.sort, unit.code))
    return next((unit.code for unit in units if _has_pages(unit)), "")


def _has_pages(unit: Unit) -> bool:
    return unit.form == Form.CENTRE and unit.active and unit.standard in standards.ids()


def show(
    request: HttpRequest,
    visit: Visit,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """Render a page within the petitioners' frame."""
    told = {
        "visit": visit,
        "centre": visit.centre,
        **look_of(request),
        **(context or {}),
    }
    return render(request, template, told, status=status)


def look_of(request: HttpRequest) -> dict[str, object]:
    """How a visitor wants pages to look, for the template; asks nothing but the cookies."""
    classes = [n for n, cookie in (("big", BIG), ("contrast", CONTRAST)) if _on(request, cookie)]
    return {"language": _language(request), "root": " ".join(["pub", *classes])}


def _on(request: HttpRequest, cookie: str) -> bool:
    return request.COOKIES.get(cookie) == "1"


def _language(request: HttpRequest) -> str:
    return "en" if request.COOKIES.get(LANGUAGE) == "en" else "zh"
