"""网址 of this area, and its entries in the side list."""

from django.urls import URLPattern, path

from bancheng.web.oversight.follow import follow_page, follows
from bancheng.web.oversight.held import held_page
from bancheng.web.oversight.overview_of_duties import overview_of_duties, printed_overview
from bancheng.web.oversight.record import record_page
from bancheng.web.oversight.slips import slip_page, slips_page
from bancheng.web.oversight.trace import trace_page
from bancheng.web.oversight.whole import reads_whole
from bancheng.web.side import Entry

urlpatterns: list[URLPattern] = [
    path("inquiries/", slips_page, name="inquiries"),
    path("inquiries/<slug:key>", slip_page, name="inquiry"),
    path("oversight/", overview_of_duties, name="oversight"),
    path("oversight/print", printed_overview, name="oversight-print"),
    path("oversight/held", held_page, name="oversight-held"),
    path("oversight/follow", follow_page, name="follow"),
    path("cases/<str:case_no>/trace", trace_page, name="trace"),
    path("cases/<str:case_no>/record", record_page, name="record"),
]

SIDE: tuple[Entry, ...] = (
    Entry("应办总览", "oversight", "oversight", reads_whole, "监督", sort=10),
    Entry("跟踪督办", "follow", "follow", follows, "监督", sort=20),
)
