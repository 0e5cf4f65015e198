"""The address table: all pages belong to the web room, all of /api/v1/ to the api room."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include("bancheng.api.urls")),
    path("", include("bancheng.web.urls")),
]

# every wrong turn ends on a page in plain words
handler400 = "bancheng.web.wrong.bad_request"
handler403 = "bancheng.web.wrong.forbidden"
handler404 = "bancheng.web.wrong.not_found"
handler500 = "bancheng.web.wrong.failed"
