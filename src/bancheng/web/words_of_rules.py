"""规则的说法: what a standard's rule says, in words people read instead of keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bancheng.core.acts import ACT_OF_EVENT, ACTS
from bancheng.core.glossary import ANSWER_TERMS, OPTION_TERMS, OUTCOME_TERMS
from bancheng.core.permission import act_term, duty_term
from bancheng.core.stage import STAGE_TERMS
from bancheng.core.standard.standard import Standard

GROUP_TERMS = {
    "arrived": "收到诉求",
    "on_record": "登记、改判受理",
    "started": "受理",
    "placed": "交到承办单位",
    "resulted": "有了结果",
    "told": "告知诉求人",
    "closed": "办结或撤回",
    "cleared": "原来的待办一并了结",
    "valued": "回访、评价",
}
CONDITION_TERMS = {
    "kind": "类别",
    "ground": "情形",
    "channel": "渠道",
    "trait": "特殊群体",
    "tier": "层级",
    "outcome": "结局",
    "refusal": "不予受理情形",
    "answer": "答复",
    "way": "办法",
    "solved": "是否解决",
    "satisfaction": "满意度",
    "worth": "评价",
    "revisit_worth": "全量回访的评价",
    "verdict": "核查结论",
    "papers": "材料",
    "papers_held": "窗口留有诉求人的材料",
    "review_asked": "诉求人申请了复核",
    "departments": "承办单位",
    "conduct": "作风问题",
    "unsolvable": "客观上无法解决",
    "said": "诉求人有意见",
    "decided": "另定了期限",
    "carry_out": "意见待落实",
    "elsewhere": "在别处办理",
    "green": "绿色通道",
    "binding": "指定承办",
    "confirmed": "诉求人已确认",
    "overdue": "已超时",
    "stage": "阶段",
    "round": "轮次",
}
VALUE_TERMS = {
    "none": "没有",
    "one": "一个",
    "several": "多个",
    "good": "好",
    "fair": "中",
    "bad": "差",
    "transfer": "分办",
    "assist": "帮办",
    "guide": "告知渠道",
    "explain": "解释",
    "answer": "当场答复",
    "send_up": "提交上级",
    "merge": "并案",
    "withdrawn": "撤回",
}


def event_words(events: Iterable[str], standard: Standard) -> str:
    """From what a duty arises: the acts or groups of acts by name."""
    return "、".join(_event(event, standard) for event in events)


def _event(event: str, standard: Standard) -> str:
    if event in GROUP_TERMS:
        return GROUP_TERMS[event]
    act = ACT_OF_EVENT.get(event)
    return act_term(standard, act) if act else event


def act_words(acts: Iterable[str], standard: Standard) -> str:
    """Names of acts; an act this standard does not use keeps its general name."""
    return "、".join(act_term(standard, a) if a in ACTS else a for a in acts)


def condition_words(
    only: Mapping[str, Iterable[Any]], but: Mapping[str, Iterable[Any]], standard: Standard
) -> str:
    """``类别：较复杂；除：作风问题``; empty where a rule holds for all."""
    parts = [_condition(name, values, standard) for name, values in only.items()]
    parts += [f"除{_condition(name, values, standard)}" for name, values in but.items()]
    return "；".join(parts)


def _condition(name: str, values: Iterable[Any], standard: Standard) -> str:
    term = CONDITION_TERMS.get(name, name)
    told = [_value(name, value, standard) for value in values]
    if told == ["是"]:
        return term
    return f"{term}：{'、'.join(told)}"


def _value(name: str, value: Any, standard: Standard) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    sections: dict[str, Mapping[str, Any]] = {
        "kind": standard.kinds,
        "ground": standard.grounds,
        "channel": standard.channels,
        "trait": standard.traits,
        "tier": standard.tiers,
        "refusal": standard.refusals,
    }
    known = sections.get(name, {}).get(str(value))
    if known is not None:
        return str(known.label)
    plain: dict[str, Mapping[str, str]] = {
        "stage": {stage.value: term for stage, term in STAGE_TERMS.items()},
        "answer": ANSWER_TERMS,
        "outcome": OUTCOME_TERMS,
        "solved": {str(k): v for k, v in standard.callback.solved.items()},
        "satisfaction": {k: grade.label for k, grade in standard.callback.scale.items()},
    }
    words = plain.get(name) or OPTION_TERMS.get(name) or VALUE_TERMS
    return words.get(str(value)) or VALUE_TERMS.get(str(value), str(value))


def counts_from_words(event: str | None, standard: Standard) -> str:
    """Where a limit runs from, if not from what the duty arises from."""
    if event is None:
        return ""
    if event.startswith("due of "):
        return f"“{duty_term(standard, event.removeprefix('due of '))}”到期"
    return _event(event, standard)
