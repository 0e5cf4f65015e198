"""The project's pages, and an empty page of the same stack as their floor."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from bancheng.web.desk import Reader, desk, show


@desk
def empty_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /empty: signed in, framed, with nothing in it."""
    return show(request, reader, "web/frame.html")


urlpatterns = [path("empty", empty_page), path("", include("bancheng.config.urls"))]
