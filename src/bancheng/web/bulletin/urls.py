"""网址 of this area, and its entries in the side list."""

from django.urls import URLPattern, path

from bancheng.bulletin.authority import read_by
from bancheng.web.bulletin.file import bulletin_file
from bancheng.web.bulletin.issue import bulletin_page
from bancheng.web.bulletin.issues import bulletins_page
from bancheng.web.desk import Reader
from bancheng.web.side import Entry


def reads(reader: Reader) -> bool:
    """Whether this person reads the bulletin of any centre."""
    return bool(read_by(reader.user, reader.now))


urlpatterns: list[URLPattern] = [
    path("bulletins/", bulletins_page, name="bulletins"),
    path("bulletins/<slug:key>/", bulletin_page, name="bulletin"),
    path("bulletins/<slug:key>/file.<slug:kind>", bulletin_file, name="bulletin-file"),
]

SIDE: tuple[Entry, ...] = (Entry("通报", "bulletins", "bulletins", reads, "监督", sort=55),)
