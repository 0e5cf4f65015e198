"""常用筛选的标签: the saved views above the list of cases."""

from __future__ import annotations

from dataclasses import dataclass

from bancheng.core.permission import role_term
from bancheng.library import standards
from bancheng.web.desk import Reader
from bancheng.workbench import view_shelf
from bancheng.workbench.view_shelf import Shared, View


@dataclass(frozen=True, slots=True)
class Tab:
    """One view; ``whose`` is empty for one's own."""

    entry: str
    name: str
    whose: str
    open: bool


@dataclass(frozen=True, slots=True)
class Tabs:
    """The views of one reader, the one that is open, and for whom they may keep another."""

    every: list[Tab]
    open: Tab | None
    for_whom: list[tuple[str, str]]
    begins: bool


def tabs(reader: Reader, entry: str) -> Tabs:
    """For the head of the list."""
    views = view_shelf.listed(reader.user)
    every = [Tab(v.entry, v.name, _whose(v), v.entry == entry) for v in views]
    opened = next((tab for tab in every if tab.open), None)
    return Tabs(
        every,
        opened,
        [(told(shared), words(shared)) for shared in view_shelf.may_share(reader.user)],
        bool(opened) and view_shelf.beginning(reader.user) == entry,
    )


def told(shared: Shared) -> str:
    """A role at a centre as a form sends it."""
    return f"{shared.centre.code} {shared.role}"


def words(shared: Shared) -> str:
    """The same in words."""
    standard = standards.standard(shared.centre.standard)
    return f"{shared.centre.shown}的{role_term(standard, shared.role)}"


def _whose(view: View) -> str:
    return "" if view.owner else "共用"
