"""确认: the petitioner confirms the record of the matter, bound to the text as it stood."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act
from bancheng.core.stage import ALL

ACT = Act(
    name="confirm",
    term="确认",
    event="confirmed",
    possible=ALL,
    asks=(ask.SIGNING,),
    may=(ask.SIGNATURE,),
    sentence=("确认所记内容", "（{signing}）"),
)
