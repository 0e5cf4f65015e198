"""边栏: the entries of the side list. Each area of pages declares its own; groups order them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from bancheng.web.desk import Reader

GROUPS = ("", "窗口", "监督", "资料", "设置")
"""The order of the groups; the first one has no heading."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: ``at`` marks the page it leads to, ``shown`` says to whom, ``key`` opens it.

    ``shown`` must be cheap: it is asked for every page.
    """

    label: str
    url: str
    at: str
    shown: Callable[[Reader], bool]
    group: str = ""
    sort: int = 100
    key: str = ""

    @property
    def address(self) -> str:
        """Where it leads."""
        return reverse(self.url)


@dataclass(frozen=True, slots=True)
class Group:
    """A heading and what stands under it."""

    heading: str
    entries: tuple[Entry, ...]


def grouped(entries: Iterable[Entry], reader: Reader) -> tuple[Group, ...]:
    """The groups with something in them for this reader, in order."""
    mine = [entry for entry in entries if entry.shown(reader)]
    return tuple(
        Group(heading, tuple(sorted(inner, key=lambda entry: entry.sort)))
        for heading in GROUPS
        if (inner := [entry for entry in mine if entry.group == heading])
    )
