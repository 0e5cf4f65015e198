"""网址 of this area, and its entries in the side list."""

from django.urls import URLPattern, path

from bancheng.web.basics import works_on_cases
from bancheng.web.oversight.follow import follow_page, follows
from bancheng.web.oversight.held import held_page
from bancheng.web.oversight.overview_of_duties import overview_of_duties, printed_overview
from bancheng.web.oversight.record import record_page
from bancheng.web.oversight.slips import slip_page, slips_page
from bancheng.web.oversight.staff import records_page
from bancheng.web.oversight.staff_new import new_record_page
from bancheng.web.oversight.staff_one import staff_record_page, staff_record_step
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
    path("staff-records/", records_page, name="staff-records"),
    path("staff-records/new", new_record_page, name="staff-record-new"),
    path("staff-records/<slug:key>/", staff_record_page, name="staff-record"),
    path("staff-records/<slug:key>/<slug:step>", staff_record_step, name="staff-record-step"),
]

SIDE: tuple[Entry, ...] = (
    Entry("应办总览", "oversight", "oversight", reads_whole, "监督", sort=10),
    Entry("跟踪督办", "follow", "follow", follows, "监督", sort=20),
    Entry("人员记录", "staff-records", "staff-records", works_on_cases, "监督", sort=40),
)
