"""网址 of this area, and its entries in the side list."""

from django.urls import URLPattern, path

from bancheng.web.enquiries.answer_base import (
    answer_page,
    answers_page,
    decide_answer,
    withdraw_answer,
)
from bancheng.web.enquiries.answer_form import answer_form
from bancheng.web.enquiries.at_counter import works_at_a_counter
from bancheng.web.enquiries.centre_choices import centre_choices_page, settles_something
from bancheng.web.enquiries.enquiry import enquiry_page, register_enquiry, strike_enquiry
from bancheng.web.enquiries.handing_over import hand_over_page
from bancheng.web.enquiries.log import find_enquiries, log_page, suggestions_part
from bancheng.web.enquiries.places import check_place, end_place, place_page, places_page
from bancheng.web.enquiries.slip_page import slip_page, slip_paper
from bancheng.web.side import Entry

urlpatterns: list[URLPattern] = [
    path("enquiries/", log_page, name="enquiries"),
    path("enquiries/find", find_enquiries, name="enquiries-find"),
    path("enquiries/at-hand", suggestions_part, name="enquiries-at-hand"),
    path("enquiries/<slug:uid>/", enquiry_page, name="enquiry"),
    path("enquiries/<slug:uid>/strike", strike_enquiry, name="enquiry-strike"),
    path("enquiries/<slug:uid>/register", register_enquiry, name="enquiry-register"),
    path("answers/", answers_page, name="answers"),
    path("answers/new", answer_form, name="answer-new"),
    path("answers/<slug:uid>/", answer_page, name="answer"),
    path("answers/<slug:uid>/edit", answer_form, name="answer-edit"),
    path("answers/<slug:uid>/decide", decide_answer, name="answer-decide"),
    path("answers/<slug:uid>/withdraw", withdraw_answer, name="answer-withdraw"),
    path("places/", places_page, name="places"),
    path("places/new", place_page, name="place-new"),
    path("places/<slug:entry>/", place_page, name="place"),
    path("places/<slug:entry>/check", check_place, name="place-check"),
    path("places/<slug:entry>/end", end_place, name="place-end"),
    path("hand-over/", hand_over_page, name="hand-over"),
    path("centre-choices/", centre_choices_page, name="centre-choices"),
    path("cases/<str:case_no>/slips/<slug:kind>", slip_page, name="slip"),
    path("cases/<str:case_no>/slips/<slug:kind>/<int:given>", slip_paper, name="slip-paper"),
]

SIDE: tuple[Entry, ...] = (
    Entry("咨询登记", "enquiries", "enquiries", works_at_a_counter, "窗口", sort=10, key="q"),
    Entry("常见答复", "answers", "answers", works_at_a_counter, "窗口", sort=20),
    Entry("去哪里办", "places", "places", works_at_a_counter, "窗口", sort=30),
    Entry("首问交接", "hand-over", "hand-over", works_at_a_counter, "窗口", sort=40),
    Entry("窗口的约定", "centre-choices", "centre-choices", settles_something, "设置", sort=60),
)
