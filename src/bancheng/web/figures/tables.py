"""表: the figures of a page as tables, each cell with the address of the cases behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from bancheng.figures.bands import BANDS, Share
from bancheng.figures.figures import Figures
from bancheng.figures.naming import names_along
from bancheng.web.figures.asked import Asked, quoted
from bancheng.web.figures.words import band_words, middle_words, share_words

MOST = 15
BY_NUMBER = frozenset({"item", "cause"})
"""Axes too long for the order of a list: the most frequent come first. Never units or people."""


class Cell(NamedTuple):
    """A number and the address of its cases; words where it is no number of cases (n None)."""

    label: str
    n: int | None
    address: str = ""
    words: str = ""


class Line(NamedTuple):
    """One line of a table."""

    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """``more``: lines that were left out."""

    title: str
    first: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    more: int = 0
    note: str = ""


@dataclass(frozen=True)
class Drawn:
    """What tables are drawn from."""

    figures: Figures
    asked: Asked

    def cell(self, label: str, measure: str, axis: str = "all", code: str = "") -> Cell:
        """One figure."""
        n = self.figures.n(measure, axis, code)
        return Cell(label, n, self.behind(measure, axis, code) if n else "")

    def behind(self, measure: str, axis: str = "all", code: str = "") -> str:
        """The address of the cases behind one figure."""
        return f"{self.base}&measure={measure}&axis={quoted(axis)}&code={quoted(code)}"

    @cached_property
    def base(self) -> str:
        """What all these addresses begin with."""
        return self.asked.address()

    def codes(self, axis: str, measures: Iterable[str]) -> list[str]:
        """The codes an axis has figures of."""
        return sorted({code for measure in measures for code in self.figures.by(axis, measure)})


def of_cases(drawn: Drawn, axis: str, title: str, first: str) -> Table:
    """Accepted, ended and done along one axis."""
    codes = drawn.codes(axis, ("accepted", "ended"))
    more = max(0, len(codes) - MOST)
    if axis in BY_NUMBER:
        codes = sorted(codes, key=lambda c: -drawn.figures.n("accepted", axis, c))[:MOST]
    names = names_along(axis, codes, drawn.asked.centre)
    order = codes if axis in BY_NUMBER else list(names)
    lines = tuple(
        Line(
            names[code],
            (
                drawn.cell("受理", "accepted", axis, code),
                drawn.cell("办结", "ended", axis, code),
                drawn.cell("办成", "done", axis, code),
                _words("办成的比例", drawn.figures.share_done(axis, code)),
            ),
        )
        for code in order[:MOST]
    )
    heads = ("受理", "办结", "办成", "办成的比例")
    return Table(title, first, heads, lines, more)


def of_one_measure(drawn: Drawn, axis: str, measure: str, title: str, first: str) -> Table:
    """One measure along one axis."""
    names = names_along(axis, drawn.codes(axis, (measure,)), drawn.asked.centre)
    lines = tuple(
        Line(name, (drawn.cell("件", measure, axis, code),)) for code, name in names.items()
    )
    return Table(title, first, ("件",), lines)


def of_departments(drawn: Drawn) -> Table:
    """What lay with whom, in the order of the tree; bands and intervals, never a rank."""
    figures = drawn.figures
    measures = ("placed", "answered", "returned", "met", "late", "overdue")
    names = names_along("unit", drawn.codes("unit", measures), drawn.asked.centre)
    lines = []
    for code, name in names.items():
        share = figures.share_in_time("unit", code)
        cells = [
            drawn.cell(label, measure, "unit", code)
            for label, measure in (("交办", "placed"), ("回复", "answered"), ("退单", "returned"))
        ]
        cells.append(_words("按期", share))
        cells.append(Cell("按期情况", None, words=band_words(share)))
        cells.append(drawn.cell("超时已办", "late", "unit", code))
        cells.append(drawn.cell("超时未办", "overdue", "unit", code))
        stays = figures.by(f"stay {code}", "answered")
        cells.append(Cell("在手时间，居中的", None, words=middle_words(stays)))
        lines.append(Line(name, tuple(cells)))
    heads = ("交办", "回复", "退单", "按期", "按期情况", "超时已办", "超时未办", "在手时间，居中的")
    note = "按机构表排列，不排名。件数少的不算比例；“可能在”是 95% 的把握。"
    return Table("按部门", "部门", heads, tuple(lines), note=note)


def of_rules(drawn: Drawn) -> Table:
    """Every limit that fell due: met, late, put off."""
    measures = (
        ("按期", "met"),
        ("超时已办", "late"),
        ("超时未办", "overdue"),
        ("延期", "extended"),
    )
    codes = drawn.codes("rule", (*(measure for _, measure in measures), "owed"))
    names = names_along("rule", codes, drawn.asked.centre)
    lines = tuple(
        Line(
            name,
            (
                *(drawn.cell(label, measure, "rule", code) for label, measure in measures),
                drawn.cell("还没到期", "owed", "rule", code),
                _words("按期的比例", drawn.figures.share_in_time("rule", code)),
            ),
        )
        for code, name in names.items()
    )
    heads = (*(label for label, _ in measures), "还没到期", "按期的比例")
    note = "按到期的日子算在这几天里的。还没到期的不算进比例。"
    return Table("应办的事和时限", "应办的事", heads, lines, note=note)


PHASES: Sequence[tuple[str, str]] = (
    ("time_intake", "登记到受理（窗口）"),
    ("time_assignment", "受理到交办（窗口、办公室）"),
    ("time_handling", "交办到回复（部门）"),
    ("time_telling", "回复到办结（窗口）"),
    ("time_all", "从登记到办结"),
)


def of_times(drawn: Drawn) -> Table:
    """With whom the time went, of the cases that ended, in bands of natural time."""
    used = [code for code in BANDS if any(drawn.figures.n("ended", a, code) for a, _ in PHASES)]
    lines = tuple(
        Line(
            name,
            (
                *(drawn.cell(BANDS[code][1], "ended", axis, code) for code in used),
                Cell("居中的", None, words=middle_words(drawn.figures.by(axis, "ended"))),
            ),
        )
        for axis, name in PHASES
        if drawn.figures.by(axis, "ended")
    )
    heads = (*(BANDS[code][1] for code in used), "居中的")
    note = "这几天办结的工单，夜里和休息日也算在内。重新办理过的，各次加在一起。"
    return Table("时间花在哪里", "哪一段", heads, lines, note=note)


AGAIN: Sequence[tuple[str, str]] = (
    ("person", "一年内来反映过的人又来"),
    ("matter", "其中为同一个事项"),
    ("reopened", "办结后重新办理"),
    ("returned", "被部门退过单"),
)


def of_repeats(drawn: Drawn) -> Table:
    """Who came again, what was taken up again, what bounced."""
    lines = [Line(name, (drawn.cell("件", "accepted", "again", code),)) for code, name in AGAIN]
    lines.append(Line("并入别的工单", (drawn.cell("件", "ended", "outcome", "merged"),)))
    note = "按电话认人，没有留电话的认不出来。作风投诉不参加比对。"
    return Table("重复反映和退单", "情况", ("件",), tuple(lines), note=note)


def _words(label: str, share: Share) -> Cell:
    return Cell(label, None, words=share_words(share) if share.n else "")
