"""网址 of this area, and its entries in the side list."""

from django.urls import URLPattern, path

from bancheng.exchange.authority import has_partners
from bancheng.web.basics import is_administrator
from bancheng.web.desk import Reader
from bancheng.web.exchange.cards import card_file
from bancheng.web.exchange.files import sent_file, taken_page
from bancheng.web.exchange.new_partner import new_partner_page
from bancheng.web.exchange.partner import partner_page
from bancheng.web.exchange.partner_settings import partner_settings_page
from bancheng.web.exchange.partners import exchange_page
from bancheng.web.exchange.partners_kept import partners_kept_page
from bancheng.web.exchange.take import take_page
from bancheng.web.side import Entry


def exchanges(reader: Reader) -> bool:
    """Whether this person has somebody to exchange files with."""
    return not reader.is_administrator and has_partners(reader.user, reader.now)


urlpatterns: list[URLPattern] = [
    path("exchange/", exchange_page, name="exchange"),
    path("exchange/take", take_page, name="exchange-take"),
    path("exchange/<int:pk>/", partner_page, name="exchange-partner"),
    path("exchange/<int:pk>/sent/<int:serial>", sent_file, name="exchange-file"),
    path("exchange/<int:pk>/taken/<int:serial>", taken_page, name="exchange-taken"),
    path("partners/", partners_kept_page, name="partners"),
    path("partners/new", new_partner_page, name="partner-new"),
    path("partners/card/<slug:code>", card_file, name="partner-card"),
    path("partners/<int:pk>/", partner_settings_page, name="partner"),
]

SIDE: tuple[Entry, ...] = (
    Entry("交换", "exchange", "exchange", exchanges, "窗口", sort=80),
    Entry("交换对方", "partners", "partners", is_administrator, "设置", sort=70),
)
