"""Every change of one rule in a copy of a standard: taken out, a number, a name, a word changed.

Nothing here knows a region: the sections, their keys and what may stand there come from the
standard's own schema.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any, Literal, get_args, get_origin

from bancheng.core.acts import GROUPS
from bancheng.core.calendar import Limit, Unit
from bancheng.core.calendar.limit import LimitError
from bancheng.core.glossary import RELATIVE_ROLES
from bancheng.core.standard.conditions import allowed_values
from bancheng.core.standard.declared import leaves_at
from bancheng.core.standard.faults import Path
from bancheng.core.standard.lint import events_of
from bancheng.core.standard.standard import Standard

Data = dict[str, Any]

# The source of a rule and its reason are not the rule; what a clause says is our own gloss, and the
# signs of a kind or ground are only ever offered to a clerk.
NOT_RULES = frozenset({"cites", "because", "says", "served", "where", "builds_on", "signs"})
ROLES = frozenset({"by", "recorded_by", "tell", "holder", "to"})
ACT_NAMES = frozenset({"owed", "lifted_by", "until"})
# Names that stand for something elsewhere in the file; losing one is tried, another is not.
NAMES = frozenset({"asks", "may", "through", "act", "under", "counts_from", "follows"})
FEW = 2  # so many other choices are tried each, of more only one
WORDS_FOR_LIMITS = {"as decided", "as promised", "before due"}


class _Gone:
    """What stands where something was taken out."""


GONE = _Gone()


@dataclass(frozen=True)
class Mutation:
    """One change. ``clauses`` are those the changed rule cites; ``tries`` are the values to put
    there, the first that makes a standard that can be read being the change."""

    path: Path
    was: object
    tries: tuple[object, ...]
    clauses: tuple[str, ...]

    def __str__(self) -> str:
        place = ".".join(str(part) for part in self.path)
        to = "taken out" if self.tries == (GONE,) else f"→ {self.tries[0]}"
        was = "" if isinstance(self.was, dict | list) else f" {self.was}"
        return f"{place}{was} {to} ({', '.join(self.clauses) or 'no clause'})"


def generate(data: Data, standard: Standard) -> list[Mutation]:
    """Every mutation of a standard's data, in the order of the file."""
    return list(_inside(data, (), data, standard))


def changed(data: Any, path: Path, value: object) -> Any:
    """A copy of ``data`` with ``value`` at ``path``, or without what stands there."""
    head, rest = path[0], path[1:]
    copy: Any = dict(data) if isinstance(data, dict) else list(data)
    if rest:
        copy[head] = changed(data[head], rest, value)
    elif isinstance(value, _Gone):
        del copy[head]
    else:
        copy[head] = value
    return copy


def _inside(value: Any, path: Path, data: Data, standard: Standard) -> Iterator[Mutation]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in NOT_RULES:
                yield from _at((*path, key), inner, data, standard)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _at((*path, number), inner, data, standard, lonely=len(value) == 1)


def _at(
    path: Path, value: Any, data: Data, standard: Standard, *, lonely: bool = False
) -> Iterator[Mutation]:
    clauses = _clauses(path, data)
    if len(path) > 1 and not lonely:
        yield Mutation(path, value, (GONE,), clauses)
    if isinstance(value, dict | list):
        yield from _inside(value, path, data, standard)
    else:
        for tries in _others(path, value, standard):
            yield Mutation(path, value, tries, clauses)


def _clauses(path: Path, data: Data) -> tuple[str, ...]:
    """What the innermost rule around ``path`` cites; the index of clauses itself cites none."""
    found: tuple[str, ...] = ()
    value: Any = data
    for part in path:
        value = value[part]
        if isinstance(value, dict) and ("cites" in value or "because" in value):
            cites = value.get("cites", ())
            found = tuple(cites) if isinstance(cites, list) else (cites,) if cites else ()
    return found


def _others(path: Path, value: Any, standard: Standard) -> Iterator[tuple[object, ...]]:
    """The other values to try: each yield is one mutation, each item in it one way to make it."""
    key = next(part for part in reversed(path) if isinstance(part, str))
    if isinstance(value, bool):
        yield (not value,)
    elif isinstance(value, int):
        yield (value + 1,)
    elif "with" in path or "for" in path or "except" in path:
        yield _other_values(key, value, standard)
    elif key in NAMES or path[0] == "outcomes":
        return
    elif key in ROLES:
        yield tuple(r for r in (*standard.roles, *RELATIVE_ROLES) if r != value)
    elif key in ACT_NAMES:
        yield tuple(a for a in standard.acts if a != value)
    elif key == "arises":
        yield tuple(e for e in sorted(events_of(standard)) if e != value and not _kin(e, value))
    elif literal := _literals(path, value):
        yield from literal
    else:
        yield from ((other,) for other in _other_words(value))


def _kin(one: str, other: str) -> bool:
    return one in GROUPS.get(other, ()) or other in GROUPS.get(one, ())


def _other_values(key: str, value: object, standard: Standard) -> tuple[object, ...]:
    known: Mapping[str, Any] = allowed_values(standard)
    return (*(v for v in known.get(key, ()) if v != value), f"{value}改")


def _literals(path: Path, value: object) -> list[tuple[object, ...]]:
    for leaf in leaves_at(Standard, path):
        if get_origin(leaf) is Literal:
            names = list(get_args(leaf))
        elif isinstance(leaf, type) and issubclass(leaf, Enum):
            names = [member.value for member in leaf]
        else:
            continue
        others = tuple(names[names.index(value) + 1 :] + names[: names.index(value)])
        return [(other,) for other in others] if len(others) <= FEW else [others]
    return []


def _other_words(value: str) -> Iterator[object]:
    text, tail = value.removesuffix(" before due"), " before due"
    tail = tail if text != value else ""
    if value in WORDS_FOR_LIMITS:
        yield "3 working days"
    elif value == "first day late":
        yield "1 working day before due"
    elif limit := _limit(text):
        yield from (f"{other}{tail}" for other in _other_limits(limit))
    elif day := _day(value):
        yield (day + timedelta(days=1)).isoformat()
    else:
        yield f"{value}改"


def _other_limits(limit: Limit) -> Iterator[Limit]:
    if limit.count == 0:
        yield Limit(2, Unit.WORKING_DAYS)
        return
    yield Limit(limit.count + 1, limit.unit)
    # one calendar day and one working day end together: a rest day rolls to the next opening
    unlike = Unit.CALENDAR_DAYS if limit.count > 1 else Unit.HOURS
    yield Limit(limit.count, unlike if limit.unit is Unit.WORKING_DAYS else Unit.WORKING_DAYS)


def _limit(text: str) -> Limit | None:
    try:
        return Limit.parse(text)
    except LimitError:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
