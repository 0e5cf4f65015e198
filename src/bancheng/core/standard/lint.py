"""校验: does a standard hang together? Every fault is named with its place and what would do.

The schema has looked at shapes; here names are followed: roles, acts, events, conditions, and
whether each holder may do what it owes and each kind has somebody owing an answer.
"""

from __future__ import annotations

from collections.abc import Iterable

from bancheng.core.acts import ACT_OF_EVENT, ACTS, GROUPS
from bancheng.core.applying import COUNTERS
from bancheng.core.ask import ON_EVERY_ACT
from bancheng.core.glossary import RELATIVE_ROLES
from bancheng.core.standard.act_rule import ActRule
from bancheng.core.standard.conditions import allowed_values
from bancheng.core.standard.duty_rule import DutyRule
from bancheng.core.standard.faults import Path, StandardFault, nearest
from bancheng.core.standard.form_values import unknown_values
from bancheng.core.standard.lint_bulletin import bulletin
from bancheng.core.standard.lint_improving import improving
from bancheng.core.standard.lint_ledgers import ledgers
from bancheng.core.standard.lint_scoring import scoring
from bancheng.core.standard.lint_signs import signs
from bancheng.core.standard.source import Source
from bancheng.core.standard.sourced import Condition
from bancheng.core.standard.sourced_rules import sourced_rules
from bancheng.core.standard.standard import Standard
from bancheng.core.standard.within import BEFORE_DUE

CORE_FIELDS = frozenset(
    {a.name for act in ACTS.values() for a in act.fields} | {a.name for a in ON_EVERY_ACT}
)


class Linter:
    """Gathers the faults of one standard."""

    def __init__(self, standard: Standard, source: Source) -> None:
        self.standard = standard
        self.source = source
        self.faults: list[StandardFault] = []

    def fault(self, path: Path, problem: str, expected: str = "", near: str = "") -> None:
        """Note one fault at its place."""
        at = self.source.place(path)
        self.faults.append(StandardFault(at.file, at.line, path, problem, expected, near))

    def name(self, path: Path, what: str, value: str, known: Iterable[str]) -> bool:
        """Whether ``value`` is one of ``known``; a fault if not."""
        known = list(known)
        if value in known:
            return True
        near = nearest(value, known)
        self.fault(path, f"没有{what}“{value}”", "" if near else "、".join(known[:12]), near)
        return False


def lint(standard: Standard, source: Source) -> list[StandardFault]:
    """The faults, in the order of the file."""
    linter = Linter(standard, source)
    first = (_words, _acts, _duties, _manners, _routes, _forms, _answers)
    for part in (*first, improving, signs, ledgers, bulletin, scoring, _cited):
        part(linter)
    return sorted(linter.faults, key=lambda f: (f.file, f.line))


def _roles(standard: Standard) -> list[str]:
    return [*standard.roles, *RELATIVE_ROLES]


def _words(linter: Linter) -> None:
    standard = linter.standard
    for name, kind in standard.kinds.items():
        if kind.under is not None and linter.name(
            ("kinds", name, "under"), "类别", kind.under, standard.kinds
        ):
            above = standard.kinds_above(kind.under)
            if name in above:
                linter.fault(("kinds", name, "under"), "类别绕成了圈")
        _asked(linter, ("kinds", name, "asks"), kind.asks)
    for name, ground in standard.grounds.items():
        _asked(linter, ("grounds", name, "asks"), ground.asks)
    for name in standard.fields:
        if name in CORE_FIELDS:
            linter.fault(("fields", name), f"“{name}”是已有的栏目，请换一个名字")
    _from_below(linter)
    for role in standard.roles:
        if role in RELATIVE_ROLES:
            linter.fault(("roles", role), f"“{role}”是按工单确定的角色，不必也不能另设")


def _from_below(linter: Linter) -> None:
    """At most one channel takes what each kind of lower unit sends."""
    standard = linter.standard
    for below in ("station", "centre"):
        named = [name for name, channel in standard.channels.items() if channel.below == below]
        if len(named) > 1:
            linter.fault(("channels", named[1], "below"), f"已有“{named[0]}”收下级的来件")


def _asked(linter: Linter, path: Path, names: Iterable[str]) -> None:
    known = {*CORE_FIELDS, *linter.standard.fields}
    for name in names:
        linter.name(path, "栏目", name, known)


def _acts(linter: Linter) -> None:
    standard = linter.standard
    listed = [a for a, spec in ACTS.items() if not spec.is_housekeeping]
    for name, rule in standard.acts.items():
        if not linter.name(("acts", name), "步骤", name, listed):
            continue
        for stage in rule.from_ or ():
            if stage not in ACTS[name].possible:
                able = "、".join(sorted(ACTS[name].possible))
                linter.fault(("acts", name, "from"), f"不能从“{stage}”作这一步", able)
        for key, roles in (("by", rule.by), ("recorded_by", rule.recorded_by)):
            for role in roles:
                linter.name(("acts", name, key), "角色", role, _roles(standard))
        if rule.approval:
            linter.name(("acts", name, "approval", "by"), "角色", rule.approval.by, standard.roles)
        _asked(linter, ("acts", name, "asks"), rule.asks)
        _asked(linter, ("acts", name, "may"), rule.may)
        _condition(linter, ("acts", name, "for"), rule.for_)


def _condition(linter: Linter, path: Path, condition: Condition) -> None:
    for key, values in condition.items():
        known = allowed_values(linter.standard)
        if not linter.name((*path, key), "条件", key, [*known, *COUNTERS]):
            continue
        if key in COUNTERS:
            if type(values[0]) is not int:
                linter.fault((*path, key), f"写成了“{values[0]}”", "一个整数")
            continue
        for value in values:
            if value not in known[key] or (isinstance(value, bool) != (True in known[key])):
                shown = [str(v).lower() if isinstance(v, bool) else str(v) for v in known[key]]
                near = nearest(str(value), shown)
                expected = "" if near else "、".join(shown)
                linter.fault((*path, key), f"条件“{key}”没有“{value}”这个值", expected, near)


def events_of(standard: Standard) -> frozenset[str]:
    """The event names that can happen under a standard, groups included."""
    names = set()
    for name, spec in ACTS.items():
        if spec.is_housekeeping or name in standard.acts:
            names |= {spec.event, *spec.others}
            rule = standard.acts.get(name)
            if rule and rule.approval:
                names |= {f"{name}_requested", f"{name}_refused"}
    return frozenset(names | {g for g, events in GROUPS.items() if events & names})


def _duties(linter: Linter) -> None:
    standard = linter.standard
    happens = events_of(standard)
    for name, rule in standard.duties.items():
        path: Path = ("duties", name)
        for event in rule.arises:
            if event not in ACT_OF_EVENT and event not in GROUPS:
                linter.name((*path, "arises"), "事件", event, sorted(happens))
            elif event not in happens:
                linter.fault((*path, "arises"), f"“{event}”在本规范中不会发生：没有相应的步骤")
        linter.name((*path, "by"), "角色", rule.by, _roles(standard))
        for act in rule.owed:
            _may_do(linter, (*path, "owed"), rule, act)
        for act in rule.lifted_by:
            linter.name((*path, "lifted_by"), "步骤", act, [*standard.acts, *_housekeeping()])
        _condition(linter, (*path, "for"), rule.for_)
        _condition(linter, (*path, "except"), rule.except_)
        _counts_from(linter, path, rule)
        if rule.within == BEFORE_DUE and "extended" not in rule.arises:
            linter.fault((*path, "within"), "before due 只用于由 extended 引起的事")
        for act in rule.repeat.until if rule.repeat else ():
            linter.name((*path, "repeat", "until"), "步骤", act, standard.acts)


def _housekeeping() -> list[str]:
    return [name for name, spec in ACTS.items() if spec.is_housekeeping]


def _may_do(linter: Linter, path: Path, rule: DutyRule, act: str) -> None:
    acts = linter.standard.acts
    if not linter.name(path, "步骤", act, acts):
        return
    if not may(acts[act], rule.by, linter.standard):
        linter.fault(
            path, f"{rule.by} 应办 {act}，却没有办 {act} 的权限", f"acts.{act}.by 加上 {rule.by}"
        )


def may(rule: ActRule, holder: str, standard: Standard) -> bool:
    """Whether the holder of a duty may do, or write down, an act."""
    wider = {holder}
    if holder in ("lead_department", "supporting_department"):
        wider.add("any_assigned")
    if holder == "tier_holder":
        return all(t.holder in rule.by or "tier_holder" in rule.by for t in standard.tiers.values())
    return bool(wider & {*rule.by, *rule.recorded_by})


def _counts_from(linter: Linter, path: Path, rule: DutyRule) -> None:
    source = rule.counts_from
    if source is None:
        return
    if source.startswith("due of "):
        target = source.removeprefix("due of ")
        linter.name((*path, "counts_from"), "应办事项", target, linter.standard.duties)
    else:
        linter.name((*path, "counts_from"), "事件", source, sorted(events_of(linter.standard)))


def _manners(linter: Linter) -> None:
    standard = linter.standard
    for name, tier in standard.tiers.items():
        linter.name(("tiers", name, "holder"), "角色", tier.holder, standard.roles)
    for name, card in standard.cards.items():
        for role in card.tell:
            linter.name(("cards", name, "tell"), "角色", role, _roles(standard))
    for role in standard.rota.kept_by if standard.rota else ():
        linter.name(("rota", "kept_by"), "角色", role, standard.roles)
    if standard.rota and standard.rota.led_by:
        linter.name(("rota", "led_by"), "角色", standard.rota.led_by, standard.roles)
    for kind in standard.returns.by_kind if standard.returns else ():
        linter.name(("returns", "by_kind", kind), "类别", kind, standard.kinds)
    declared = [k for k, kind in standard.kinds.items() if kind.declared]
    if len(declared) > 1:
        linter.fault(("kinds", declared[1], "declared"), "只能有一个类别由声明引起")
    if "{n" not in standard.numbering.pattern:
        linter.fault(("numbering", "pattern"), "编号里没有序号", "{n:03}")
    _numbering(linter)


def _numbering(linter: Linter) -> None:
    values = {"centre": "C", "date": "20260102", "year": "2026", "n": 1}
    try:
        linter.standard.numbering.pattern.format(**values)
    except (KeyError, IndexError, ValueError):
        linter.fault(("numbering", "pattern"), "编号样式有误", "{centre}、{date}、{year}、{n:03}")


def _routes(linter: Linter) -> None:
    standard = linter.standard
    for name, route in standard.routes.items():
        for step in route.through:
            path: Path = ("routes", name, "through")
            if linter.name(path, "步骤", step.act, [*standard.acts, "approve"]):
                _asked(linter, path, step.with_)


def _forms(linter: Linter) -> None:
    for name, form in linter.standard.forms.items():
        for number, row in enumerate(form.rows):
            for cell in row:
                for value, near in unknown_values(cell, linter.standard):
                    linter.fault(
                        ("forms", name, "rows", number), f"没有“{{{value}}}”这个值", "", near
                    )


def _answers(linter: Linter) -> None:
    """Every kind has somebody owing a result, opinion or basis."""
    standard = linter.standard
    answers = [d for d in standard.duties.values() if d.means in ("result", "opinion", "basis")]
    for kind in standard.leaf_kinds:
        line = standard.kinds_above(kind)
        if not any(set(d.for_.get("kind", line)) & set(line) for d in answers):
            linter.fault(
                ("kinds", kind), "这一类没有任何人应当答复", "一条 means: result 的 duties"
            )


def _cited(linter: Linter) -> None:
    clauses = linter.standard.clauses
    if not clauses:
        return
    for path, rule in sourced_rules(linter.standard):
        for clause in rule.cites:
            linter.name((*path, "cites"), "条款", clause, clauses)
