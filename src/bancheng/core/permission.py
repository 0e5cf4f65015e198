"""Why not? One question, asked in one place, by pages and for deciding alike."""

from __future__ import annotations

from dataclasses import replace

from bancheng.core.act import Act, Question
from bancheng.core.actor import Actor
from bancheng.core.acts import ACTS
from bancheng.core.applying import holds
from bancheng.core.case import Case
from bancheng.core.event import By
from bancheng.core.glossary import ROLE_TERMS
from bancheng.core.refusal import Refusal
from bancheng.core.stage import STAGE_TERMS, Stage
from bancheng.core.standard.act_rule import ActRule
from bancheng.core.standard.standard import Standard

ORDER = list(Stage)
OUTSIDE = frozenset({"system", "petitioner", "origin"})


def role_term(standard: Standard, role: str) -> str:
    """What a role is called here."""
    known = standard.roles.get(role)
    return known.label if known else ROLE_TERMS.get(role, role)


def act_term(standard: Standard, act: str) -> str:
    """What an act is called here."""
    rule = standard.acts.get(act)
    return rule.label if rule and rule.label else ACTS[act].term


def duty_term(standard: Standard, rule: str) -> str:
    """What a duty is called here: its label, else what its holder must do."""
    known = standard.duties.get(rule)
    if known is None:
        return "审批" if rule == "approval" else rule
    return known.label or act_term(standard, known.owed[0])


def stage_term(standard: Standard, stage: str) -> str:
    """What a stage is called here."""
    return standard.words.get(f"stage.{stage}") or STAGE_TERMS[Stage(stage)]


def is_walled_off(case: Case, actor: Actor) -> bool:
    """Whether a complaint about conduct is kept from this actor. Nobody has more right in the
    place of a colleague than the colleague: whoever stands in for one complained of may not
    either."""
    if not case.conduct:
        return False
    return bool(actor.names & case.accused_users) or actor.unit in case.accused_units


def is_asked(case: Case, actor: Actor, act: str) -> bool:
    """Whether just this is asked of this very person, from whom the case may be kept otherwise."""
    return any(act in duty.owed for duty in case.asked_of(actor.user))


def roles_towards(case: Case, actor: Actor, standard: Standard) -> frozenset[str]:
    """The actor's own roles, with those that come from being assigned to this case."""
    roles = actor.roles | case.relative_roles(actor.unit)
    roles |= {duty.by for duty in case.asked_of(actor.user)}
    conduct = standard.conduct
    if conduct and conduct.held_by in actor.roles and case.accuses_its_window():
        roles |= frozenset(conduct.stands_in_for)
    tier = standard.tiers.get(case.tier) if case.tier else None
    if tier and tier.holder in actor.roles:
        roles |= {"tier_holder"}
    return roles


def as_permitted(question: Question, act: str) -> Question:
    """The same question of the one part of the actor that may do the act: their own, else that of
    a colleague they stand in for; an act of one's own before one written down for somebody else.
    Unchanged where none may."""
    if not question.actor.stand_ins:
        return question
    alone = _each(question)
    if is_walled_off(question.case, alone[0].actor):
        return alone[0]
    may = [asked for asked in alone if _why_not(asked, act) is None]
    rule = question.standard.acts.get(act)
    for asked in may if rule else ():
        by = _by(asked, rule) if rule else None
        if by is not None and not by.recorded:
            return asked
    return may[0] if may else alone[0]


def _each(question: Question) -> list[Question]:
    """The question asked of each part of the actor, their own first."""
    return [replace(question, actor=part) for part in question.actor.parts]


def whose_act(question: Question, rule: ActRule) -> By | None:
    """Whose act it would be: the actor's own, in the place of a colleague who is away, or
    another's that the actor may write down."""
    if not question.actor.stand_ins:
        return _by(question, rule)
    found = [by for asked in _each(question) if (by := _by(asked, rule))]
    return next((by for by in found if not by.recorded), found[0] if found else None)


def _by(question: Question, rule: ActRule) -> By | None:
    case, actor = question.case, question.actor
    roles = roles_towards(case, actor, question.standard)
    own = next((r for r in rule.by if r in roles), None)
    if own is not None:
        return By(actor.user, own, actor.unit, substitute_for=actor.substitute_for)
    if not roles & set(rule.recorded_by):
        return None
    role = rule.by[0]
    unit = None
    if role in ("lead_department", "supporting_department", "any_assigned"):
        unit = question.for_unit or case.lead()
        if unit is None or role not in case.relative_roles(unit):
            return None
    return By(actor.user, role, unit, recorded=True, substitute_for=actor.substitute_for)


def why_not(question: Question, act: str) -> Refusal | None:
    """None if the act is permitted, else the Refusal that says why and under which clause.

    Asked of every part of the actor; of several refusals the one that says most: what bars a
    colleague's act now, before that it is not one's own.
    """
    if not question.actor.stand_ins:
        return _why_not(question, act)
    refusals = [_why_not(asked, act) for asked in _each(question)]
    own = refusals[0]
    if own is None or own.code == "walled_off":
        return own
    if None in refusals:
        return None
    told = [r for r in refusals if r is not None and r.code not in ("not_your_act", "walled_off")]
    return told[0] if told else own


def _why_not(question: Question, act: str) -> Refusal | None:
    spec, case, actor = ACTS[act], question.case, question.actor
    if is_walled_off(case, actor) and not is_asked(case, actor, act):
        return Refusal("walled_off", "本件涉及对您或您所在单位的反映，须回避。")
    if spec.is_housekeeping:
        return _why_not_housekeeping(question, spec)
    rule = question.standard.acts.get(act)
    if rule is None:
        return Refusal("not_used_here", f"本规范没有“{spec.term}”这一步。")
    for ask in (_not_their_act, _not_at_this_stage, _not_for_this_case, _waits, _too_often):
        refusal = ask(question, spec, rule)
        if refusal:
            return refusal
    return spec.check(question) or _still_owed(question, spec, rule)


def _not_their_act(question: Question, spec: Act, rule: ActRule) -> Refusal | None:
    if whose_act(question, rule) is not None:
        return None
    standard = question.standard
    who = "、".join(role_term(standard, r) for r in rule.by)
    return Refusal("not_your_act", f"“{act_term(standard, spec.name)}”由{who}办理。", rule.cites)


def _not_at_this_stage(question: Question, spec: Act, rule: ActRule) -> Refusal | None:
    stages = rule.from_ if rule.from_ is not None else spec.possible
    if question.case.stage in stages:
        return None
    standard = question.standard
    now, name = stage_term(standard, question.case.stage), act_term(standard, spec.name)
    ahead = [s for s in ORDER if s in stages and ORDER.index(s) > ORDER.index(question.case.stage)]
    hint = f"要先到“{stage_term(standard, ahead[0])}”" if ahead else ""
    sentence = f"本件现在是“{now}”，不能{name}" + (f"；{hint}。" if hint else "。")
    return Refusal("not_at_this_stage", sentence, rule.cites)


def _not_for_this_case(question: Question, spec: Act, rule: ActRule) -> Refusal | None:
    if holds(rule.for_, question.case, question.standard):
        return None
    sentence = f"“{act_term(question.standard, spec.name)}”不适用于本件的情形。"
    return Refusal("not_for_this_case", sentence, rule.cites)


def _waits(question: Question, spec: Act, rule: ActRule) -> Refusal | None:
    pending = question.case.pending.values()
    if any(p.act == spec.name for p in pending):
        return Refusal(
            "already_pending", f"“{act_term(question.standard, spec.name)}”已报批，等批复。"
        )
    if pending and spec.moves_the_stage and spec.name != "withdraw":
        waiting = act_term(question.standard, next(iter(pending)).act)
        return Refusal("waiting_for_approval", f"“{waiting}”正在报批，批复以后才能继续。")
    return None


def _too_often(question: Question, spec: Act, rule: ActRule) -> Refusal | None:
    if rule.times is None:
        return None
    done = [p for p in question.case.past if p.act == spec.name and p.round == question.case.round]
    if sum(p.name == spec.event for p in done) < rule.times:
        return None
    name = act_term(question.standard, spec.name)
    return Refusal("too_often", f"“{name}”只能作 {rule.times} 次，已经作过。", rule.cites)


def _still_owed(question: Question, spec: Act, rule: ActRule) -> Refusal | None:
    if spec.name not in ("complete", "archive"):
        return None
    open_duties = question.case.holding_up(spec.name)
    if not open_duties:
        return None
    standard = question.standard
    words = "、".join(
        f"{role_term(standard, d.by)}“{duty_term(standard, d.rule)}”" for d in open_duties
    )
    name = act_term(standard, spec.name)
    return Refusal("still_owed", f"还不能{name}：{words}尚未完成。", rule.cites)


def _is_staff(role: str, standard: Standard) -> bool:
    """Whether a role is the centre's own: not a department's or a station's, which have part only
    in what is placed with them or brought by them, and nobody's outside."""
    known = standard.roles.get(role)
    return role not in OUTSIDE and (known is None or known.reads != "placed")


def _why_not_housekeeping(question: Question, spec: Act) -> Refusal | None:
    case, actor = question.case, question.actor
    if case.stage not in spec.possible:
        return Refusal("not_at_this_stage", f"本件现在不能“{spec.term}”。")
    if spec.core_by == ("approver",):
        return _why_not_approve(question)
    roles = roles_towards(case, actor, question.standard)
    staff = any(_is_staff(role, question.standard) for role in actor.roles)
    if not any((by == "centre_staff" and staff) or by in roles for by in spec.core_by):
        return Refusal("not_your_act", f"“{spec.term}”由本中心工作人员办理。")
    return spec.check(question)


def _why_not_approve(question: Question) -> Refusal | None:
    case, standard = question.case, question.standard
    number = question.value("request")
    if number is None and len(case.pending) == 1:
        number = next(iter(case.pending))
    request = case.pending.get(number) if isinstance(number, int) else None
    if request is None:
        return Refusal("nothing_to_approve", "没有待批的事项。")
    rule = standard.acts.get(request.act)
    approval = rule.approval if rule else None
    roles = roles_towards(case, question.actor, standard)
    if approval is None or approval.by not in roles:
        who = role_term(standard, approval.by) if approval else "有权的人"
        return Refusal("not_your_act", f"由{who}批准。", approval.cites if approval else ())
    if request.by.names & question.actor.names:
        return Refusal("same_person", "报批的人不能自己批准，请另一个人批。", approval.cites)
    return None


def may_ever(act: str, roles: frozenset[str], placed: bool, standard: Standard) -> bool:
    """Whether whoever has these roles at a centre may do an act on some case there, or write it
    down for others; ``placed``: cases can be given to a unit of theirs."""
    spec, rule = ACTS[act], standard.acts.get(act)
    all_roles = _roles_on_some_case(roles, placed, standard)
    if not spec.is_housekeeping:
        return rule is not None and bool(all_roles & {*rule.by, *rule.recorded_by})
    if spec.core_by == ("approver",):
        approvals = (each.approval for each in standard.acts.values() if each.approval)
        return any(approval.by in all_roles for approval in approvals)
    staff = any(_is_staff(role, standard) for role in roles)
    return any((by == "centre_staff" and staff) or by in all_roles for by in spec.core_by)


def _roles_on_some_case(
    roles: frozenset[str], placed: bool, standard: Standard
) -> frozenset[str]:  # fmt: skip
    found = set(roles)
    if placed:
        found |= {"lead_department", "supporting_department", "any_assigned"}
    if standard.conduct and standard.conduct.held_by in roles:
        found |= set(standard.conduct.stands_in_for)
    if any(tier.holder in roles for tier in standard.tiers.values()):
        found.add("tier_holder")
    return frozenset(found)
