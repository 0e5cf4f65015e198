"""确认: the petitioner confirms the record of the matter, bound to the text as it stood."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.refusal import Refusal
from bancheng.core.stage import ALL


def _not_twice(question: Question) -> Refusal | None:
    """A record that was corrected after it was confirmed can be confirmed anew."""
    if question.case.confirmed():
        return Refusal("confirmed_already", "诉求人已经确认过所记内容，更正以后才需要再确认。")
    return None


ACT = Act(
    name="confirm",
    term="确认",
    event="confirmed",
    possible=ALL,
    asks=(ask.SIGNING,),
    may=(ask.SIGNATURE,),
    check=_not_twice,
    signs=("matter",),
    sentence=("确认所记内容", "（{signing}）"),
)
