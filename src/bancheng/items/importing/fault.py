"""哪里不对: one thing wrong with a file of items — where it stands, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

WHOLE_ROW = "本行"


@dataclass(frozen=True, slots=True)
class Fault:
    """The line it stands on, what the column is called in the file, why, and what to do."""

    line: int
    field: str
    why: str
    do: str

    def __str__(self) -> str:
        return f"第 {self.line} 行“{self.field}”：{self.why}{self.do}"
