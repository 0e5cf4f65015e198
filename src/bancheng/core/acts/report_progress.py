"""反馈进度: how far the department is, and why it takes the time."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.stage import Phase, Stage

ACT = Act(
    name="report_progress",
    term="反馈进度",
    event="progress_reported",
    possible=frozenset({Stage.ASSIGNED, Stage.REPLIED, Stage.INFORMED, Stage.ENDED}),
    asks=(ask.TEXT,),
    may=(ask.REASON,),
    phase=Phase.HANDLING,
    sentence=("反馈进度：{text}", "；理由：{reason}"),
)
