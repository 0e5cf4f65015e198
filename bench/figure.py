"""One line of the table: what was measured, against what, and whether that is what we want."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from rich.console import Console
from rich.table import Table

WIDTH = 110


@dataclass(frozen=True)
class Figure:
    """Seconds of one thing and of its floor; ``allowed``: how many floors it may cost."""

    what: str
    seconds: float
    floor: str
    floor_seconds: float
    allowed: float | None = None

    @property
    def ratio(self) -> float:
        """How many floors it costs."""
        return self.seconds / self.floor_seconds

    @property
    def good(self) -> bool | None:
        """Whether it costs no more than allowed."""
        return None if self.allowed is None else self.ratio <= self.allowed

    def told(self) -> dict[str, object]:
        """For a program."""
        return asdict(self) | {
            "per_second": round(1 / self.seconds, 1),
            "ratio": round(self.ratio, 2),
            "good": self.good,
        }


def show(figures: Sequence[Figure], title: str) -> None:
    """For a person."""
    table = Table(title=title, title_justify="left")
    for column in ("项目", "每秒", "毫秒", "对照（同一次运行）", "毫秒", "倍数", "不超过", ""):
        right = column not in ("项目", "对照（同一次运行）")
        table.add_column(column, justify="right" if right else "left")
    for f in figures:
        table.add_row(
            f.what,
            f"{1 / f.seconds:,.0f}",
            f"{f.seconds * 1000:.3f}",
            f.floor,
            f"{f.floor_seconds * 1000:.3f}",
            f"{f.ratio:.1f}",
            "" if f.allowed is None else f"{f.allowed:g}",
            {True: "达到", False: "未达到", None: ""}[f.good],
        )
    console = Console()
    console.width = max(console.width, WIDTH)  # rather wide than broken where it is piped
    console.print(table)
