"""The project's pages, and as their floors an empty page of the same stack: one for people who are
signed in, one for petitioners."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from bancheng.web.desk import Reader, desk, show
from bancheng.web.public import visit


@desk
def empty_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /empty: signed in, framed, with nothing in it."""
    return show(request, reader, "web/frame.html")


@visit.public
def empty_public_page(request: HttpRequest, here: visit.Visit) -> HttpResponse:
    """GET /w/<centre>/empty: the petitioners' frame with nothing in it."""
    return visit.show(request, here, "public/frame.html")


urlpatterns = [
    path("empty", empty_page),
    path("w/<slug:code>/empty", empty_public_page),
    path("", include("bancheng.config.urls")),
]
