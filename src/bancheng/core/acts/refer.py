"""提交领导小组（专班会议）: unclear, complex or cross-department matters are put to the body.

With the question goes what is proposed, so that whoever decides changes it or lets it stand.
"""

from __future__ import annotations

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.placing import wrong_departments
from bancheng.core.refusal import Refusal
from bancheng.core.stage import Phase, Stage


def _a_proposal_that_could_be_decided(question: Question) -> Refusal | None:
    return wrong_departments(question, "proposed_lead", "proposed_supporting", "proposed_due_on")


ACT = Act(
    name="refer",
    term="提交会议研究",
    event="referred",
    possible=frozenset({Stage.ACCEPTED, Stage.SCREENED}),
    to=Stage.REFERRED,
    may=(
        ask.QUESTION,
        ask.PROPOSAL,
        ask.PROPOSED_LEAD,
        ask.PROPOSED_SUPPORTING,
        ask.PROPOSED_DUE_ON,
    ),
    phase=Phase.ASSIGNMENT,
    check=_a_proposal_that_could_be_decided,
    sentence=(
        "提交会议研究",
        "：{question}",
        "；建议由{proposed_lead}牵头",
        "，{proposed_supporting}协办",
        "，{proposed_due_on}前办结",
        "；{proposal}",
    ),
)
