"""网址 of this area, and its entries in the side list."""

from django.urls import URLPattern, path

from bancheng.web.administration.changes import changes_page
from bancheng.web.administration.days import days_page
from bancheng.web.administration.first_start import first_start_page
from bancheng.web.administration.person import person_page
from bancheng.web.administration.staff import new_person_page, staff_page
from bancheng.web.administration.units import new_unit_page, unit_page
from bancheng.web.administration.windows import new_window_page, window_page
from bancheng.web.administration.years import years_page
from bancheng.web.basics import is_administrator
from bancheng.web.running.running import looks_after_all
from bancheng.web.side import Entry

urlpatterns: list[URLPattern] = [
    path("start", first_start_page, name="first-start"),
    path("units/new", new_unit_page, name="unit-new"),
    path("units/<slug:code>/", unit_page, name="unit"),
    path("units/<slug:code>/days", days_page, name="unit-days"),
    path("windows/new", new_window_page, name="window-new"),
    path("windows/<int:number>/", window_page, name="window"),
    path("staff/", staff_page, name="staff"),
    path("staff/new", new_person_page, name="person-new"),
    path("staff/<str:username>/", person_page, name="person"),
    path("calendar/", years_page, name="years"),
    path("changes/", changes_page, name="changes"),
]

SIDE: tuple[Entry, ...] = (
    Entry("人员", "staff", "staff", is_administrator, "设置", sort=10),
    Entry("工作日历", "years", "years", looks_after_all, "设置", sort=50),
    Entry("设置记录", "changes", "changes", is_administrator, "设置", sort=80),
)
