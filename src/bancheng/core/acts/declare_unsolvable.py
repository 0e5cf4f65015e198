"""客观上无法解决: the department declares it, and owes the written basis and account."""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.case import Case
from bancheng.core.event import Event, Json
from bancheng.core.refusal import Refusal
from bancheng.core.stage import Phase, Stage


def _before_the_running_limit_ends(question: Question) -> Refusal | None:
    case = question.case
    if case.unsolvable:
        return Refusal("declared_already", "已声明客观上无法解决，请提交文件依据和情况说明。")
    running = [d for d in case.owed() if "reply" in d.owed and d.due is not None]
    if running and all(d.due is not None and question.at > d.due for d in running):
        return Refusal("too_late", "办理时限已过，不能再改为客观上无法解决；请直接回复并说明依据。")
    return None


def _its_kind(question: Question) -> dict[str, Json]:
    kind = question.standard.declared_kind
    return {"kind": kind} if kind else {}


def _effect(case: Case, event: Event) -> None:
    case.unsolvable = True
    case.kind = event.text("kind") or case.kind


ACT = Act(
    name="declare_unsolvable",
    term="声明客观上无法解决",
    event="declared_unsolvable",
    possible=frozenset({Stage.ASSIGNED}),
    asks=(ask.REASON,),
    phase=Phase.HANDLING,
    effect=_effect,
    check=_before_the_running_limit_ends,
    derive=_its_kind,
    reclassifies=True,
    sentence=("声明客观上无法解决：{reason}",),
)
