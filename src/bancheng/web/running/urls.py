"""网址 of this area, and its entries in the side list."""

from django.urls import URLPattern, path

from bancheng.web.running.health import health
from bancheng.web.running.running import looks_after_all, running_page
from bancheng.web.side import Entry

urlpatterns: list[URLPattern] = [
    path("running/", running_page, name="running"),
    path("health", health, name="health"),
]

SIDE: tuple[Entry, ...] = (Entry("运行", "running", "running", looks_after_all, "设置", sort=90),)
