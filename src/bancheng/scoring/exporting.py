"""导出评分: every subject, indicator and case as rows of a file, on record before it goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from bancheng.core.calendar import CHINA
from bancheng.core.scoring.points import IN_A_POINT, Part
from bancheng.core.scoring.sheet import Sheet
from bancheng.core.standard.scoring import SUBJECTS
from bancheng.journal import read
from bancheng.ledgers.sheet import Column
from bancheng.ledgers.sheet import Sheet as Columns
from bancheng.ledgers.values import Value
from bancheng.ledgers.watermark import Watermark
from bancheng.people import directory
from bancheng.people.user import User
from bancheng.scoring.authority import decider_at
from bancheng.scoring.export_row import ScoreExport
from bancheng.scoring.sheets import Scored

HEADINGS = ("评谁", "级别", "行", "指标", "满分", "件（项）数", "出了问题", "得分（加分）")
MORE_HEADINGS = ("工单编号", "扣（加）了几分", "免予扣分", "档次")
WHOLE, PART, CASE = "合计", "指标", "工单"


@dataclass(frozen=True)
class Mark(Watermark):
    """A score has no name and no phone, so its watermark says nothing of masks."""

    @property
    def line(self) -> str:
        """The first line of the file."""
        at = f"{self.at.astimezone(CHINA):%Y-%m-%d %H:%M}"
        told = (self.title, f"{self.who} {at} 导出", self.conditions, f"截至日志 {self.until}")
        return "　".join((*told, f"导出编号 {self.number}"))


def columns() -> Columns:
    """The columns of the file."""
    headings = (*HEADINGS, *MORE_HEADINGS)
    return Columns(
        "score", "年度评分", tuple(Column("", h, "", "", "text", "") for h in headings), ()
    )


def rows_of(scored: Scored) -> Iterator[tuple[Value, ...]]:
    """What the file holds: each subject, under it its indicators, under each its cases."""
    for sheet in scored.sheets:
        name, level = directory.unit_name(sheet.unit), SUBJECTS[sheet.subject]
        yield _whole(name, level, sheet)
        for part in sheet.parts:
            yield from _part(name, level, part)


def begin(user: User, scored: Scored, about: str, kind: str, now: datetime) -> ScoreExport:
    """Keep that somebody takes it out. Raises NotFound for everybody who may not."""
    decider_at(user, scored.centre, now)
    score = scored.score
    with transaction.atomic():
        return ScoreExport.objects.create(
            number=uuid4().hex[:12],
            by=user.username,
            at=now,
            centre=scored.centre,
            about=about,
            score=score.key if score else "",
            kind=kind,
            position=score.position if score else read.head(scored.centre)[0],
            rows=sum(1 for _ in rows_of(scored)),
        )


def mark_of(user: User, export: ScoreExport) -> Mark:
    """What the file says of itself."""
    return Mark(
        title=f"{directory.unit_name(export.centre)}{export.about}评分",
        who=f"{user.name}（{user.username}）",
        at=export.at,
        conditions="已定稿" if export.score else "预看，还没有定稿",
        until=f"第 {export.position} 条",
        number=export.number,
        revealed=False,
    )


def _whole(name: str, level: str, sheet: Sheet) -> tuple[Value, ...]:
    n = None if not sheet.possible else _points(sheet.got + sheet.extra)
    full = _points(sheet.possible) if sheet.possible else None
    return name, level, WHOLE, "", full, None, sheet.cases, n, "", None, "", sheet.band or "不分档"


def _part(name: str, level: str, part: Part) -> Iterator[tuple[Value, ...]]:
    rule = part.rule
    head = (name, level)
    points: Value = _points(part.points) if part.scored else "件数少，不评"
    yield (*head, PART, rule.label, rule.points, part.n, part.hits, points, "", None, "", "")
    for case in part.cases:
        told = (case.case_no, _points(case.points), "免予扣分" if case.exempt else "", "")
        yield (*head, CASE, rule.label, None, None, case.times, None, *told)


def _points(hundredths: int) -> float:
    return hundredths / IN_A_POINT
