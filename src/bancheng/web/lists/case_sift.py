"""工单的筛选条件: from an address to what is asked, and back; what can be chosen, in words.

An address carries codes and days only. The words of a search are sealed (``web/search.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from bancheng.casework.access import chains_in_reach
from bancheng.casework.queries import Sieve
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
MOST = 40
LONGEST = 80


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


@dataclass(frozen=True, slots=True)
class Chip:
    """One condition in words, and the filters without it as an address has them."""

    label: str
    without: str


def sieve_of(sent: QueryDict) -> Sieve:
    """The filters of an address or a form; what is none is left out."""
    values: dict[str, Any] = {}
    for field in fields(Sieve):
        if field.name in SECTIONS:
            codes = [code for code in sent.getlist(field.name) if code and len(code) <= LONGEST]
            values[field.name] = tuple(dict.fromkeys(codes[:MOST]))
        elif field.name in FLAGS:
            values[field.name] = bool(sent.get(field.name))
        else:
            values[field.name] = _day(sent.get(field.name, ""))
    return replace(Sieve(), **values)


def wrong_day(sent: QueryDict) -> str:
    """What is wrong with a day somebody typed; empty where nothing is."""
    for name in DAYS:
        text = sent.get(name, "").strip()
        if text and _day(text) is None:
            return f"“{text}”不是日期，要写成 2026-03-02 这样；这一条没有用上。"
    sieve = sieve_of(sent)
    if sieve.since_on and sieve.until_on and sieve.since_on > sieve.until_on:
        return "开始的日期在结束的日期之后，这样找不到工单；请把两个日期换过来。"
    return ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def parameters(sieve: Sieve) -> list[tuple[str, str]]:
    """The filters as an address has them."""
    found: list[tuple[str, str]] = []
    for field in fields(Sieve):
        value = getattr(sieve, field.name)
        if isinstance(value, tuple):
            found += [(field.name, code) for code in value]
        elif value:
            found.append((field.name, "1" if value is True else value.isoformat()))
    return found


def sections(sieve: Sieve, reader: Reader) -> list[Section]:
    """What this reader can choose from: the codes of the standards of their centres."""
    near = _standards_near(reader)
    found = []
    for name, (label, source) in SECTIONS.items():
        chosen = getattr(sieve, name)
        labels = _labels(name, source, near, reader)
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


def chips(sieve: Sieve, offered: Iterable[Section]) -> list[Chip]:
    """The conditions in force, in words."""
    found = []
    for section in offered:
        codes = getattr(sieve, section.name)
        labels = {choice.value: choice.label for choice in section.choices}
        for code in codes:
            rest: dict[str, Any] = {section.name: tuple(c for c in codes if c != code)}
            said = f"{section.label}：{labels.get(code, code)}"
            found.append(Chip(said, urlencode(parameters(replace(sieve, **rest)))))
    for name, label in FLAGS.items():
        if getattr(sieve, name):
            off: dict[str, Any] = {name: False}
            found.append(Chip(label, urlencode(parameters(replace(sieve, **off)))))
    for name, label in DAYS.items():
        if day := getattr(sieve, name):
            other: dict[str, Any] = {name: None}
            said = f"{label} {day.isoformat()}"
            found.append(Chip(said, urlencode(parameters(replace(sieve, **other)))))
    return found


def _may_ask_for_conduct(reader: Reader) -> bool:
    for centre in seats.centres_of(reader.user, reader.now):
        roles = standards.standard(centre.standard).roles
        held = seats.roles_at(reader.user, centre, reader.now)
        if any(roles[role].reads in ("centre", "conduct") for role in held if role in roles):
            return True
    return False


def _standards_near(reader: Reader) -> list[Standard]:
    """Every edition of the standards of the centres in reach, the newest first."""
    ids = {seats.unit_by_code(code).standard for code in chains_in_reach(reader.user)}
    return [
        standards.standard(name, edition)
        for name in sorted(ids)
        for edition in reversed(standards.editions(name))
    ]


def _labels(name: str, source: str, near: Iterable[Standard], reader: Reader) -> Mapping[str, str]:
    if name == "unit":
        return _units(reader)
    if name == "centre":
        units = [seats.unit_by_code(code) for code in sorted(chains_in_reach(reader.user))]
        return {unit.code: unit.shown for unit in units}
    found: dict[str, str] = {}
    for standard in near:
        told = OWN_WORDS[name](standard) if name in OWN_WORDS else options(source, standard)
        for code, label in (told or {}).items():
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
