"""五级: a standard's own scale beside the five levels of 好差评."""

from __future__ import annotations

from bancheng.channels.template import mapping
from bancheng.core.standard.standard import Standard

BY_WORTH = {"good": 4, "fair": 3, "bad": 2}
"""满意, 基本满意, 不满意: what the five levels call them. 5 and 1 are more than a scale of three
says."""


def level_of(grade: str, standard: Standard, own: str) -> int | None:
    """The level, 1 to 5, of a grade of the scale; None where the scale does not have it."""
    chosen = mapping(own)
    if grade in chosen:
        return int(chosen[grade])
    scale = standard.callback.scale
    if grade not in scale:
        return None
    if len(scale) == 5:
        return 5 - list(scale).index(grade)
    return BY_WORTH[scale[grade].worth]


def grade_of(level: int, standard: Standard, own: str) -> str | None:
    """The grade that stands nearest to a level; None where there is none."""
    levels = {grade: level_of(grade, standard, own) for grade in standard.callback.scale}
    known = {grade: found for grade, found in levels.items() if found is not None}
    return min(known, key=lambda grade: abs(known[grade] - level), default=None)
