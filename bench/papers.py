"""Papers against the typesetter's bare time for the same page, in the same run.

The floor is typst alone, given the finished data; what is measured reads the case through the read
door, folds its journal, fills every cell, fits it and sets it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

from django.utils import timezone

from bancheng.casework.case_row import CaseRow
from bancheng.casework.look import look
from bancheng.papers import taking
from bancheng.papers.form_sheet import form_paper
from bancheng.papers.taken_row import PaperTaken
from bancheng.typesetting.docx import docx
from bancheng.typesetting.legible import Legible
from bancheng.typesetting.pdf import as_json, pdf, set_paper
from bancheng.typesetting.sheet import Paper, together
from bench.figure import Figure
from bench.hall import command
from bench.timing import in_turn
from tests.casework.hall import Hall

ALLOWED = 1.5
ROUNDS = 40
MANY = 1000


def figures(hall: Hall, case_no: str) -> Iterator[Figure]:
    """One form, its DOCX, and a thousand forms in one file."""
    fonts, chen = taking.site_fonts(), hall.people["chen"]
    name = next(iter(look(chen, case_no, timezone.now()).standard.forms))

    def drawn(number: str) -> Paper:
        found = look(chen, number, timezone.now())
        return form_paper(found, name, Legible(fonts), masked=False)

    paper = drawn(case_no)
    fresh = count()

    def once(told: str) -> Callable[[], object]:
        """A page nobody set before: the typesetter remembers what it has set, a window's day is
        one new case after another. Floor and form get another number each time alike."""
        return lambda: set_paper(told.replace(case_no, f"{case_no}{next(fresh)}"), fonts, now)

    def form() -> None:
        told = as_json(drawn(case_no), fonts)
        set_paper(told.replace(case_no, f"{case_no}{next(fresh)}"), fonts, now)

    now = timezone.now()
    works = {"bare": once(as_json(paper, fonts)), "form": form, "docx": lambda: docx(paper, now)}
    in_turn(works, rounds=3)
    taken = in_turn(works, ROUNDS)
    yield Figure(
        "登记表 PDF/A（从读工单起）", taken["form"], "typst 排同一页", taken["bare"], ALLOWED
    )
    yield Figure("登记表 DOCX", taken["docx"], "typst 排同一页", taken["bare"])
    known = list(CaseRow.objects.order_by("pk").values_list("case_no", flat=True)[:MANY])
    numbers = (known * (MANY // len(known) + 1))[:MANY]
    told = as_json(together("表", (drawn(number) for number in numbers)), fonts)

    def thousand() -> bytes:
        return pdf(together("表", (drawn(number) for number in numbers)), fonts, timezone.now())

    many = in_turn({"bare": lambda: set_paper(told, fonts, now), "all": thousand}, rounds=2)
    what = f"{MANY} 张登记表合成一个 PDF"
    yield Figure(what, many["all"], "typst 排同样的页", many["bare"])
    yield _taking(hall, case_no, f"form-{name}")


def _taking(hall: Hall, case_no: str, paper: str) -> Figure:
    """The whole of a clerk's taking: offered, recorded, revealed, drawn."""
    chen = hall.people["chen"]

    def take() -> None:
        now = timezone.now()
        found = look(chen, case_no, now)
        row = taking.take(chen, found, paper, "pdf", command(), whole=True)
        taking.file_of(chen, row, now)

    def read() -> None:
        look(chen, case_no, timezone.now())

    taken = in_turn({"take": take, "read": read}, rounds=20)
    assert PaperTaken.objects.exists()
    return Figure("打印一张（记录并排版）", taken["take"], "读一件工单", taken["read"])
