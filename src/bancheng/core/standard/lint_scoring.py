"""校验评分: points that add up, bands that do not overlap, duties owed by that kind of subject."""

from __future__ import annotations

from itertools import pairwise

from bancheng.core.standard.faults import Path
from bancheng.core.standard.lint_improving import Linter
from bancheng.core.standard.scoring import SUBJECTS, Indicator, Scoring

OF_DEPARTMENTS = frozenset({"lead_department", "supporting_department", "any_assigned"})


def scoring(linter: Linter) -> None:
    """The section ``scoring``, where there is one."""
    rule = linter.standard.scoring
    if rule is None:
        return
    for role in rule.by:
        _reads_all(linter, role)
    for name, one in rule.indicators.items():
        _indicator(linter, ("scoring", "indicators", name), one)
    _adds_up(linter, rule)
    _bands(linter, rule)


def _reads_all(linter: Linter, role: str) -> None:
    """Whoever fixes a score must be able to open the cases behind it."""
    path: Path = ("scoring", "by")
    roles = linter.standard.roles
    if linter.name(path, "角色", role, roles) and roles[role].reads != "centre":
        linter.fault(path, f"“{role}”看不到全部工单，不能评分", "reads: centre 的角色")


def _indicator(linter: Linter, path: Path, one: Indicator) -> None:
    if (one.takes is None) == (one.gives is None):
        linter.fault(path, "takes（扣分）和 gives（加分）要写一个，也只写一个")
    if one.gives is not None and one.each is None:
        linter.fault(path, "加分的要写每件加几分", "each: 1")
    if one.each is not None and one.each > one.points:
        linter.fault((*path, "each"), f"一件 {one.each} 分，比这一项的 {one.points} 分还多")
    if one.takes != "late":
        if one.duties:
            linter.fault((*path, "duties"), "只有按时限扣分的（takes: late）才写 duties")
        return
    if one.of == "window" and not one.duties:
        linter.fault(path, "窗口按哪些应办的事计时，要写明", "duties: [inform]")
    for name in one.duties:
        if linter.name((*path, "duties"), "应办事项", name, linter.standard.duties):
            _owed_by(linter, path, one, name)


def _owed_by(linter: Linter, path: Path, one: Indicator, name: str) -> None:
    by_department = linter.standard.duties[name].by in OF_DEPARTMENTS
    if one.of == "department" and not by_department:
        linter.fault((*path, "duties"), f"“{name}”不由部门承担，不能算到部门头上")
    if one.of == "window" and by_department:
        linter.fault((*path, "duties"), f"“{name}”由部门承担，不能算到窗口头上")


def _adds_up(linter: Linter, rule: Scoring) -> None:
    for subject, term in SUBJECTS.items():
        own = [one.points for one in rule.of(subject).values() if one.takes is not None]
        if rule.of(subject) and sum(own) != rule.full:
            linter.fault(
                ("scoring", "indicators"),
                f"{term}各项加起来是 {sum(own)} 分，不是 {rule.full} 分（加分项不算在内）",
                f"{subject} 的 points 合计 {rule.full}",
            )


def _bands(linter: Linter, rule: Scoring) -> None:
    begins = [band.from_ for band in rule.bands]
    for number, (above, below) in enumerate(pairwise(begins), 1):
        if below >= above:
            linter.fault(
                ("scoring", "bands", number, "from"), f"各档重叠：上一档从 {above} 起", "由高到低"
            )
    if begins and begins[-1] != 0:
        linter.fault(("scoring", "bands"), "最低一档要从 0 起，否则低分没有档", "from: 0")
    labels = [band.label for band in rule.bands]
    for number, label in enumerate(labels):
        if label in labels[:number]:
            linter.fault(("scoring", "bands", number, "label"), f"“{label}”写了两档")
