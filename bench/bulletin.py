"""A bulletin's PDF and DOCX against what the typesetter and the document library need bare.

The counting stands against empty pages. The floor of the files is typst alone given the finished
data, and the document library alone given the finished report with its pictures; what is measured
writes every sentence from the counted figures, lays the report out and sets it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import count

from django.test import Client
from django.utils import timezone

from bancheng.bulletin.files import site_fonts
from bancheng.bulletin.frozen import counted, frozen
from bancheng.bulletin.issue_row import Issue
from bancheng.bulletin.issuing import begin, count_anew, period_of
from bancheng.bulletin.laying_out import laid_out
from bancheng.typesetting.chart_picture import picture
from bancheng.typesetting.docx import docx
from bancheng.typesetting.legible import Legible
from bancheng.typesetting.pdf import as_json, set_paper
from bancheng.typesetting.sheet import Paper
from bench.figure import Figure
from bench.timing import in_turn
from tests.casework.hall import Hall

ALLOWED = 2.0
COUNTING_ALLOWED = 10.0
ROUNDS = 15


def figures(hall: Hall) -> Iterator[Figure]:
    """This month's bulletin as both files."""
    now = timezone.now()
    jiang = hall.people["jiang"]
    draft = begin(jiang, "hall", period_of("month", now.date()), now)
    issue = count_anew(jiang, draft.key, now)
    later = now + timedelta(minutes=5)
    fonts, fresh, found = site_fonts(), count(), frozen(issue, later)
    client = Client(headers={"host": "localhost"})

    def drawn() -> Paper:
        return laid_out(issue, found, Legible(fonts))

    told = as_json(drawn(), fonts)

    def set_once(json: str) -> None:
        """A paper nobody set before: the typesetter remembers what it has set."""
        set_paper(json.replace("2026", f"{2026 + next(fresh)}"), fonts, now)

    paper = drawn()
    works: dict[str, Callable[[], object]] = {
        "empty": lambda: client.get("/empty"),
        "first": lambda: counted(issue, later),
        "counted": lambda: frozen(issue, later),
        "typst": lambda: set_once(told),
        "pdf": lambda: set_once(as_json(drawn(), fonts)),
        "bare": lambda: _written(paper, now),
        "docx": lambda: _written(drawn(), now),
    }
    in_turn(works, rounds=2)
    taken = in_turn(works, ROUNDS)
    yield Figure("通报第一次取数", taken["first"], "空白页", taken["empty"], COUNTING_ALLOWED)
    yield Figure("通报再次取数（日志没有新条目）", taken["counted"], "空白页", taken["empty"])
    what = "通报成文、排成 PDF/A"
    yield Figure(what, taken["pdf"], "typst 排同样的页", taken["typst"], ALLOWED)
    what = "通报成文、写成 DOCX"
    yield Figure(what, taken["docx"], "python-docx 写同样的内容，连同转图", taken["bare"], ALLOWED)
    _swept(issue)


def _written(paper: Paper, at: datetime) -> bytes:
    """Pictures included, which a draft looked at again would find ready."""
    picture.cache_clear()
    return docx(paper, at)


def _swept(issue: Issue) -> None:
    Issue.objects.filter(pk=issue.pk).delete()
