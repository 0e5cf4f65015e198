"""The address table: all pages belong to the web room."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("", include("bancheng.web.urls"))]
