"""没有新动静以前: what was worked out of the rows of a few centres holds until an act is sealed
there.

Rows change with entries and with nothing else, so the last entry of each centre says whether
something may have changed. Nothing that opens a case is kept so: rights are asked anew each time.
"""

from __future__ import annotations

from collections.abc import Iterable

from bancheng.journal import read
from bancheng.people.chart import current

FEW = 3
"""Centres; one tiny query each. Where there are more, something happens all the time anyway."""

Mark = tuple[str, tuple[tuple[str, int, str], ...]]


def mark_of(chains: Iterable[str]) -> Mark | None:
    """The organisation in force and the last entry of each centre; None where there are many."""
    names = sorted(chains)
    if len(names) > FEW:
        return None
    return current().token, tuple((name, *read.head(name)) for name in names)
