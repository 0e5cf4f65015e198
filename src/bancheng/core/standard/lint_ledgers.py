"""校验台账: every column of a ledger names a value that there is."""

from __future__ import annotations

from bancheng.core.ledger_values import values_known
from bancheng.core.standard.faults import nearest
from bancheng.core.standard.lint_signs import Linter


def ledgers(linter: Linter) -> None:
    """The columns of each ledger."""
    for name, ledger in linter.standard.ledgers.items():
        known = values_known(linter.standard, of_entries=name != "cases")
        for value in ledger.columns:
            if value not in known:
                near = nearest(value, sorted(known))
                path = ("ledgers", name, "columns", value)
                linter.fault(path, f"没有“{value}”这个值", "" if near else "case_no 等", near)
