"""网址 of this area, and its entries in the side list."""

from django.urls import URLPattern, path

from bancheng.web.papers.blank_form import blank_form
from bancheng.web.papers.case_papers import paper_file, papers_page, take_paper
from bancheng.web.papers.meeting_minutes import meeting_minutes
from bancheng.web.papers.poster import poster_page
from bancheng.web.papers.together import together_file, together_page
from bancheng.web.side import Entry

urlpatterns: list[URLPattern] = [
    path("cases/<str:case_no>/papers/", papers_page, name="papers"),
    path("cases/<str:case_no>/papers/take", take_paper, name="paper-take"),
    path("cases/<str:case_no>/papers/<int:taken>", paper_file, name="paper-file"),
    path("papers/meeting/<int:number>", meeting_minutes, name="minutes-file"),
    path("papers/poster/<int:window>", poster_page, name="poster"),
    path("papers/together", together_page, name="papers-together"),
    path("papers/together/<slug:batch>", together_file, name="papers-file"),
    path(
        "papers/blank/<slug:standard_id>/<str:edition>/<slug:form>", blank_form, name="blank-form"
    ),
]

SIDE: tuple[Entry, ...] = ()
