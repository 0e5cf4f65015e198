"""A bulletin over a hundred thousand cases: its counting against empty pages, its PDF and DOCX
against what the typesetter and the document library need bare.

The floor of the files is typst alone given the finished data, and the document library alone given
the finished report with its pictures; what is measured writes every sentence from the counted
figures, lays the report out and sets it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import count
from time import perf_counter

from django.test import Client
from django.utils import timezone

from bancheng.bulletin.files import site_fonts
from bancheng.bulletin.frozen import counted, frozen
from bancheng.bulletin.issue_row import Issue
from bancheng.bulletin.issuing import begin, count_anew, period_of
from bancheng.bulletin.laying_out import laid_out
from bancheng.figures import catching_up, keeping
from bancheng.figures.kept_row import Kept
from bancheng.figures.period import months_on
from bancheng.typesetting.chart_picture import picture
from bancheng.typesetting.docx import docx
from bancheng.typesetting.legible import Legible
from bancheng.typesetting.pdf import as_json, set_paper
from bancheng.typesetting.sheet import Paper
from bench.figure import Figure
from bench.timing import in_turn
from tests.casework.hall import PASSWORD, Hall

ALLOWED = 2.0
COUNTING_ALLOWED = 10.0
ROUNDS = 15


def figures(hall: Hall) -> Iterator[Figure]:
    """Last month's bulletin as the office draws it up: counted, shown, as both files."""
    now, jiang = timezone.now(), hall.people["jiang"]
    catching_up.run(now)
    keeping.run(now)  # the clock has done so since the month began
    today = timezone.localdate(now)
    last = begin(jiang, "hall", period_of("month", months_on(today, -1)), now)
    this = begin(jiang, "hall", period_of("month", today), now)
    client = Client(headers={"host": "localhost"})
    client.post("/sign-in", {"username": "jiang", "password": PASSWORD})

    def page(address: str) -> Callable[[], None]:
        def get() -> None:
            assert client.get(address).status_code == 200, address

        return get

    def anew() -> None:
        """The button: fixed at this moment, counted and shown."""
        at = timezone.now()
        issue = count_anew(jiang, this.key, at)
        assert counted(issue, at).figures.n("accepted")

    def first() -> None:
        Kept.objects.all().delete()
        counted(last, now)

    works: dict[str, Callable[[], object]] = {
        "empty": page("/empty"),
        "ready": lambda: counted(last, now),
        "anew": anew,
        "page": page(f"/bulletins/{last.key}/"),
    }
    in_turn(works, rounds=3)
    taken = in_turn(works, ROUNDS)
    months = "通报取数：上月，按月末所知（时钟已备好数）", "通报取数：本月，按此刻所知重新取"
    for name, what in zip(("ready", "anew"), months, strict=True):
        yield Figure(what, taken[name], "空白页", taken["empty"], COUNTING_ALLOWED)
    yield Figure("通报的页（再次打开）", taken["page"], "空白页", taken["empty"])
    unready = in_turn({"empty": page("/empty"), "first": first}, rounds=5)
    what = "通报取数：上月，按月末所知，没有备好"
    yield Figure(what, unready["first"], "空白页", unready["empty"])
    yield _a_year(hall, now, taken["empty"])
    yield from _files(last, now)
    Issue.objects.filter(pk__in=(last.pk, this.pk)).delete()


def _a_year(hall: Hall, now: datetime, empty: float) -> Figure:
    """Last year as it was known at its end, of which nothing is ready: once."""
    jiang, year = hall.people["jiang"], timezone.localdate(now).replace(month=1, day=1)
    issue = begin(jiang, "hall", period_of("year", months_on(year, -12)), now)
    Kept.objects.all().delete()
    begun = perf_counter()
    counted(issue, now)
    spent = perf_counter() - begun
    issue.delete()
    return Figure("通报取数：去年全年，按年末所知，没有备好", spent, "空白页", empty)


def _files(issue: Issue, now: datetime) -> Iterator[Figure]:
    fonts, fresh, found = site_fonts(), count(), frozen(issue, now + timedelta(minutes=5))

    def drawn() -> Paper:
        return laid_out(issue, found, Legible(fonts))

    told = as_json(drawn(), fonts)

    def set_once(json: str) -> None:
        """A paper nobody set before: the typesetter remembers what it has set."""
        set_paper(json.replace("2026", f"{2026 + next(fresh)}"), fonts, now)

    paper = drawn()
    works: dict[str, Callable[[], object]] = {
        "typst": lambda: set_once(told),
        "pdf": lambda: set_once(as_json(drawn(), fonts)),
        "bare": lambda: _written(paper, now),
        "docx": lambda: _written(drawn(), now),
    }
    in_turn(works, rounds=2)
    taken = in_turn(works, ROUNDS)
    what = "通报成文、排成 PDF/A"
    yield Figure(what, taken["pdf"], "typst 排同样的页", taken["typst"], ALLOWED)
    what = "通报成文、写成 DOCX"
    yield Figure(what, taken["docx"], "python-docx 写同样的内容，连同转图", taken["bare"], ALLOWED)


def _written(paper: Paper, at: datetime) -> bytes:
    """Pictures included, which a draft looked at again would find ready."""
    picture.cache_clear()
    return docx(paper, at)
