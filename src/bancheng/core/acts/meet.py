"""协调会: the departments meet over the case."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.stage import Phase, Stage

ACT = Act(
    name="meet",
    term="召开协调会",
    event="met",
    possible=frozenset({Stage.DETERMINED, Stage.ASSIGNED}),
    asks=(ask.MINUTES,),
    may=(ask.PRESENT,),
    phase=Phase.HANDLING,
    sentence=("召开协调会", "，参加：{present}", "；纪要：{minutes}"),
)
