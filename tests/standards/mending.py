"""Makes a changed standard readable again, by dropping what leaned on the rule that is gone.

Without this, taking an act out would only show that the standard is refused when it is read; a
region that drops the act would drop the duties that owe it too, and the stories must notice that.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bancheng.core.standard.faults import Path, StandardFaults
from bancheng.core.standard.load import fit
from bancheng.core.standard.source import Place, Source
from bancheng.core.standard.standard import Standard
from tests.standards.mutation import GONE, Data, changed

SCORING = ("scoring",)  # its points add up, or it goes whole
MOST = 40  # so many repairs one after the other; beyond it the standard is given up


def fitted(data: Data) -> Standard:
    """The standard in ``data``. Raises StandardFaults."""
    return fit(Source(data, "a changed copy", {(): Place("a changed copy", 1, 1)}))


def mended(data: Data) -> Standard | None:
    """The standard in ``data`` after the least repairs that let it be read; None if none does."""
    for _ in range(MOST):
        faults = _faults(data)
        if isinstance(faults, Standard):
            return faults
        better = next(_better(data, faults), None)
        if better is None:
            return None
        data = better
    return None


def _faults(data: Data) -> Standard | list[Path]:
    try:
        return fitted(data)
    except StandardFaults as wrong:
        return [fault.path for fault in wrong.faults]


def _better(data: Data, faults: list[Path]) -> Iterator[Data]:
    """The data with one thing less and fewer faults than before."""
    for path in _droppable(data, faults[0]):
        less = changed(data, path, GONE)
        left = _faults(less)
        if isinstance(left, Standard) or _weight(left) < _weight(faults):
            yield less


def _weight(faults: list[Path]) -> tuple[int, int]:
    """A score leans on duties and nothing on it: its faults come last."""
    return sum(path[:1] != SCORING for path in faults), len(faults)


def _droppable(data: Data, path: Path) -> Iterator[Path]:
    """What may be dropped for a fault: one item of a list, the whole entry, the key alone."""
    path = _written(data, path)
    value = _value(data, path)
    if isinstance(value, list) and len(value) > 1:
        yield from ((*path, number) for number in range(len(value)))
    if len(path) > 2:
        yield path[:2]
    if len(path) > 1:
        yield path
    if path[:1] == SCORING and len(path) == 3:  # an indicator that nothing is left of
        yield SCORING


def _written(data: Data, path: Path) -> Path:
    """The longest part of the path that stands in the data."""
    for size in range(len(path), 0, -1):
        try:
            _value(data, path[:size])
        except (KeyError, IndexError, TypeError):
            continue
        return path[:size]
    return ()


def _value(data: Any, path: Path) -> Any:
    for part in path:
        data = data[part]
    return data
