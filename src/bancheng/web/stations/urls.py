"""网址 of this area, and its entries in the side list."""

from django.urls import URLPattern, path

from bancheng.web.basics import works_on_cases
from bancheng.web.desk import Reader
from bancheng.web.side import Entry
from bancheng.web.stations.hand_in import centres_for, hand_in_page

urlpatterns: list[URLPattern] = [path("hand-in/", hand_in_page, name="hand-in")]


def hands_in(reader: Reader) -> bool:
    """Whoever hands in for others."""
    return works_on_cases(reader) and bool(centres_for(reader))


SIDE: tuple[Entry, ...] = (Entry("代收", "hand-in", "hand-in", hands_in, sort=11, key="n"),)
