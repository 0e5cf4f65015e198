"""网址 of this area, and its entries in the side list."""

from django.urls import URLPattern

from bancheng.web.side import Entry

urlpatterns: list[URLPattern] = []

SIDE: tuple[Entry, ...] = ()
