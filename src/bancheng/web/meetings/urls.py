"""网址 of this area, and its entries in the side list."""

from django.urls import URLPattern, path

from bancheng.meetings.body import bodies_of
from bancheng.web.basics import works_on_cases
from bancheng.web.desk import Reader
from bancheng.web.meetings.asked import asked_page
from bancheng.web.meetings.attendance import attendance_page
from bancheng.web.meetings.decide import decide_page
from bancheng.web.meetings.listing import meetings_page
from bancheng.web.meetings.meeting import meeting_page, minutes_page
from bancheng.web.side import Entry

urlpatterns: list[URLPattern] = [
    path("questions/", asked_page, name="questions"),
    path("questions/<str:case_no>", decide_page, name="question"),
    path("meetings/", meetings_page, name="meetings"),
    path("meetings/<int:number>/", meeting_page, name="meeting"),
    path("meetings/<int:number>/attendance", attendance_page, name="attendance"),
    path("meetings/<int:number>/minutes", minutes_page, name="minutes"),
]


def has_part_in_a_body(reader: Reader) -> bool:
    """Whoever decides what is put to a meeting, or writes it down."""
    return works_on_cases(reader) and bool(bodies_of(reader.user, reader.now))


SIDE: tuple[Entry, ...] = (
    Entry("待研究事项", "questions", "questions", has_part_in_a_body, sort=14),
    Entry("会议", "meetings", "meetings", has_part_in_a_body, sort=16),
)
