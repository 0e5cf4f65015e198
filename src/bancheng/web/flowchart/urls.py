"""网址 of this area, and its entries in the side list."""

from django.urls import URLPattern, path

from bancheng.web.flowchart.pages import case_flowchart, flowchart_page, flowchart_sheet
from bancheng.web.side import Entry

urlpatterns: list[URLPattern] = [
    path("cases/<str:case_no>/flowchart/", case_flowchart, name="case-flowchart"),
    path("flowchart/<slug:standard_id>/<str:edition>", flowchart_page, name="flowchart"),
    path(
        "flowchart/<slug:standard_id>/<str:edition>/<slug:paper>.pdf",
        flowchart_sheet,
        name="flowchart-sheet",
    ),
]

SIDE: tuple[Entry, ...] = ()
