"""网址 of this area, and its entries in the side list."""

from django.urls import URLPattern, path

from bancheng.web.figures.asked import counts
from bancheng.web.figures.behind import behind_page
from bancheng.web.figures.chart import chart_page
from bancheng.web.figures.figures import figures_page
from bancheng.web.figures.hall_screen import hall_screen
from bancheng.web.figures.improved import improved_page
from bancheng.web.figures.log import log_page
from bancheng.web.figures.screens import screens_page
from bancheng.web.side import Entry

urlpatterns: list[URLPattern] = [
    path("figures/", figures_page, name="figures"),
    path("figures/cases", behind_page, name="figures-cases"),
    path("figures/chart/<slug:name>.svg", chart_page, name="figures-chart"),
    path("figures/improved", improved_page, name="figures-improved"),
    path("figures/log", log_page, name="figures-log"),
    path("figures/screens", screens_page, name="figures-screens"),
    path("screen/<str:key>", hall_screen, name="hall-screen"),
]

SIDE: tuple[Entry, ...] = (Entry("统计", "figures", "figures", counts, "监督", sort=50),)
