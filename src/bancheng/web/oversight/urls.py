"""网址 of this area, and its entries in the side list."""

from django.urls import URLPattern, path

from bancheng.web.oversight.slips import slip_page, slips_page
from bancheng.web.side import Entry

urlpatterns: list[URLPattern] = [
    path("inquiries/", slips_page, name="inquiries"),
    path("inquiries/<slug:key>", slip_page, name="inquiry"),
]

SIDE: tuple[Entry, ...] = ()
