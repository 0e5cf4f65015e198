"""Times of things done in turn, so that whatever else the machine does falls on all alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter

from bancheng.config import long_lived

Work = Callable[[], object]


def in_turn(works: Mapping[str, Work], rounds: int) -> dict[str, float]:
    """The median seconds of each, over rounds in which each is done once."""
    times: dict[str, list[float]] = {name: [] for name in works}
    long_lived.set_aside()  # as a server has done before it answers
    for _ in range(rounds):
        for name, work in works.items():
            begun = perf_counter()
            work()
            times[name].append(perf_counter() - begun)
    return {name: median(taken) for name, taken in times.items()}
