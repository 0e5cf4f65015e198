"""统计: a centre's figures for some days, as they stand or as they were known at a past moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.core.calendar import CHINA
from bancheng.figures.behind import IN_HAND
from bancheng.figures.figures import compared
from bancheng.figures.period import Period
from bancheng.web.desk import Reader, desk, show
from bancheng.web.figures import tables
from bancheng.web.figures.asked import MINUTE, Asked, asked_of
from bancheng.web.figures.authority import oversees
from bancheng.web.figures.chart import LIMITS
from bancheng.web.figures.table_html import table_html
from bancheng.web.figures.tables import Cell, Drawn, Line, Table
from bancheng.web.figures.trend import trend
from bancheng.web.figures.words import change_words, period_words, share_words
from bancheng.web.words_of_time import clock_words


@dataclass(frozen=True, slots=True)
class Head:
    """One of the figures above: what it is, the number, its cases, and what to know with it."""

    label: str
    n: int
    address: str
    told: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A table as a template takes it; ``html`` is empty where it has no line."""

    title: str
    html: str


def shown(table: Table) -> Shown:
    """Drawn at once."""
    return Shown(table.title, table_html(table) if table.lines else "")


@require_safe
@desk
def figures_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /figures/?centre=…&from=…&to=…&as_at=…"""
    asked = asked_of(request.GET, reader)
    figures, before = compared(asked.centre, asked.period, reader.user, asked.as_at, reader.now)
    drawn = Drawn(figures, asked)
    at = asked.as_at.astimezone(CHINA) if asked.as_at else reader.now
    context = {
        "asked": asked,
        "title": period_words(asked.period),
        "as_at_given": asked.as_at.astimezone(CHINA).strftime(MINUTE) if asked.as_at else "",
        "at": clock_words(at, reader.now),
        "figures": figures,
        "heads": _heads(drawn, before),
        "trend": shown(_trend_table(drawn)),
        "outcome": shown(tables.of_one_measure(drawn, "outcome", "ended", "办结的结局", "结局")),
        "times": shown(tables.of_times(drawn)),
        "departments": shown(tables.of_departments(drawn)),
        "fell_due": bool(drawn.codes("unit", LIMITS.values())),
        "rules": shown(tables.of_rules(drawn)),
        "more": [shown(table) for table in _more(drawn)],
        "address": asked.address(),
        "oversees": oversees(reader, asked.centre),
    }
    return show(request, reader, "figures/figures.html", context, at="figures")


def _heads(drawn: Drawn, before: Mapping[str, int]) -> list[Head]:
    figures, asked = drawn.figures, drawn.asked
    done, met = figures.share_done(), figures.share_in_time()
    return [
        _head(
            drawn,
            "受理",
            "accepted",
            change_words(figures.n("accepted"), before.get("accepted", 0)),
        ),
        _head(drawn, "办结", "ended", change_words(figures.n("ended"), before.get("ended", 0))),
        _head(drawn, "从“办不成”到“办成”", "done", f"办结的 {share_words(done)}" if done.n else ""),
        Head(
            "期末还在办",
            figures.in_hand,
            asked.address(measure=IN_HAND) if figures.in_hand else "",
            f"期初 {figures.in_hand_before}",
        ),
        _head(
            drawn,
            "不予受理",
            "declined",
            change_words(figures.n("declined"), before.get("declined", 0)),
        ),
        Head(
            "按期答复",
            met.k,
            drawn.behind("met") if met.k else "",
            f"到期的 {share_words(met)}" if met.n else "没有到期的",
        ),
        _late(drawn, "超时已办", "late"),
        _late(drawn, "超时未办", "overdue"),
    ]


def _late(drawn: Drawn, label: str, measure: str) -> Head:
    n = drawn.figures.n(measure)
    told = "答复超过了时限" if n else "没有"
    return Head(label, n, drawn.behind(measure) if n else "", told, "late" if n else "")


def _head(drawn: Drawn, label: str, measure: str, told: str) -> Head:
    n = drawn.figures.n(measure)
    return Head(label, n, drawn.behind(measure) if n else "", told)


def _trend_table(drawn: Drawn) -> Table:
    lines = tuple(
        Line(
            step.label,
            (
                _of_step(drawn.asked, step.period, "受理", "accepted", step.accepted),
                _of_step(drawn.asked, step.period, "办结", "ended", step.ended),
            ),
        )
        for step in trend(drawn.figures)
        if step.accepted or step.ended
    )
    return Table("受理和办结", "时间", ("受理", "办结"), lines)


def _of_step(asked: Asked, period: Period, label: str, measure: str, n: int) -> Cell:
    if not n:
        return Cell(label, n)
    return Cell(
        label, n, replace(asked, period=period).address(measure=measure, axis="all", code="")
    )


def _more(drawn: Drawn) -> list[Table]:
    """What stands below, in the order of a report; nothing empty."""
    found = [
        tables.of_one_measure(drawn, "late_by", "late", "答复超时的，超了多久", "超时"),
        tables.of_cases(drawn, "ground", "按受理情形", "情形"),
        tables.of_cases(drawn, "kind", "按类别", "类别"),
        tables.of_cases(drawn, "channel", "按来源", "来源"),
        tables.of_cases(drawn, "way", "按办理办法", "办法"),
        tables.of_cases(drawn, "lead", "按牵头部门", "部门"),
        tables.of_cases(drawn, "item", "按事项", "事项"),
        tables.of_cases(drawn, "cause", "按原因", "原因"),
        tables.of_one_measure(drawn, "refusal", "declined", "不予受理的理由", "理由"),
        tables.of_one_measure(drawn, "solved", "called_back", "回访：解决没有", "回答"),
        tables.of_one_measure(drawn, "satisfaction", "called_back", "回访：满意不满意", "评价"),
        tables.of_repeats(drawn),
    ]
    return [table for table in found if table.lines and _says_something(table)]


def _says_something(table: Table) -> bool:
    return any(cell.n or cell.words for line in table.lines for cell in line.cells)
