"""办之前要知道的: what somebody should know before an act, and what its form can begin with.

Said before the form is filled in and not after it was refused: until when a return is possible and
how often, whose opinion is still missing, what a meeting fixed, what the level above will see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from django.http import QueryDict

from bancheng.casework import asking
from bancheng.casework.carrying_files import standing
from bancheng.casework.look import Look
from bancheng.casework.surroundings import setting_of, works_elsewhere
from bancheng.core.acts.extend import extensible
from bancheng.core.acts.object import returnable_until
from bancheng.core.permission import act_term, role_term
from bancheng.core.stage import Stage
from bancheng.people import seats
from bancheng.web.approvals import ANSWERS
from bancheng.web.words_of_time import clock_words

SHARED = ("name", "phone", "agent", "firm", "item")


def before_acting(look: Look, act: str) -> list[str]:
    """The sentences above an act's form."""
    return list(KNOWN[act](look)) if act in KNOWN else []


def begun_from_case(look: Look, act: str, begun: QueryDict) -> QueryDict:
    """What a form can begin with, where nothing stands in it yet."""
    if act == "transfer" and "lead" not in begun:
        _as_determined(look, begun)
    if act in ANSWERS and "request" not in begun and len(look.case.pending) == 1:
        begun["request"] = str(next(iter(look.case.pending)))
    if act == "register":
        _as_handed_in(look, begun)
    if act == "send_up" and "shared" not in begun:
        more = ["traits"] if look.case.traits else []
        more += ["files"] if standing(look.case) else []
        begun.setlist("shared", [name for name in SHARED if look.text(name)] + more)
        units = look_units(look)
        if len(units) == 1:
            begun["to_unit"] = units[0]
    return begun


def _as_handed_in(look: Look, begun: QueryDict) -> None:
    """What came in stands in the form already. Name and phone are masked and so do not: left empty
    they stay as they came."""
    for name in ("matter", "item"):
        begun[name] = look.text(name) or ""
    begun["channel"] = look.case.channel or ""
    begun.setlist("traits", list(look.case.traits))


def look_units(look: Look) -> list[str]:
    """The centres a case can be sent up to."""
    setting = setting_of(look.row.chain, look.standard)
    views = {view.ask.name: view for view in asking.fields("send_up", setting)}
    return list(views["to_unit"].options or {})


def _as_determined(look: Look, begun: QueryDict) -> None:
    last = _determined(look)
    if look.case.determined_lead is None or last is None:
        return
    begun["lead"] = look.case.determined_lead
    begun.setlist("supporting", [str(unit) for unit in last])


def _determined(look: Look) -> tuple[str, ...] | None:
    found = [e.event for e in look.entries if e.event.name == "determined"]
    return found[-1].names("supporting") if found else None


def _object(look: Look) -> Iterator[str]:
    returns, case = look.standard.returns, look.case
    until = returnable_until(look.question())
    if returns is None or until is None:
        return
    yield f"退件要在{_clock(until, look)}前提出，写明理由和依据。"
    if returns.times is None:
        return
    then = {
        "designate": "再分办就是指定承办，不能再退",
        "keep": "不能再退",
        "escalate": "提到上一级",
    }[returns.then]
    done = f"已退 {case.returns} 次，" if case.returns else ""
    yield f"{done}退满 {returns.times} 次以后，{then}。"


def _extend(look: Look) -> Iterator[str]:
    for duty, extension in extensible(look.question())[:1]:
        if duty.due is not None:
            yield f"现在的期限是{_clock(duty.due, look)}，到期以前报告才算数。"
        if extension.times is not None:
            done = len(look.case.happened("extended"))
            yield f"至多延 {extension.times} 次，已延 {done} 次。"
    if "explain_extension" in look.standard.acts:
        by = role_term(look.standard, look.standard.acts["explain_extension"].by[0])
        yield f"您写的理由和日期，由{by}转告诉求人；请写得让诉求人看得懂。"


def _declare(look: Look) -> Iterator[str]:
    reply = act_term(look.standard, "reply")
    yield f"声明以后，还要用“{reply}”提交文件依据和情况说明，并同窗口一起向诉求人解释。"


def _reply(look: Look) -> Iterator[str]:
    owed = [d for d in look.case.owed() if d.by == "supporting_department" and d.unit]
    if owed:
        units = "、".join(look.names.unit(d.unit) for d in owed)
        yield f"{units}的协办意见还没有到。不等的，请在“理由”里写明为什么。"
    given = [p for p in look.case.happened("contributed") if p.unit]
    if given:
        units = "、".join(dict.fromkeys(look.names.unit(p.unit) for p in given))
        yield f"{units}的协办意见已到，见“最近经过”；由您这一家一并答复。"


def _contribute(look: Look) -> Iterator[str]:
    lead = look.case.lead()
    if lead:
        yield f"意见交给牵头的{look.names.unit(lead)}，由它一并答复；您这一家只答自己职责里的。"


def _transfer(look: Look) -> Iterator[str]:
    case, returns = look.case, look.standard.returns
    if case.determined_lead and look.case.stage is Stage.DETERMINED:
        yield f"会议明确由{look.names.unit(case.determined_lead)}牵头，下面已照会议的填好。"
    full = returns is not None and returns.times is not None and case.returns >= returns.times
    if returns is not None and full and returns.then == "designate":
        yield f"本件已退 {case.returns} 次：这次交给谁就是指定谁承办，不能再退。"


def _progress(look: Look) -> Iterator[str]:
    if any("carry_out" in duty.owed for duty in look.case.owed()):
        yield f"报进度不算落实；落实了请用“{act_term(look.standard, 'carry_out')}”。"


def _send_up(look: Look) -> Iterator[str]:
    setting = setting_of(look.row.chain, look.standard)
    yield "本件不关，结果下来由本中心告诉诉求人。"
    upper = [seats.unit_by_code(code) for code in sorted(setting.known.joint_units)]
    if any(works_elsewhere(unit) for unit in upper):
        yield "上级用自己的系统：办完这一步，到“交换”页做成文件带给它，结果也由文件带回来。"
        yield "带去反映的事、提交的理由和您勾选的内容，不带这里的经过。"
    elif upper:
        yield "上级另立工单：看得到反映的事、提交的理由和您勾选的内容，看不到这里的经过。"
    else:
        yield "上级不在本系统里办件：材料照原来的办法送，结果回来由窗口登记。"


def _clock(at: datetime, look: Look) -> str:
    return f" {clock_words(at, look.now)} "


KNOWN: dict[str, Callable[[Look], Iterator[str]]] = {
    "object": _object,
    "extend": _extend,
    "declare_unsolvable": _declare,
    "reply": _reply,
    "contribute": _contribute,
    "transfer": _transfer,
    "report_progress": _progress,
    "send_up": _send_up,
}
