"""网址 of this area, and its entries in the side list."""

from django.urls import URLPattern, path

from bancheng.web.side import Entry
from bancheng.web.workbench.drafts import discard_draft, draft_of_form, draft_page, save_draft

urlpatterns: list[URLPattern] = [
    path("drafts/save", save_draft, name="draft-save"),
    path("drafts/of", draft_of_form, name="draft-of"),
    path("drafts/<slug:name>/", draft_page, name="draft"),
    path("drafts/<slug:name>/discard", discard_draft, name="draft-discard"),
]

SIDE: tuple[Entry, ...] = ()
