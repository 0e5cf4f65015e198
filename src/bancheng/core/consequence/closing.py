"""Which duties an act ends: by doing them, by making them pointless, by leaving their phase."""

from __future__ import annotations

from bancheng.core.acts import ACTS
from bancheng.core.consequence.doing import Doing
from bancheng.core.duty import Duty
from bancheng.core.event import Event
from bancheng.core.stage import PHASE_OF, Phase


def close(doing: Doing) -> None:
    """Drop, discharge, lift, and end what does not outlive its phase."""
    if doing.event.pending:
        return
    _drop(doing)
    _discharge(doing)
    _end_supporting(doing)
    _deem_claimed(doing)
    _give_up_calling(doing)
    _die_with_phase(doing)


def _deem_claimed(doing: Doing) -> None:
    """Silence counts as claiming, where the standard says so."""
    returns = doing.standard.returns
    if doing.event.act != "lapse" or returns is None or returns.silence != "deemed_claimed":
        return
    for duty in doing.still_open():
        if duty.id == doing.event.text("duty") and "claim" in duty.owed:
            doing.closed[duty.id] = "lifted"


def _give_up_calling(doing: Doing) -> None:
    """A callback that nobody answers ends after as many vain attempts as the standard says."""
    enough = doing.standard.callback.unreached_after
    if doing.event.act != "call_unanswered" or enough is None:
        return
    for duty in doing.still_open():
        vain = [p for p in doing.after.past if p.name == "call_unanswered" and p.seq > duty.arose]
        if duty.means == "callback" and len(vain) >= enough:
            doing.closed[duty.id] = "lifted"


def _drop(doing: Doing) -> None:
    spec, inner = ACTS[doing.inner.act], doing.inner
    if doing.event.act == "reject":
        return
    overturned = "decline_overturned" in doing.triggers
    for duty in doing.before.owed():
        if duty.rule == "approval":
            continue
        work = spec.drops == "work" and duty.by != "petitioner"
        whole = spec.drops == "all" or overturned or work
        own = spec.drops == "own" and duty.unit is not None and duty.unit == inner.by.unit
        placed = spec.drops == "placed" and duty.unit is not None
        lead_gone = spec.drops == "own" and not doing.after.units and duty.of_handling
        if spec.drops == "anew" and duty.start_event == spec.event:
            doing.closed[duty.id] = "replaced"
        if whole or own or placed or lead_gone:
            # What the act itself does is done, not dropped: declining answers «decide».
            done = bool(doing.acts & set(duty.owed)) and _of_this_holder(duty, inner)
            doing.closed[duty.id] = "done" if done else "dropped"


def _of_this_holder(duty: Duty, event: Event) -> bool:
    if event.by.role == "origin":  # another system's urging is not the window's own
        return duty.by == "origin"
    if duty.person is not None:
        return duty.person == (event.text("asked_person") or event.by.user)
    return duty.unit is None or duty.unit == event.by.unit or duty.unit == event.text("from_unit")


def _discharge(doing: Doing) -> None:
    for duty in doing.still_open():
        if duty.rule == "approval":
            request = int(duty.target or 0)
            if doing.event.act in ("approve", "reject") and doing.inner.seq == request:
                doing.closed[duty.id] = "done"
            elif not doing.after.pending.get(request):
                doing.closed[duty.id] = "dropped"
        elif doing.event.act == "reject":
            continue
        elif doing.acts & set(duty.owed) and _counts(doing, duty):
            doing.closed[duty.id] = "done"
        elif doing.acts & set(duty.lifted_by) and _makes_needless(doing, duty):
            doing.closed[duty.id] = "lifted"


def _counts(doing: Doing, duty: Duty) -> bool:
    """The act is the holder's own, or one that counts for another's (a result from elsewhere)."""
    if _of_this_holder(duty, doing.inner):
        return True
    spec = ACTS[doing.inner.act]
    return spec.counts_as is not None and spec.counts_as in duty.owed


def _makes_needless(doing: Doing, duty: Duty) -> bool:
    """What one unit owes only that unit makes needless; what one person owes, whoever asked."""
    return duty.person is not None or _counts(doing, duty)


def _end_supporting(doing: Doing) -> None:
    if "reply" not in doing.acts or doing.standard.leading.reply != "ends_supporting":
        return
    for duty in doing.still_open():
        if duty.by in ("supporting_department", "any_assigned") and duty.before == "nothing":
            doing.closed[duty.id] = "dropped"


def _die_with_phase(doing: Doing) -> None:
    """Intake, assignment and handling duties do not outlive the case's being there."""
    here = PHASE_OF.get(doing.after.stage)
    for duty in doing.still_open():
        if duty.phase <= Phase.HANDLING and duty.phase != here and duty.rule != "approval":
            doing.closed[duty.id] = "lifted"
