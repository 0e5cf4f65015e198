"""The table that builds the house: every official act, in the order of a case's life.

Pages, permissions, the journal's names, the glossary and the completeness test are read off it.
Adding an act is one module here, one line below, and whatever the completeness test then asks for.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bancheng.core.act import Act
from bancheng.core.acts import (
    accept,
    acknowledge,
    answer,
    answer_inquiry,
    approve,
    archive,
    ask_review,
    assist,
    attach,
    call_back,
    call_unanswered,
    carry_out,
    claim,
    classify,
    complete,
    confirm,
    contribute,
    correct,
    declare_unsolvable,
    decline,
    detach,
    determine,
    escalate,
    explain,
    explain_extension,
    extend,
    file_report,
    give_notice,
    guide,
    hand_down,
    hand_over,
    hold_accountable,
    inform,
    inquire,
    lapse,
    meet,
    merge,
    note,
    object,
    open_green_channel,
    postpone,
    rate,
    recall,
    receive_result,
    redate,
    refer,
    register,
    reject,
    relay,
    remind,
    reopen,
    reply,
    report_progress,
    return_papers,
    return_result,
    review_decline,
    revisit,
    screen,
    send_back,
    send_up,
    settle,
    submit,
    supervise,
    supplement,
    survey,
    take_papers,
    take_up,
    tell_acceptance,
    tell_review,
    transfer,
    transfer_conduct,
    verify,
    warn,
    withdraw,
)
from bancheng.core.event import Event

_MODULES = (
    submit,
    register,
    confirm,
    give_notice,
    supplement,
    accept,
    tell_acceptance,
    decline,
    ask_review,
    review_decline,
    tell_review,
    classify,
    answer,
    withdraw,
    merge,
    screen,
    refer,
    determine,
    postpone,
    transfer,
    recall,
    claim,
    object,
    report_progress,
    meet,
    survey,
    extend,
    explain_extension,
    declare_unsolvable,
    assist,
    take_papers,
    return_papers,
    open_green_channel,
    guide,
    explain,
    contribute,
    reply,
    send_up,
    take_up,
    send_back,
    receive_result,
    inform,
    hand_down,
    call_unanswered,
    relay,
    acknowledge,
    carry_out,
    complete,
    return_result,
    call_back,
    rate,
    archive,
    revisit,
    remind,
    supervise,
    settle,
    escalate,
    reopen,
    inquire,
    answer_inquiry,
    verify,
    file_report,
    transfer_conduct,
    hold_accountable,
    approve,
    reject,
    hand_over,
    correct,
    note,
    attach,
    detach,
    warn,
    lapse,
    redate,
)
ACTS: dict[str, Act] = {module.ACT.name: module.ACT for module in _MODULES}

# Event names that duties may arise from together.
GROUPS: dict[str, frozenset[str]] = {
    "arrived": frozenset({"registered", "supplemented", "decline_overturned", "decline_refused"}),
    "on_record": frozenset({"registered", "decline_overturned"}),
    "started": frozenset({"accepted", "reopened"}),
    "placed": frozenset({"transferred", "assisted", "sent_up"}),
    "resulted": frozenset({"replied", "result_received", "declined"}),
    "told": frozenset({"informed", "handed_down", "explained", "answered", "guided"}),
    "closed": frozenset({"completed", "withdrawn"}),
    "cleared": frozenset({"declined", "decline_overturned", "withdrawn", "merged", "reopened"}),
    "valued": frozenset({"called_back", "rated"}),
}


def requested(act: str) -> str:
    """The event name of an act that waits for approval."""
    return f"{act}_requested"


def granted(request: Event, at: datetime) -> Event:
    """A request as it takes effect when it is approved: its own event, at that moment."""
    act = ACTS[request.act]
    name = act.named(request.data) if act.named else act.event
    return replace(request, name=name, done_at=at, pending=False)


def refused(act: str) -> str:
    """The event name of an act whose approval was refused."""
    return f"{act}_refused"


def _act_of_every_event() -> dict[str, str]:
    table: dict[str, str] = {}
    for act in ACTS.values():
        for event in (act.event, *act.others, requested(act.name), refused(act.name)):
            table[event] = act.name
    return table


ACT_OF_EVENT = _act_of_every_event()
