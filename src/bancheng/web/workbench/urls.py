"""网址 of this area, and its entries in the side list."""

from django.urls import URLPattern, path

from bancheng.web.side import Entry
from bancheng.web.workbench.appearance import appearance_page
from bancheng.web.workbench.drafts import discard_draft, draft_of_form, draft_page, save_draft
from bancheng.web.workbench.help import help_page
from bancheng.web.workbench.presence import present
from bancheng.web.workbench.ready_texts import (
    end_ready_text,
    has_ready_texts,
    ready_texts_at_hand,
    ready_texts_page,
)

urlpatterns: list[URLPattern] = [
    path("appearance/", appearance_page, name="appearance"),
    path("help/<slug:at>", help_page, name="page-help"),
    path("cases/<str:case_no>/present", present, name="present"),
    path("drafts/save", save_draft, name="draft-save"),
    path("drafts/of", draft_of_form, name="draft-of"),
    path("drafts/<slug:name>/", draft_page, name="draft"),
    path("drafts/<slug:name>/discard", discard_draft, name="draft-discard"),
    path("ready-texts/", ready_texts_page, name="ready-texts"),
    path("ready-texts/at-hand", ready_texts_at_hand, name="ready-texts-at-hand"),
    path("ready-texts/<slug:entry>/end", end_ready_text, name="ready-text-end"),
]

SIDE: tuple[Entry, ...] = (
    Entry("常用语", "ready-texts", "ready-texts", has_ready_texts, "资料", sort=40),
)
