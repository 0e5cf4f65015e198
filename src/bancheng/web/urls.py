"""网址: nouns, or the name of the act. Every area of pages brings its own."""

from django.urls import URLPattern, path

from bancheng.web.act import act_fields, act_page
from bancheng.web.act_suggested import act_suggested
from bancheng.web.areas import AREAS
from bancheng.web.case import case_page
from bancheng.web.duties import duties_board, duties_page
from bancheng.web.lists.cases import cases_page
from bancheng.web.overview import overview_page
from bancheng.web.register import earlier_cases, register_hints, register_page
from bancheng.web.register_alike import alike_cases, own_suggestions
from bancheng.web.reveal import reveal_page
from bancheng.web.setup import setup_page, standard_page
from bancheng.web.signing_in import password_page, sign_in_page, sign_out_page

urlpatterns: list[URLPattern] = [
    path("", duties_page, name="duties"),
    path("duties/board", duties_board, name="duties-board"),
    path("sign-in", sign_in_page, name="sign-in"),
    path("sign-out", sign_out_page, name="sign-out"),
    path("password", password_page, name="password"),
    path("register/", register_page, name="register"),
    path("register/hints", register_hints, name="register-hints"),
    path("register/earlier", earlier_cases, name="register-earlier"),
    path("register/alike", alike_cases, name="register-alike"),
    path("register/suggestions", own_suggestions, name="register-suggestions"),
    path("cases/", cases_page, name="search"),
    path("cases/<str:case_no>/", case_page, name="case"),
    # before the acts of a case, whose addresses have a place for any name
    *(pattern for area in AREAS for pattern in area.urlpatterns),
    path("cases/<str:case_no>/reveal/<slug:field>", reveal_page, name="reveal"),
    path("cases/<str:case_no>/<slug:act>", act_page, name="act"),
    path("cases/<str:case_no>/<slug:act>/fields", act_fields, name="act-fields"),
    path("cases/<str:case_no>/<slug:act>/suggested", act_suggested, name="act-suggested"),
    path("standard/", setup_page, name="setup"),
    path("standard/<slug:standard_id>/<str:edition>", standard_page, name="standard"),
    path("overview/", overview_page, name="overview"),
]
