"""挂墙的流程图: the same picture as one sheet, A3 for the wall or A4 for the hand."""

from __future__ import annotations

from dataclasses import replace

from bancheng.core.standard.standard import Standard
from bancheng.typesetting.legible import Legible
from bancheng.typesetting.sheet import Size
from bancheng.typesetting.wall_chart import ChartBox, ChartLane, ChartLine, WallChart, Words
from bancheng.web.flowchart.picture import SIZES as LETTERS
from bancheng.web.flowchart.picture import Picture, Written
from bancheng.web.flowchart.words import OWN_WORDS

SIZES: tuple[Size, ...] = ("A3", "A4")


def chart_sheet(standard: Standard, picture: Picture, legible: Legible, size: Size) -> WallChart:
    """The sheet of a standard's flowchart."""

    def words(lines: tuple[Written, ...]) -> tuple[Words, ...]:
        return tuple(
            Words(line.y, legible(line.text), LETTERS.get(line.sort, 15.0), line.sort)
            for line in lines
        )

    head = standard.standard
    title = f"{head.title}　流程图"
    told = [f"{r.number} {r.label}{f'（{r.refs}）' if r.refs else ''}" for r in picture.routes]
    sheet = WallChart(
        title=legible(title),
        under=legible("　".join(part for part in (head.issuer, head.edition_term) if part)),
        width=picture.width,
        height=picture.height,
        lanes=tuple(
            ChartLane(k.frame.x, k.frame.width, words(k.lines), shaded=k.shaded)
            for k in picture.lanes
        ),
        lines=tuple(ChartLine(k.corners, dashed=k.aside) for k in picture.lines),
        boxes=tuple(
            ChartBox(
                b.frame.x, b.frame.y, b.frame.width, b.frame.height, words(b.lines), dashed=b.aside
            )
            for b in picture.boxes
        ),
        joints=picture.joints,
        legend=tuple(map(legible, told)),
        foot=OWN_WORDS if picture.has_own else "",
        size=size,
    )
    return replace(sheet, lacking=tuple(legible.lacking))
