"""网址 of this area, and its entries in the side list."""

from django.urls import URLPattern, path

from bancheng.web.desk import Reader
from bancheng.web.items.adjusting import adjust_page, new_page
from bancheng.web.items.changes import changes_page
from bancheng.web.items.circles import circles_page
from bancheng.web.items.importing import import_page, plan_page
from bancheng.web.items.item import item_page
from bancheng.web.items.library import library_page
from bancheng.web.side import Entry


def everybody(reader: Reader) -> bool:
    """Items are public; which lists one sees follows from the tree."""
    return bool(reader)


urlpatterns: list[URLPattern] = [
    path("items/", library_page, name="items"),
    path("items/new", new_page, name="item-new"),
    path("items/import/", import_page, name="items-import"),
    path("items/import/<int:upload>/", plan_page, name="items-plan"),
    path("items/circles/", circles_page, name="item-circles"),
    path("items/changes/", changes_page, name="item-changes"),
    path("items/at/<slug:unit>/<str:code>/", item_page, name="item"),
    path("items/at/<slug:unit>/<str:code>/adjust", adjust_page, name="item-adjust"),
]

SIDE: tuple[Entry, ...] = (
    Entry("事项库", "items", "items", everybody, "资料", sort=20),
    Entry("互为前置", "item-circles", "circles", everybody, "资料", sort=30),
)
