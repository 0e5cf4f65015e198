"""网址 of this area, and its entries in the side list."""

from django.urls import URLPattern, path

from bancheng.web.basics import works_on_cases
from bancheng.web.notices.notices import bell, notices_page, open_notice
from bancheng.web.notices.quiet import quiet_page
from bancheng.web.side import Entry

urlpatterns: list[URLPattern] = [
    path("notices/", notices_page, name="notices"),
    path("notices/count", bell, name="bell"),
    path("notices/quiet", quiet_page, name="quiet"),
    path("notices/<int:number>", open_notice, name="notice"),
]

SIDE: tuple[Entry, ...] = (Entry("通知", "notices", "notices", works_on_cases, sort=40),)
