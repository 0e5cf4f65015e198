"""Closed lists of the core, with their official terms; a standard may relabel by ``words``."""

from __future__ import annotations

from typing import Literal, get_args

Outcome = Literal[
    "done",
    "partly",
    "cannot",
    "unsolvable",
    "out_of_scope",
    "supplement_awaited",
    "policy_gap",
    "merged",
    "withdrawn",
]
OUTCOMES: tuple[str, ...] = get_args(Outcome)
OUTCOME_TERMS: dict[str, str] = {
    "done": "办成",
    "partly": "部分办成",
    "cannot": "依法不能办",
    "unsolvable": "客观上无法解决",
    "out_of_scope": "不在范围，已告知去向",
    "supplement_awaited": "已一次性告知，待另行提交",
    "policy_gap": "政策缺口，已上报",
    "merged": "并案",
    "withdrawn": "撤回",
}

Answer = Literal["result", "opinion", "basis", "refusal"]
ANSWER_TERMS: dict[str, str] = {
    "result": "处理结果",
    "opinion": "办理意见（尚待落实）",
    "basis": "无法解决的依据和说明",
    "refusal": "不予受理",
}
# How a case may be said to have ended, after each kind of answer (house.md §1: answers limit).
OUTCOMES_AFTER: dict[str, frozenset[str]] = {
    "refusal": frozenset({"out_of_scope"}),
    "basis": frozenset({"cannot", "unsolvable", "policy_gap"}),
    "result": frozenset({"done", "partly", "cannot", "out_of_scope", "policy_gap"}),
    "opinion": frozenset({"done", "partly", "cannot", "policy_gap"}),
}

Meaning = Literal[
    "contact",
    "claim",
    "opinion",
    "progress",
    "result",
    "basis",
    "feedback",
    "callback",
    "notice",
    "record",
]
MEANING_TERMS: dict[str, str] = {
    "contact": "联系诉求人",
    "claim": "认领",
    "opinion": "办理意见",
    "progress": "办理进度",
    "result": "办理结果",
    "basis": "依据和说明",
    "feedback": "反馈",
    "callback": "回访",
    "notice": "告知",
    "record": "记录",
}

RelativeRole = Literal[
    "lead_department",
    "supporting_department",
    "any_assigned",
    "tier_holder",
    "asked_person",
    "petitioner",
    "origin",
    "system",
]
RELATIVE_ROLES: tuple[str, ...] = get_args(RelativeRole)
ROLE_TERMS: dict[str, str] = {
    "lead_department": "牵头（承办）部门",
    "supporting_department": "协办部门",
    "any_assigned": "承办、协办部门",
    "tier_holder": "本级责任人",
    "asked_person": "被询问人",
    "petitioner": "诉求人",
    "origin": "来件渠道",
    "system": "系统",
}

OPTION_TERMS: dict[str, dict[str, str]] = {
    "answer": ANSWER_TERMS,
    "papers": {"complete": "齐全", "incomplete": "不齐"},
    "verdict": {"founded": "属实", "partly_founded": "部分属实", "unfounded": "不属实"},
    "petitioner_kind": {"person": "个人", "firm": "企业"},
    "mandate": {
        "written": "书面委托",
        "guardian": "监护人、法定代理人",
        "family": "家里人代办",
        "staff": "本单位工作人员",
        "spoken": "本人当面口头委托",
    },
    "signing": {
        "here": "当场签名",
        "paper": "已在纸质件上签名",
        "spoken": "口头确认（已向本人复述）",
    },
    "answered_by": {"petitioner": "本人", "agent": "代办人", "contact": "其他联系人"},
    "overturned": {"true": "应当受理", "false": "维持不予受理"},
    "shared": {
        "name": "姓名",
        "phone": "联系电话",
        "agent": "代办人及委托关系",
        "firm": "企业名称",
        "item": "办理事项",
        "traits": "特殊群体",
        "files": "已附的材料",
    },
}
