"""水印: what every exported ledger says of itself, in its first line and on each printed page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bancheng.core.calendar import CHINA

HEADER_LONGEST = 200  # a workbook takes 255 characters, control letters among them


@dataclass(frozen=True, slots=True)
class Watermark:
    """Who took out what, when, under which conditions, as at which entry of the journal."""

    title: str
    who: str
    at: datetime
    conditions: str
    until: str
    number: str
    revealed: bool

    @property
    def line(self) -> str:
        """The first line of the file."""
        parts = [
            self.title,
            f"{self.who} {self.at.astimezone(CHINA):%Y-%m-%d %H:%M} 导出",
            f"条件：{self.conditions or '全部'}",
            f"截至日志 {self.until}",
            f"导出编号 {self.number}",
            "姓名、电话未遮盖，请妥善保管" if self.revealed else "姓名、电话已遮盖",
        ]
        return "　".join(parts)

    @property
    def for_print(self) -> str:
        """The same, short, as the head of a printed page; ``&`` would begin a code there."""
        told = f"{self.title}　{self.who} {self.at.astimezone(CHINA):%Y-%m-%d %H:%M} 导出"
        told += f"　编号 {self.number}"
        return told.replace("&", "＆")[:HEADER_LONGEST]
