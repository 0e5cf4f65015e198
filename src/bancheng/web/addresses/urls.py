"""网址 of this area, and its entry in the side list."""

from django.urls import URLPattern, path

from bancheng.web.addresses.listing import addresses_page
from bancheng.web.running.running import looks_after_all
from bancheng.web.side import Entry

urlpatterns: list[URLPattern] = [
    path("addresses/", addresses_page, name="addresses"),
]

SIDE: tuple[Entry, ...] = (
    Entry("可以连的地址", "addresses", "addresses", looks_after_all, "设置", sort=62),
)
