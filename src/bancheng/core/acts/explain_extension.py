"""向诉求人说明延期: the window tells the petitioner the reason and the new date."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.stage import Phase, Stage

ACT = Act(
    name="explain_extension",
    term="向诉求人说明延期",
    event="extension_explained",
    possible=frozenset({Stage.ASSIGNED}),
    asks=(ask.MEANS,),
    may=(ask.SAID,),
    phase=Phase.HANDLING,
    sentence=("以{means}向诉求人说明延期的理由和期限", "；诉求人意见：{said}"),
)
