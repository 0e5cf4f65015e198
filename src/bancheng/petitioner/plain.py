"""说白话: what each official act is to a petitioner, in words that need no office to understand.

One table over all acts, in three columns: the step as a stop on the way, what is going to happen,
and what happened. An act without a told sentence is the office's own business and is not told. A
standard may put its own words in place of these (``words``: ``told.transfer``, ``step.screen`` …).

No word of the office stands here, and nothing longer than twenty-five characters between marks.
``{unit}`` is who did it or got it, ``{name}`` a person.
"""

from __future__ import annotations

from dataclasses import dataclass

from bancheng.core.standard.standard import Standard


@dataclass(frozen=True, slots=True)
class Plain:
    """``step``: a stop; ``coming``: it is owed; ``told``: it was done, empty where not told."""

    step: str = ""
    coming: str = ""
    told: str = ""


UNTOLD = Plain()

PLAIN: dict[str, Plain] = {
    "submit": Plain("您交来", "", "您从网上交来了这件事"),
    "register": Plain("窗口记下", "窗口把您的事记下来", "窗口记下了您的事，{name}接待"),
    "confirm": Plain("您核对", "等您核对记下的内容", "您核对过记下的内容"),
    "give_notice": Plain("说清缺什么", "窗口说清还缺什么", "窗口告诉您还缺什么"),
    "supplement": Plain("您补材料", "等您补材料", "您补来了材料"),
    "accept": Plain("窗口收下", "窗口看这件事能不能收", "窗口收下了您的事，开始办"),
    "tell_acceptance": Plain("告诉您收下了", "窗口告诉您收下了", "窗口告诉您，事情收下了"),
    "decline": Plain("告诉您去哪里", "窗口说清归谁管", "这件事不归这个窗口办"),
    "ask_review": Plain("您请人再看", "", "您不同意，请人再看一次"),
    "review_decline": Plain("再看一次", "有人再看一次该不该收", "已经再看过一次"),
    "tell_review": Plain("告诉您再看的结论", "窗口告诉您再看的结论", "窗口告诉了您再看的结论"),
    "classify": Plain("", "", "窗口改了这件事的分类"),
    "answer": Plain("当场答复", "窗口答复您", "窗口当场答复了您"),
    "withdraw": Plain("您撤回", "", "您撤回了这件事"),
    "merge": Plain("合在一起办", "", "和同样的一件事合在一起办"),
    "screen": Plain("看归谁管", "看这件事归哪个部门管", "看过了，正在定交给谁"),
    "refer": Plain("开会商量", "", "一个部门办不了，交上去一起商量"),
    "determine": Plain("商量定下来", "商量定由谁来办", "商量好了，定了由谁来办"),
    "postpone": Plain("", "", "这次没有定下来，还要再商量"),
    "transfer": Plain("交给部门", "把事情交给部门", "交给{unit}去办"),
    "recall": Plain("", "", "收了回来，重新找该办的部门"),
    "claim": Plain("部门接手", "部门接手", "{unit}接了手"),
    "object": Plain("", "", "{unit}说不归它办，正在重新找"),
    "report_progress": Plain("部门说进展", "部门说说办到哪一步", "{unit}说了办到哪一步"),
    "meet": Plain("一起开会", "几个部门一起开会", "几个部门一起开了会"),
    "survey": Plain("到现场看", "有人到现场看", "有人到现场看过了"),
    "extend": Plain("", "", "{unit}提出要多办几天"),
    "explain_extension": Plain("", "窗口跟您说为什么要多几天", "窗口跟您说了为什么要多几天"),
    "declare_unsolvable": Plain("说明难处", "", "{unit}说眼下没有办法解决"),
    "assist": Plain("窗口帮您办", "窗口帮您办", "窗口派人帮您办，{name}来帮"),
    "take_papers": Plain("", "", "窗口收下了您的材料"),
    "return_papers": Plain("退还材料", "窗口把材料退还给您", "材料退还给了您"),
    "open_green_channel": Plain("优先办", "让您的事优先办", "您的事优先办"),
    "guide": Plain("告诉您去哪里", "窗口告诉您去哪里办", "窗口告诉了您去哪里办"),
    "explain": Plain("当面讲清", "窗口跟您讲清为什么", "窗口跟您讲了为什么办不了"),
    "contribute": Plain("别的部门出意见", "别的部门出意见", "{unit}出了意见"),
    "reply": Plain("部门办理", "部门去办，办好了回话", "{unit}办了回话，窗口会告诉您"),
    "send_up": Plain("交到上一级", "", "这里办不了，交到了上一级"),
    "take_up": UNTOLD,
    "send_back": Plain("", "", "上一级退了回来，这里接着办"),
    "receive_result": Plain("等那边的结果", "等那边的结果", "那边有了结果，窗口会告诉您"),
    "inform": Plain("告诉您结果", "窗口把结果告诉您", "窗口把结果告诉了您"),
    "hand_down": UNTOLD,
    "call_unanswered": Plain("", "", "给您打过电话，没有打通"),
    "relay": Plain("转达您的意见", "窗口转达您的意见", "窗口把您的意见转给了部门"),
    "acknowledge": Plain("", "部门看您的意见", "{unit}看了您的意见"),
    "carry_out": Plain("做到答应的事", "部门做到答应的事", "{unit}说答应的事做到了"),
    "complete": Plain("办完", "窗口把这件事办完", "这件事办完了"),
    "return_result": UNTOLD,
    "call_back": Plain("问您满意不满意", "窗口打电话问您满意不满意", "窗口问过您满意不满意"),
    "rate": Plain("您打分", "", "您打了分"),
    "archive": Plain("存起来", "窗口把全部材料存起来", "全部材料存起来了"),
    "revisit": Plain("", "", "上一级打电话问过您"),
    "remind": UNTOLD,
    "supervise": Plain("有人盯着", "有人盯着催这件事", "有人专门盯着催这件事"),
    "settle": UNTOLD,
    "escalate": Plain("", "", "换了更上一级的人来管"),
    "reopen": Plain("重新办", "重新办这件事", "这件事重新开始办"),
    "inquire": UNTOLD,
    "answer_inquiry": UNTOLD,
    "verify": Plain("查清楚", "有人查您反映的情况", "有人查过您反映的情况"),
    "file_report": UNTOLD,
    "transfer_conduct": UNTOLD,
    "hold_accountable": UNTOLD,
    "approve": UNTOLD,
    "reject": UNTOLD,
    "hand_over": Plain("", "", "接待您的人换成了{name}"),
    "correct": Plain("", "", "窗口改正了记下的内容"),
    "note": UNTOLD,
    "attach": UNTOLD,
    "detach": UNTOLD,
    "warn": UNTOLD,
    "lapse": UNTOLD,
    "redate": Plain("", "", "放假安排变了，期限跟着变"),
}

OUTCOMES: dict[str, str] = {
    "done": "办成了",
    "partly": "办成了一部分",
    "cannot": "按规定不能办",
    "unsolvable": "眼下没有办法解决",
    "out_of_scope": "不归这里管，已经告诉您去哪里",
    "supplement_awaited": "等您备齐材料再来",
    "policy_gap": "现有规定办不了，已经往上报",
    "merged": "和同样的一件事合在一起办",
    "withdrawn": "您已经撤回",
}

HEADLINES: dict[str, str] = {
    "submitted": "已经收到，窗口马上登记",
    "awaiting_papers": "等您补材料",
    "ended": "这件事办完了",
    "archived": "这件事办完了",
    "withdrawn": "您撤回了这件事",
    "declined": "这件事不归这个窗口办",
    "in_review": "有人正在再看一次该不该收",
    "reviewed": "再看过了，窗口会告诉您结论",
    "upheld": "再看过了，还是不归这个窗口办",
    "overturned": "再看过了，窗口重新看能不能收",
    "unsettled": "您说还没有解决",
    "dissatisfied": "您说不满意",
}
"""By stage or, before it, by situation."""

DOES: dict[str, str] = {
    "screen": "看您的事归谁管",
    "transfer": "把您的事交给部门",
    "determine": "商量难办的事",
    "supervise": "盯着部门按时办",
    "review_decline": "没有收的事，再看一次",
    "verify": "查您说的情况",
}
"""What an office is there for, by the acts that a standard gives it."""


def does(role: str, standard: Standard) -> tuple[str, ...]:
    """What whoever holds this role is there for, in two or three short phrases."""
    given = (act for act in DOES if act in standard.acts and role in standard.acts[act].by)
    return tuple(DOES[act] for act in given)


def step(act: str, standard: Standard) -> str:
    """What a stop on the way is called."""
    return standard.words.get(f"step.{act}", PLAIN[act].step)


def coming(act: str, standard: Standard) -> str:
    """What is going to happen."""
    return standard.words.get(f"coming.{act}", PLAIN[act].coming)


def told(act: str, standard: Standard) -> str:
    """What happened; empty where it is not told."""
    return standard.words.get(f"told.{act}", PLAIN[act].told)
