"""报备: the case is reported to the level above, for the file."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.stage import ALL

ACT = Act(
    name="file_report",
    term="报备",
    event="report_filed",
    possible=ALL,
    asks=(ask.TEXT,),
    sentence=("报备：{text}",),
)
