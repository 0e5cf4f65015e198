"""堵点的话: title and proposal of block points as they were said by a moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bancheng.improvement import kept_texts
from bancheng.improvement.kept_texts import ERASED
from bancheng.improvement.point_row import Point, PointStep

SAYING = ("proposed", "revised")
LONGEST = 200


def point_words(points: Sequence[Point], moment: datetime) -> dict[int, tuple[str, str]]:
    """Title and proposal by point; what was erased since says so."""
    found: dict[int, tuple[str, str]] = {point.pk: (ERASED, "") for point in points}
    for centre in sorted({point.centre for point in points}):
        here = [point.pk for point in points if point.centre == centre]
        steps = PointStep.objects.filter(point__in=here, kind__in=SAYING, at__lte=moment)
        rows = list(steps.order_by("pk"))
        for row, said in zip(rows, kept_texts.opened(rows, centre), strict=True):
            title, proposal = said.get("title", ERASED), said.get("proposal", "")
            found[row.point_id] = (title, _short(proposal))
    return found


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else f"{plain[:LONGEST]}……"
