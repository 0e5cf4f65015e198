"""网址 of this area, and its entries in the side list."""

from django.urls import URLPattern, path

from bancheng.casework.waiting_to_be_placed import sorts_somewhere
from bancheng.web.basics import works_on_cases
from bancheng.web.desk import Reader
from bancheng.web.screening.queue import queue_page
from bancheng.web.screening.sort import sort_page
from bancheng.web.side import Entry

urlpatterns: list[URLPattern] = [
    path("screening/", queue_page, name="screening"),
    path("screening/<str:case_no>", sort_page, name="screening-case"),
]


def sorts(reader: Reader) -> bool:
    """Whoever screens, puts to a meeting or passes on."""
    return works_on_cases(reader) and bool(sorts_somewhere(reader.user, reader.now))


SIDE: tuple[Entry, ...] = (Entry("待交办", "screening", "screening", sorts, sort=13),)
