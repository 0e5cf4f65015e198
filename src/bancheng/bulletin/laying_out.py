"""一份通报: sentences, the office's own words, charts and the annex as one report to be set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bancheng.bulletin.authority import rule_of
from bancheng.bulletin.charts import charts
from bancheng.bulletin.frozen import Frozen, frozen
from bancheng.bulletin.issue_row import Issue
from bancheng.bulletin.remarks import Account, remarks_of, typical_of
from bancheng.bulletin.telling import Told, as_at_words, told
from bancheng.bulletin.words import day_words, last_one, period_words, this
from bancheng.casework.surroundings import calendar_of
from bancheng.core.standard.bulletins import Section as Name
from bancheng.figures.naming import names_along
from bancheng.people import seats
from bancheng.typesetting.legible import Legible
from bancheng.typesetting.sheet import Paper, Report, Section, Table

MOST_LATE = 60
ERASED = "（这个案例的内容已依法删除）"
NO_UNIT = "还没有交部门"
MEASURES = (("受理", "accepted"), ("办结", "ended"), ("不予受理", "declined"))
OF_UNITS = (
    ("交办", "placed"),
    ("回复", "answered"),
    ("退单", "returned"),
    ("按期", "met"),
    ("超时已办", "late"),
    ("超时未办", "overdue"),
)


def number_words(issue: Issue) -> str:
    """«2026年第3期»; empty of a draft."""
    if issue.number is None:
        return ""
    return rule_of(issue.centre).number.format(year=issue.year, n=issue.number)


def bulletin_paper(issue: Issue, now: datetime, legible: Legible) -> Paper:
    """The bulletin, made now as it was made before."""
    return laid_out(issue, frozen(issue, now), legible)


def laid_out(issue: Issue, found: Frozen, legible: Legible) -> Paper:
    """The same from figures that were counted already."""
    rule, local = rule_of(issue.centre), calendar_of(issue.centre).local
    day = local(issue.issued_at or issue.as_at).date()
    said, own, cases = told(issue, found), remarks_of(issue), typical_of(issue)
    sections = tuple(
        _section(issue, found, (name, heading), _told(name, said, cases), own, legible)
        for name, heading in rule.sections.items()
    )
    title = legible(rule.title)
    report = Report(
        title=title,
        issuer=legible(seats.unit_by_code(issue.centre).name),
        number=number_words(issue),
        dated=day_words(day),
        subject=f"{period_words(issue.period)}运行情况",
        sections=sections,
        annex=tuple(_legible(table, legible) for table in _annex(issue, found)),
        to=legible("、".join(rule.to)),
        copies=legible("、".join(rule.copies)),
        signed_by=legible(issue.signed_by),
        note=as_at_words(issue),
        draft="" if issue.number else "（草稿，没有印发）",
    )
    return Paper(f"{title}{period_words(issue.period)}", (report,), tuple(legible.lacking))


def _told(name: Name, said: dict[Name, Told], cases: list[Account]) -> Told:
    if name != "cases":
        return said[name]
    if not cases:
        return Told(("本期没有选典型案例。",))
    return Told((), tuple(ERASED if one.erased else one.text for one in cases))


def _section(
    issue: Issue,
    found: Frozen,
    called: tuple[Name, str],
    said: Told,
    own: dict[str, str],
    legible: Legible,
) -> Section:
    name, heading = called
    added = tuple(line for line in own.get(name, "").split("\n") if line.strip())
    return Section(
        heading=legible(heading),
        paragraphs=tuple(map(legible, (*said.paragraphs, *added))),
        charts=tuple(charts(issue, found.figures, name, legible)),
        points=tuple(map(legible, said.points)),
    )


def _annex(issue: Issue, found: Frozen) -> Iterator[Table]:
    yield _of_all(issue, found)
    figures = found.figures
    codes = sorted({code for _, measure in OF_UNITS for code in figures.by("unit", measure)})
    if codes:
        called = names_along("unit", codes, issue.centre)
        lines = tuple(
            (called[code], *(str(figures.n(measure, "unit", code)) for _, measure in OF_UNITS))
            for code in called
        )
        heads = ("部门", *(label for label, _ in OF_UNITS))
        yield Table("各部门办理情况", heads, lines, "按机构次序排列，不排名。")
    if found.late:
        yield _of_late(issue, found)


def _legible(table: Table, legible: Legible) -> Table:
    lines = tuple(tuple(map(legible, line)) for line in table.lines)
    return replace(table, lines=lines)


def _of_all(issue: Issue, found: Frozen) -> Table:
    figures, lines = found.figures, []
    for label, measure in MEASURES:
        n, before = figures.n(measure), found.before.get(measure, 0)
        lines.append((label, str(n), str(before), f"{n - before:+d}" if n != before else "0"))
    more = (
        ("办成", figures.n("done")),
        ("答复按期", figures.n("met")),
        ("答复超时已办", figures.n("late")),
        ("答复超时未办", figures.n("overdue")),
        ("延期", figures.n("extended")),
        ("回访", sum(figures.by("solved", "called_back").values())),
        ("督促、督办（次）", found.reminded),
        ("期末在办", figures.in_hand),
    )
    lines += [(label, str(n), "", "") for label, n in more]
    heads = ("项目（件）", this(issue.period), last_one(issue.period), "增减")
    return Table("主要数字", heads, tuple(lines), "只有受理、办结、不予受理与上期相比。")


def _of_late(issue: Issue, found: Frozen) -> Table:
    called = names_along("unit", {late.unit for late in found.late}, issue.centre) | {"": NO_UNIT}
    lines = tuple(
        (late.case_no, called[late.unit], "超时未办" if late.open else "超时已办")
        for late in found.late[:MOST_LATE]
    )
    more = len(found.late) - MOST_LATE
    note = "按编号排列。" + (f"还有 {more} 项没有列出，可以在统计里点开看。" if more > 0 else "")
    return Table("超时的工单", ("工单编号", "承办单位", "情况"), lines, note)
