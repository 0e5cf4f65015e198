"""网址 of this area, and its entry in the side list."""

from django.urls import URLPattern, path

from bancheng.scoring.authority import sees_any
from bancheng.web.desk import Reader
from bancheng.web.scoring.cases import score_cases_page
from bancheng.web.scoring.exempt import score_exempt_page
from bancheng.web.scoring.export import score_export
from bancheng.web.scoring.scores import scores_page
from bancheng.web.scoring.sheet import score_sheet_page
from bancheng.web.side import Entry


def sees(reader: Reader) -> bool:
    """Whether this person sees a score of any centre or department."""
    return sees_any(reader.user, reader.now)


OF_YEAR = "scores/<slug:code>/<int:year>"
urlpatterns: list[URLPattern] = [
    path("scores/", scores_page, name="scores"),
    path(f"{OF_YEAR}/export", score_export, name="score-export"),
    path(f"{OF_YEAR}/exempt", score_exempt_page, name="score-exempt"),
    path(f"{OF_YEAR}/cases/<slug:unit>/<slug:measure>", score_cases_page, name="score-cases"),
    path(f"{OF_YEAR}/<slug:subject>/<slug:unit>/", score_sheet_page, name="score-sheet"),
]

SIDE: tuple[Entry, ...] = (Entry("年度评分", "scores", "scores", sees, "监督", sort=57),)
