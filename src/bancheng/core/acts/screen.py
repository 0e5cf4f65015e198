"""甄别审核: the leading group's office looks whether it is clear who is responsible."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.stage import Phase, Stage

ACT = Act(
    name="screen",
    term="甄别审核",
    event="screened",
    possible=frozenset({Stage.ACCEPTED}),
    to=Stage.SCREENED,
    may=(ask.OPINION,),
    phase=Phase.ASSIGNMENT,
    sentence=("甄别审核", "：{opinion}"),
)
