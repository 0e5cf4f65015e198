"""校验改进与监督: causes told by real values, every step of a block point taken by somebody, second
persons, and a slip that somebody owes an answer to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol, get_args

from bancheng.core.ask import Shape
from bancheng.core.decider import FIELDS
from bancheng.core.given import options
from bancheng.core.standard.faults import Path
from bancheng.core.standard.improving import OWNER, PointStep
from bancheng.core.standard.standard import Standard


class Linter(Protocol):
    """What is asked of the linter: to note a fault, and to look a name up."""

    standard: Standard

    def fault(self, path: Path, problem: str, expected: str = "", near: str = "") -> None: ...

    def name(self, path: Path, what: str, value: str, known: Iterable[str]) -> bool: ...


def improving(linter: Linter) -> None:
    """All of it, in the order of the schema."""
    _causes(linter)
    _steps(linter)
    _recurring(linter)
    _staff_records(linter)
    _conduct(linter)
    _slips(linter)
    _revisit(linter)


def _causes(linter: Linter) -> None:
    choosable = _choosable(linter.standard)
    for name, cause in linter.standard.causes.items():
        for field, values in cause.shown_by.items():
            path: Path = ("causes", name, "shown_by", field)
            if linter.name(path, "可选的栏目", field, choosable):
                for value in values:
                    linter.name(path, "选项", value, choosable[field])


def _choosable(standard: Standard) -> dict[str, Mapping[str, str]]:
    """The fields a cause can be told by: those with closed lists, and what each may be."""
    found: dict[str, Mapping[str, str]] = {}
    for name, ask in FIELDS.items():
        known = options(ask.options, standard) if ask.shape is Shape.CODE else None
        if known is not None:
            found[name] = known
    return found | {n: f.choices for n, f in standard.fields.items() if f.shape == "code"}


def _steps(linter: Linter) -> None:
    steps = linter.standard.improvement
    missing = [step for step in get_args(PointStep) if step not in steps] if steps else []
    if missing:
        linter.fault(("improvement",), f"堵点的步骤没有写全，缺 {'、'.join(missing)}")
    if steps and not linter.standard.causes:
        linter.fault(("improvement",), "有堵点而没有原因可选", "causes")
    for step, rule in steps.items():
        known = [*linter.standard.roles, *((OWNER,) if step != "propose" else ())]
        for role in rule.by:
            linter.name(("improvement", step, "by"), "角色", role, known)


def _recurring(linter: Linter) -> None:
    recurring = linter.standard.recurring
    if recurring is not None and recurring.told_in is not None:
        known = [*FIELDS, *linter.standard.fields]
        linter.name(("recurring", "told_in"), "栏目", recurring.told_in, known)


def _staff_records(linter: Linter) -> None:
    roles = linter.standard.roles
    for name, rule in linter.standard.staff_records.items():
        for key in ("by", "confirmed_by", "read_by"):
            for role in getattr(rule, key):
                linter.name(("staff_records", name, key), "角色", role, roles)


def _conduct(linter: Linter) -> None:
    conduct = linter.standard.conduct
    if conduct is not None:
        for key in ("held_by", "reported_by"):
            linter.name(("conduct", key), "角色", getattr(conduct, key), linter.standard.roles)
        for role in conduct.stands_in_for:
            linter.name(("conduct", "stands_in_for"), "角色", role, linter.standard.roles)


def _slips(linter: Linter) -> None:
    """Whoever is asked owes an answer, and only an act that asks somebody can make them owe it."""
    duties = linter.standard.duties
    asking = {"inquired"}
    for name, rule in duties.items():
        if rule.by == "asked_person" and not set(rule.arises) <= asking:
            linter.fault(("duties", name, "arises"), "被询问人只因核查函而欠答复", "inquired")
    if "inquire" not in linter.standard.acts:
        return
    answered = any(
        rule.by == "asked_person" and "answer_inquiry" in rule.owed for rule in duties.values()
    )
    if not answered:
        expected = "一条 by: asked_person、owed: answer_inquiry 的 duties"
        linter.fault(("acts", "inquire"), "发了核查函却没有人欠答复", expected)


def _revisit(linter: Linter) -> None:
    """Whoever revisits may do the act, and nobody else may: it is made from the campaign's list."""
    rule, act = linter.standard.revisit, linter.standard.acts.get("revisit")
    if rule is None:
        if act is not None:
            linter.fault(("acts", "revisit"), "有全量回访这一步，却没有写 revisit（由谁办）")
        return
    linter.name(("revisit", "by"), "角色", rule.by, linter.standard.roles)
    if act is None or act.by != (rule.by,):
        linter.fault(("revisit", "by"), "全量回访由谁办，两处要一致", f"acts.revisit.by: {rule.by}")
