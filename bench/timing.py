"""Times of things done in turn, so that whatever else the machine does falls on all alike."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter

Work = Callable[[], object]


def in_turn(works: Mapping[str, Work], rounds: int) -> dict[str, float]:
    """The median seconds of each, over rounds in which each is done once."""
    times: dict[str, list[float]] = {name: [] for name in works}
    gc.collect()
    for _ in range(rounds):
        for name, work in works.items():
            begun = perf_counter()
            work()
            times[name].append(perf_counter() - begun)
    return {name: median(taken) for name, taken in times.items()}
