"""网址 of this area, and its entries in the side list."""

from django.urls import URLPattern, path

from bancheng.web.basics import works_on_cases
from bancheng.web.desk import Reader
from bancheng.web.rota.again import again_page
from bancheng.web.rota.away import away_page
from bancheng.web.rota.away_new import away_new_page
from bancheng.web.rota.away_one import away_one_page
from bancheng.web.rota.board import rota_page, rota_sheet
from bancheng.web.rota.colleague import colleague_page
from bancheng.web.rota.day import day_page
from bancheng.web.rota.handing_over import (
    hands_over,
    note_new_page,
    note_page,
    note_take,
    notes_page,
)
from bancheng.web.rota.leader_day import leader_day_page
from bancheng.web.rota.leaders import leaders_page
from bancheng.web.rota.leaving import leaving_page
from bancheng.web.rota.plan import plan_page
from bancheng.web.rota.roster import roster_page
from bancheng.web.rota.rules import rule_new_page, rule_page, rules_page
from bancheng.web.rota.sign import sign_page
from bancheng.web.side import Entry

urlpatterns: list[URLPattern] = [
    path("rota/", rota_page, name="rota"),
    path("rota/sheet", rota_sheet, name="rota-sheet"),
    path("rota/plan", plan_page, name="rota-plan"),
    path("rota/again", again_page, name="rota-again"),
    path("rota/sign/<int:window>", sign_page, name="window-sign"),
    path("rota/<int:window>/<str:day>", day_page, name="rota-day"),
    path("away/", away_page, name="away"),
    path("away/new", away_new_page, name="away-new"),
    path("away/<int:key>/", away_one_page, name="away-one"),
    path("handover/", notes_page, name="handover"),
    path("handover/new/<int:window>", note_new_page, name="handover-new"),
    path("handover/<int:key>/", note_page, name="handover-note"),
    path("handover/<int:key>/take", note_take, name="handover-take"),
    path("leader-days/", leaders_page, name="leader-days"),
    path("leader-days/<int:key>/", leader_day_page, name="leader-day"),
    path("roster/", roster_page, name="roster"),
    path("roster/<str:username>/", colleague_page, name="colleague"),
    path("roster/<str:username>/leaving", leaving_page, name="leaving"),
    path("rules/", rules_page, name="rules"),
    path("rules/new", rule_new_page, name="rule-new"),
    path("rules/<int:key>/", rule_page, name="rule"),
]


def has_a_hall(reader: Reader) -> bool:
    """Whoever has a part in a hall, or looks after one."""
    return works_on_cases(reader) or reader.is_administrator


SIDE: tuple[Entry, ...] = (
    Entry("值班表", "rota", "rota", has_a_hall, "窗口", sort=10),
    Entry("交接班", "handover", "handover", hands_over, "窗口", sort=20),
    Entry("人员和制度", "roster", "roster", has_a_hall, "资料", sort=20),
)
