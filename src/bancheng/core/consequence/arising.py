"""Which duties arise from an act: anew, in place of others, or again."""

from __future__ import annotations

from datetime import datetime

from bancheng.core.acts import ACTS, GROUPS
from bancheng.core.applying import applies
from bancheng.core.calendar import Limit, due_time
from bancheng.core.consequence.doing import Doing
from bancheng.core.consequence.making import Holder, Start, holders, make, phase_of
from bancheng.core.duty import Duty
from bancheng.core.stage import PHASE_OF, Phase
from bancheng.core.standard.duty_rule import DutyRule
from bancheng.core.standard.within import BEFORE_DUE


def arise(doing: Doing) -> None:
    """Duties whose event this is; those that count from another's due come after the others."""
    if doing.event.pending:
        _owe_approval(doing)
    arising, later = doing.standard.arising, []
    names = {name for trigger in doing.triggers for name in arising.get(trigger, ())}
    for name, rule in doing.standard.duties.items() if names else ():
        if name not in names or rule.within == BEFORE_DUE:
            continue
        if (rule.counts_from or "").startswith("due of "):
            later.append(name)
        else:
            _open(doing, name, rule)
    for name in later:
        _open(doing, name, doing.standard.duties[name])


def _open(doing: Doing, name: str, rule: DutyRule) -> None:
    if not applies(rule, doing.after, doing.standard):
        return
    trigger = next((t for t in rule.arises if t in doing.triggers), doing.event.name)
    event = next(iter(doing.triggers & GROUPS.get(trigger, frozenset())), trigger)
    for holder in holders(rule, doing):
        _open_once(doing, make(name, doing, holder, Start(doing.event.done_at, event)))


def _open_once(doing: Doing, duty: Duty) -> None:
    """One act opens a duty of one rule once for each holder, from however many sides it arises."""
    if duty.id not in {d.id for d in doing.opened}:
        doing.opened.append(duty)


def _owe_approval(doing: Doing) -> None:
    rule = doing.standard.acts[doing.event.act].approval
    if rule is None:
        return
    start = doing.event.done_at
    found = due_time(Limit.parse(rule.within), start, doing.calendar, doing.standard.closed_hours)
    doing.opened.append(
        Duty(
            id=f"approval#{doing.event.seq}",
            rule="approval",
            owed=("approve", "reject"),
            by=rule.by,
            means="record",
            before="nothing",
            phase=int(Phase.AFTER),
            arose=doing.event.seq,
            start=start,
            limit=rule.within,
            due=found.due,
            provisional=found.provisional,
            cites=rule.cites,
            because=rule.because,
            start_event=doing.event.name,
            target=str(doing.event.seq),
        )
    )


def reclassify(doing: Doing) -> None:
    """Duties that no longer fit give way to those that do, counted from the old start."""
    if doing.event.pending or not ACTS[doing.inner.act].reclassifies:
        return
    if doing.event.act == "reject":
        return
    standard = doing.standard
    gone: list[Duty] = []
    for duty in list(doing.still_open()):
        rule = standard.duties.get(duty.rule)
        if rule is None or duty.target:
            continue
        if applies(rule, doing.before, standard) and not applies(rule, doing.after, standard):
            doing.closed[duty.id] = "replaced"
            gone.append(duty)
    for name, rule in standard.duties.items():
        if not applies(rule, doing.before, standard) and applies(rule, doing.after, standard):
            _replace(doing, name, rule, gone)


def _replace(doing: Doing, name: str, rule: DutyRule, gone: list[Duty]) -> None:
    """Open what would have arisen in this round had the kind been so, unless it was done."""
    if doing.triggers & set(rule.arises) or phase_of(rule) <= Phase.INTAKE:
        return
    wanted = {e for a in rule.arises for e in GROUPS.get(a, frozenset({a}))}
    past = doing.after.past
    was = [p for p in past if p.name in wanted and p.round == doing.after.round]
    was = [p for p in was if p.seq != doing.event.seq]
    if not was or not _still_ahead(doing, rule):
        return
    acts = set(rule.owed) | set(rule.lifted_by)
    if any(p.act in acts and p.round == doing.after.round and p.seq > was[-1].seq for p in past):
        return
    kept = doing.standard.reclassified.start == "kept"
    start = Start(was[-1].at if kept else doing.event.done_at, was[-1].name)
    moved_on = _placed_elsewhere_since(doing, was[-1].seq)
    for holder in holders(rule, doing):
        if holder.unit is None or not moved_on:
            running = _running(doing, gone, holder.unit)
            _open_once(doing, make(name, doing, holder, start, at_least=running))


def _placed_elsewhere_since(doing: Doing, seq: int) -> bool:
    """Whether what units owed from that entry was dropped since: the case was taken from them, and
    who has it now owes nothing that came of the earlier placing."""
    return any(p.seq > seq and ACTS[p.act].drops == "placed" for p in doing.after.past)


def _still_ahead(doing: Doing, rule: DutyRule) -> bool:
    """Handling duties only while the case is being handled."""
    phase = phase_of(rule)
    return phase > Phase.HANDLING or PHASE_OF.get(doing.after.stage) == phase


def _running(doing: Doing, gone: list[Duty], unit: str | None) -> datetime | None:
    if doing.standard.reclassified.when_already_past == "at_once":
        return None
    dues = [d.due for d in gone if d.unit == unit and d.due is not None]
    return max(dues) if dues else None


def repeat(doing: Doing) -> None:
    """A duty that repeats arises again when it is done, until what it waits for has happened."""
    for duty_id, how in list(doing.closed.items()):
        duty = doing.before.duties[duty_id]
        rule = doing.standard.duties.get(duty.rule)
        if how != "done" or rule is None or rule.repeat is None:
            continue
        if doing.acts & set(rule.repeat.until) or _over(doing, duty):
            continue
        late = rule.repeat.from_ == "due" and duty.due is not None
        start = Start(duty.due if late else doing.event.done_at, doing.event.name)
        holder = Holder(duty.unit, duty.person)
        _open_once(doing, make(duty.rule, doing, holder, start, limit=rule.repeat.every))
    for duty in list(doing.still_open()):
        rule = doing.standard.duties.get(duty.rule)
        if rule and rule.repeat and doing.acts & set(rule.repeat.until):
            doing.closed[duty.id] = "ended"


def _over(doing: Doing, duty: Duty) -> bool:
    here = PHASE_OF.get(doing.after.stage)
    return duty.phase <= Phase.HANDLING and duty.phase != here
