"""边栏: the entries of the side list. Each area of pages declares its own; groups order them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

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
        return _address(self.url)


@lru_cache(maxsize=256)
def _address(url: str) -> str:
    """Each page asks for some twenty of them, and they never change."""
    return reverse(url)


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


@lru_cache(maxsize=512)
def drawn(groups: tuple[Group, ...], at: str) -> SafeString:
    """The side list as HTML, with the entry of the page marked. It is the same for all who are
    shown the same, on every page of theirs, so it is drawn once."""
    return render_to_string("web/side.html", {"groups": groups, "at": at})
