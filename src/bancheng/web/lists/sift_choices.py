"""工单筛选的选项: what can be chosen in each filter, in the words of the standards.

Nobody is offered what they could never see a case of: see ``casework/queries/present.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bancheng.casework.queries import Present, Sieve, present
from bancheng.core.given import options
from bancheng.core.permission import stage_term
from bancheng.core.stage import Stage
from bancheng.core.standard.standard import Standard
from bancheng.library import standards
from bancheng.people import seats
from bancheng.web.desk import Reader
from bancheng.web.oversight.whole import centres_read_whole

FLAGS = {
    "owed": "还有未办的事",
    "late": "有超时的",
    "dissatisfied": "不满意、没解决",
    "green": "绿色通道",
    "conduct": "反映作风的",
}
DAYS = {"since_on": "登记日期从", "until_on": "到"}
SECTIONS: dict[str, tuple[str, str]] = {
    "stage": ("阶段", ""),
    "kind": ("类别", ""),
    "unit": ("承办部门", ""),
    "ground": ("受理情形", "grounds"),
    "outcome": ("结局", "outcomes"),
    "channel": ("来源", "channels"),
    "trait": ("特殊群体", "traits"),
    "tier": ("提级", "tiers"),
    "centre": ("中心", ""),
}
"""Filters of which several can be chosen: what each is called, and the list its codes are from."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value to choose."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Section:
    """One filter of which several values can be chosen."""

    name: str
    label: str
    choices: tuple[Choice, ...]

    @property
    def chosen(self) -> int:
        """How many are."""
        return sum(choice.chosen for choice in self.choices)


def sections(sieve: Sieve, reader: Reader) -> list[Section]:
    """What this reader can choose from. A filter with one choice chooses nothing and is left out,
    unless it is in force."""
    there = present(reader.user)
    found = []
    for name, (label, source) in SECTIONS.items():
        chosen = getattr(sieve, name)
        labels = _labels(name, source, there, reader)
        choices = tuple(Choice(code, text, code in chosen) for code, text in labels.items())
        if len(choices) > 1 or chosen:
            found.append(Section(name, label, choices))
    return found


def flags(sieve: Sieve, reader: Reader) -> list[Choice]:
    """The conditions that hold or not. Complaints about conduct are a condition of their own for
    whoever reads them as part of their work."""
    may = _may_ask_for_conduct(reader)
    return [
        Choice(name, label, getattr(sieve, name))
        for name, label in FLAGS.items()
        if name != "conduct" or may or sieve.conduct
    ]


def _may_ask_for_conduct(reader: Reader) -> bool:
    for centre in seats.centres_of(reader.user, reader.now):
        roles = standards.standard(centre.standard).roles
        held = seats.roles_at(reader.user, centre, reader.now)
        if any(roles[role].reads in ("centre", "conduct") for role in held if role in roles):
            return True
    return False


def _labels(name: str, source: str, there: Iterable[Present], reader: Reader) -> dict[str, str]:
    if name == "unit":
        return _units(reader)
    if name == "centre":
        return {one.centre: seats.unit_by_code(one.centre).shown for one in there}
    found: dict[str, str] = {}
    for one in there:
        told = OWN_WORDS.get(name)
        words = told(one.standard) if told else options(source, one.standard) or {}
        for code, label in words.items():
            if one.has(name, code):
                found.setdefault(code, label)
    return found


def _units(reader: Reader) -> dict[str, str]:
    """For those who see more than what a department of theirs has."""
    return {
        unit.code: unit.shown
        for centre in centres_read_whole(reader)
        for unit in seats.handling_units(centre)
    }


def _stages(standard: Standard) -> dict[str, str]:
    return {str(s): stage_term(standard, s) for s in Stage if s is not Stage.NONE}


def _kinds(standard: Standard) -> dict[str, str]:
    return {name: kind.label for name, kind in standard.kinds.items()}


OWN_WORDS: dict[str, Callable[[Standard], dict[str, str]]] = {"stage": _stages, "kind": _kinds}
