"""年度评分: every sheet of a year or quarter, the departments' figures for 评先评优, and fixing."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bancheng.core.calendar import CHINA
from bancheng.core.refusal import Refusal
from bancheng.core.scoring.points import Counted
from bancheng.core.scoring.sheet import Sheet
from bancheng.figures.bands import Share
from bancheng.people import directory
from bancheng.people.unit import Unit
from bancheng.scoring.export_row import ScoreExport
from bancheng.scoring.fixing import fix, fixed_of, may_fix_from
from bancheng.scoring.objecting import units_that_objected
from bancheng.scoring.score_row import Score
from bancheng.scoring.sheets import Scored
from bancheng.web.cites import sources
from bancheng.web.desk import Reader, desk, show
from bancheng.web.figures.words import band_words, share_words
from bancheng.web.scoring.asked import NOW, QUARTERS, Asked, asked_of, rule_of
from bancheng.web.scoring.words import band_of, extra_words, subject_words, total_words
from bancheng.web.words_of_time import clock_words

YEARS = 4
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One subject: its points, its band, how many cases stand behind, whether it objected."""

    name: str
    address: str
    total: str
    extra: str
    band: str
    cases: int
    objected: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """One department's figures; each cell (label, words, address of the cases)."""

    name: str
    cells: tuple[tuple[str, str, str], ...]


@sensitive_post_parameters("reason")
@require_http_methods(["GET", "POST"])
@desk
def scores_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /scores/?centre=…&year=2026&quarter=4&view=now; POST fixes the year."""
    sent = request.POST if request.method == "POST" else request.GET
    asked = asked_of(reader, sent.dict())
    wrong: Refusal | None = None
    if request.method == "POST":
        if not asked.seen.decides:
            raise Http404
        try:
            fix(reader.user, *_place(asked), sent.get("reason", ""), reader.now)
        except Refusal as refusal:
            wrong = refusal
        else:
            messages.success(request, f"{asked.year}年的评分已定稿。以后再打开，分数都和今天一样。")
            codes = urlencode({"centre": asked.seen.centre.code, "year": asked.year})
            answer = redirect(f"{reverse('scores')}?{codes}")
            answer.status_code = 303
            return answer
    context = {**_page(asked, reader), "wrong": wrong, "reason": request.POST.get("reason", "")}
    status = 422 if wrong else 200
    return show(request, reader, "scoring/scores.html", context, at="scores", status=status)


def _place(asked: Asked) -> tuple[str, int]:
    return asked.seen.centre.code, asked.year


def _page(asked: Asked, reader: Reader) -> dict[str, object]:
    scored = asked.scored(reader)
    rule, decides = rule_of(scored), asked.seen.decides
    from_on = may_fix_from(*_place(asked))
    return {
        "asked": asked,
        "centre": asked.seen.centre,
        "scored": scored,
        "rule": rule,
        "source": sources(scored.standard, rule.cites, rule.because) if rule else "",
        "bands": "，".join(f"{band.label} {band.from_} 起" for band in rule.bands) if rule else "",
        "lines": _lines(asked, scored),
        "figures": _figures(asked, scored),
        "years": range(asked.this_year, asked.this_year - YEARS, -1),
        "quarters": [(n, f"第{word}季度") for n, word in enumerate(QUARTERS, 1)],
        "at": _at(asked, reader),
        "changed": asked.score is not None and scored.digest() != asked.score.digest,
        "now": NOW,
        "fixable": decides and asked.open and rule is not None and reader.now >= from_on,
        "fixed": [(_said(one, reader), one.key, why) for one, why in fixed_of(*_place(asked))]
        if asked.seen.whole
        else [],
        "exports": _exports(asked, reader) if decides else [],
    }


def _at(asked: Asked, reader: Reader) -> str:
    at = asked.score.as_at if asked.score else reader.now
    return clock_words(at.astimezone(CHINA), reader.now)


def _said(score: Score, reader: Reader) -> str:
    at, by = score.fixed_at, score.fixed_by
    return f"{clock_words(at.astimezone(CHINA), reader.now)} {directory.name_of(by)}"


def _lines(asked: Asked, scored: Scored) -> list[Line]:
    objected = units_that_objected(*_place(asked))
    return [
        Line(
            subject_words(sheet, directory.unit_name(sheet.unit)),
            sheet_address(asked, sheet),
            total_words(sheet),
            extra_words(sheet),
            band_of(sheet),
            sheet.cases,
            sheet.unit in objected,
        )
        for sheet in scored.sheets
        if asked.seen.sees(sheet.unit)
    ]


def sheet_address(asked: Asked, sheet: Sheet) -> str:
    """Where a sheet is."""
    codes = (asked.seen.centre.code, asked.year, sheet.subject, sheet.unit)
    return reverse("score-sheet", args=codes) + (f"?{asked.address}" if asked.address else "")


def _figures(asked: Asked, scored: Scored) -> list[Figure]:
    units = [unit for unit in scored.units if asked.seen.sees(unit.code)]
    return [Figure(unit.shown, _cells(asked, scored, unit)) for unit in units]


def _cells(asked: Asked, scored: Scored, unit: Unit) -> tuple[tuple[str, str, str], ...]:
    facts = scored.facts
    answers = facts.answers(unit.code)
    good = Share(answers.n - len(answers.hits), answers.n)

    def cell(label: str, measure: str, told: Counted, share: bool = False) -> tuple[str, str, str]:
        n = len(told.hits)
        words = f"{n}/{told.n}" if share and told.n else str(n)
        return label, words, _cases_address(asked, unit.code, measure) if n else ""

    return (
        ("交办", str(facts.n["returned"][unit.code]), ""),
        ("按期答复", share_words(good) if good.n else "", ""),
        ("按期情况", band_words(good), ""),
        cell("超时", "late", answers),
        cell("退单", "returned", facts.cases("returned", unit.code)),
        cell("满意", "satisfied", facts.cases("satisfied", unit.code), share=True),
        cell("不满意", "dissatisfied", facts.cases("dissatisfied", unit.code), share=True),
        cell("重新办理", "reopened", facts.cases("reopened", unit.code)),
        cell("办成", "done", facts.cases("done", unit.code), share=True),
    )


def _cases_address(asked: Asked, unit: str, measure: str) -> str:
    address = reverse("score-cases", args=(asked.seen.centre.code, asked.year, unit, measure))
    return address + (f"?{asked.address}" if asked.address else "")


def _exports(asked: Asked, reader: Reader) -> list[tuple[str, str, str, str]]:
    rows = ScoreExport.objects.filter(centre=asked.seen.centre.code).order_by("-at", "-pk")
    return [
        (
            clock_words(one.at.astimezone(CHINA), reader.now),
            directory.name_of(one.by),
            f"{one.about}，{'定稿' if one.score else '预看'}，{one.kind.upper()}",
            f"第 {one.position} 条，编号 {one.number}",
        )
        for one in rows[:SHOWN]
    ]
