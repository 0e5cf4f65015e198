"""网址 of this area, and its entries in the side list."""

from django.urls import URLPattern, path

from bancheng.revisit.authority import bodies_of
from bancheng.web.desk import Reader
from bancheng.web.revisit.call import call_page
from bancheng.web.revisit.campaign import campaign_page
from bancheng.web.revisit.campaigns import campaigns_page
from bancheng.web.revisit.export import export_page
from bancheng.web.revisit.listed import listed_page
from bancheng.web.side import Entry


def revisits(reader: Reader) -> bool:
    """Whether this person revisits for some body."""
    return not reader.is_administrator and bool(bodies_of(reader.user, reader.now))


urlpatterns: list[URLPattern] = [
    path("revisit/", campaigns_page, name="revisit"),
    path("revisit/<int:pk>/", campaign_page, name="revisit-campaign"),
    path("revisit/<int:pk>/list", listed_page, name="revisit-list"),
    path("revisit/<int:pk>/export", export_page, name="revisit-export"),
    path("revisit/<int:pk>/call/<str:case_no>", call_page, name="revisit-call"),
]

SIDE: tuple[Entry, ...] = (Entry("全量回访", "revisit", "revisit", revisits, "监督", sort=60),)
