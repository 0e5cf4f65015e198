"""清除: with a case's personal details go its codes and whoever is asking with them."""

from __future__ import annotations

from bancheng.petitioner.code_row import QueryCode


def forget_case(case_no: str) -> None:
    """Called in the transaction that erases a case; sessions go with their codes."""
    QueryCode.objects.filter(case_no=case_no).delete()
