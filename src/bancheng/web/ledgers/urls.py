"""网址 of this area, and its entry in the side list."""

from django.urls import URLPattern, path

from bancheng.web.ledgers.export import export_ledger
from bancheng.web.ledgers.exports import exports_page
from bancheng.web.ledgers.importing import import_page, plan_page
from bancheng.web.ledgers.ledger import ledger_page
from bancheng.web.ledgers.which import keeps_ledgers
from bancheng.web.side import Entry

urlpatterns: list[URLPattern] = [
    path("ledgers/", ledger_page, name="ledgers"),
    path("ledgers/exports/", exports_page, name="ledger-exports"),
    path("ledgers/import/", import_page, name="ledger-import"),
    path("ledgers/import/<slug:upload>/", plan_page, name="ledger-plan"),
    path("ledgers/<slug:name>/", ledger_page, name="ledger"),
    path("ledgers/<slug:name>/export", export_ledger, name="ledger-export"),
]

SIDE: tuple[Entry, ...] = (Entry("台账", "ledgers", "ledgers", keeps_ledgers, sort=40),)
