"""网址 of this area. The list of cases itself has the address of all cases (``web/urls.py``)."""

from django.urls import URLPattern, path

from bancheng.web.lists.bulk import bulk_page
from bancheng.web.lists.views_kept import (
    begin_with_view,
    choose_columns,
    end_view,
    open_view,
    save_view,
)
from bancheng.web.side import Entry

urlpatterns: list[URLPattern] = [
    path("lists/views", save_view, name="view-save"),
    path("lists/views/<slug:entry>", open_view, name="view"),
    path("lists/views/<slug:entry>/end", end_view, name="view-end"),
    path("lists/views/<slug:entry>/begin", begin_with_view, name="view-begin"),
    path("lists/columns", choose_columns, name="case-columns"),
    path("lists/together", bulk_page, name="bulk"),
]

SIDE: tuple[Entry, ...] = ()
