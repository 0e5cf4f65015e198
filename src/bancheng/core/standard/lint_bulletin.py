"""校验通报: who writes it, a number that differs from issue to issue, and kinds that there are."""

from __future__ import annotations

from string import Formatter

from bancheng.core.standard.lint_improving import Linter

IN_A_NUMBER = {"year", "n"}


def bulletin(linter: Linter) -> None:
    """The section ``bulletin``, where there is one."""
    rule = linter.standard.bulletin
    if rule is None:
        return
    for role in rule.by:
        linter.name(("bulletin", "by"), "角色", role, linter.standard.roles)
    for kind in rule.praise:
        linter.name(("bulletin", "praise"), "人员记录", kind, linter.standard.staff_records)
    try:
        names = {name for _, name, _, _ in Formatter().parse(rule.number) if name is not None}
    except ValueError:
        names = set()
    if "n" not in names or names - IN_A_NUMBER:
        linter.fault(
            ("bulletin", "number"), "期号只能写 {year} 和 {n}，而且要有 {n}", "{year}年第{n}期"
        )
