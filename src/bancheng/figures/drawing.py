"""画图: bars in the program's own look, as SVG in which nothing is loaded and nothing runs.

The library puts its style into the picture, so a picture is always a document of its own (a page's
policy forbids styles within it).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal

import pygal
from pygal.style import Style

# For its plug-ins, which we do not have, the library hooks itself into every later import, in a
# way that Python has given up.
sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__module__ != "pygal"]

Look = Literal["", "light", "dark"]
Series = Mapping[str, Sequence[int]]
FONT = "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC',sans-serif"
COLOURS = ("#2f6da3", "#d9a126", "#3f8f68", "#b3261e", "#7a6bb0", "#5f8f9b", "#a1683a")
LIMIT_COLOURS = ("#2f6da3", "#d9a126", "#b3261e")
"""For what was in time, what came late, and what is late and still owed."""
INK, SOFT, SHEET, WHITE, FAINT = "#1d2530", "#646d7b", "#fffefb", "#fff", "#d5d2c8"
NIGHT = (
    ".pygal-chart .background{fill:#1d2126 !important}"
    ".pygal-chart{background-color:#1d2126 !important}"
    ".pygal-chart .axis text,.pygal-chart .legends text{fill:#e8e4da !important}"
    ".pygal-chart text.no_data{fill:#e8e4da !important}"
    ".pygal-chart .axis .line,.pygal-chart .axis .guide.line{stroke:#6b7078 !important}"
)
# within the picture's text every such sign is escaped, so nothing but the library's own is found
REMARKS = re.compile(r"<!--.*?-->|<script\b.*?</script>|<script\b[^>]*/>", re.DOTALL)
LONGEST = 14
WIDE = 900
ROOM_OF_A_NAME = 28
MOST_MARKS = 6
STEPS = (1, 2, 5)


def standing(names: Sequence[str], series: Series, look: Look = "", wide: int = WIDE) -> str:
    """Bars side by side, for what goes along time; where names would touch, not each is written."""
    each = -(-len(names) * ROOM_OF_A_NAME // wide)
    written = [name if n % each == 0 else "" for n, name in enumerate(names)]
    return _drawn(pygal.Bar, 320, written, series, look, wide=wide)


def lying(
    names: Sequence[str],
    series: Series,
    look: Look = "",
    colours: Sequence[str] = COLOURS,
    wide: int = WIDE,
) -> str:
    """Bars one below the other, the first name on top; several series lie end to end."""
    kind = pygal.HorizontalStackedBar if len(series) > 1 else pygal.HorizontalBar
    height = (140 if len(series) > 1 else 60) + 40 * max(len(names), 3)
    turned = {label: list(reversed(counted)) for label, counted in series.items()}
    short = [n if len(n) <= LONGEST else f"{n[: LONGEST - 1]}…" for n in reversed(names)]
    return _drawn(kind, height, short, turned, look, colours, wide)


def _drawn(
    kind: type[pygal.graph.graph.Graph],
    height: int,
    names: Sequence[str],
    series: Series,
    look: Look,
    colours: Sequence[str] = COLOURS,
    wide: int = WIDE,
) -> str:
    several = len(series) > 1
    chart = kind(
        style=_style(tuple(colours)),
        js=(),
        width=wide,
        height=height,
        show_legend=several,
        legend_at_bottom=True,
        legend_at_bottom_columns=4,
        legend_box_size=14,
        truncate_legend=-1,
        no_data_text="这几天没有工单",
        print_values=True,
        value_formatter=_whole,
        truncate_label=-1,
        margin=10,
        margin_bottom=34 if several else 10,
    )
    chart.x_labels = list(names)
    longest = max(_lengths(kind, series), default=0)
    chart.y_labels = _marks(longest)
    chart.range = (0, max(longest, 1))
    if kind is not pygal.Bar:  # it takes every character for as wide as a Latin one
        chart.config.margin_left = 10 + 7 * max((len(name) for name in names), default=0)
    for label, counted in series.items():
        chart.add(label, [n or None for n in counted])
    drawn = REMARKS.sub("", chart.render(is_unicode=True))
    if look == "light":
        return drawn
    rules = NIGHT if look == "dark" else f"@media (prefers-color-scheme: dark){{{NIGHT}}}"
    return drawn.replace("</svg>", f"<style>{rules}</style></svg>")


def _lengths(kind: type[pygal.graph.graph.Graph], series: Series) -> list[int]:
    """How long each bar is; end to end a bar is as long as its pieces."""
    if kind is pygal.HorizontalStackedBar:
        return [sum(pieces) for pieces in zip(*series.values(), strict=True)]
    return [n for counted in series.values() for n in counted]


def _marks(longest: int) -> list[int]:
    """Whole numbers on the scale, at most so many: there is no half a case."""
    tens = 1
    while True:
        for step in (of * tens for of in STEPS):
            if longest / step <= MOST_MARKS:
                return list(range(0, longest + 1, step))
        tens *= 10


def _whole(n: float | None) -> str:
    """Nothing is written on a piece that is not there."""
    return f"{n:.0f}" if n else ""


@lru_cache(maxsize=4)
def _style(colours: tuple[str, ...]) -> Style:
    return Style(
        background=SHEET,
        plot_background=SHEET,
        foreground=INK,
        foreground_strong=INK,
        foreground_subtle=SOFT,
        guide_stroke_color=FAINT,
        major_guide_stroke_color=FAINT,
        colors=colours,
        font_family=FONT,
        label_font_size=15,
        major_label_font_size=15,
        legend_font_size=15,
        value_font_size=14,
        value_colors=[INK if colour == COLOURS[1] else WHITE for colour in colours],
        no_data_font_size=18,
        opacity="1",
        transition="0s",
    )
