"""数据文件的原文: a strict YAML text as plain data that still knows where each value stands.

No file is opened here: the library reads, the core understands. A standard that builds on a
shared base of readings is merged here, entry by entry, and every value keeps the place it
came from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bancheng.core.standard.faults import Path, StandardFault, StandardFaults, nearest
from bancheng.core.standard.fitting import check
from bancheng.core.standard.strict_yaml import compose

__all__ = ["Place", "Source", "StandardFault", "StandardFaults", "check", "merge", "read"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands; line and column count from 1."""

    file: str
    line: int
    column: int


@dataclass(frozen=True)
class Source:
    """`data`: dict, list, str, int, bool or None. `place` knows every path within it."""

    data: Any
    file: str
    places: Mapping[Path, Place]

    def place(self, path: Path) -> Place:
        """Where `path` stands, or the nearest thing around it if it is not written."""
        while path not in self.places:
            path = path[:-1]
        return self.places[path]

    def value(self, path: Path) -> Any:
        """What stands at `path`; KeyError or IndexError where nothing does."""
        value = self.data
        for part in path:
            value = value[part]
        return value


def read(text: str, file: str) -> Source:
    """Strict YAML; `file` is only the name to speak of. Raises StandardFaults."""
    leafed = compose(text, file)
    places = {path: Place(file, *place) for path, place in leafed.places.items()}
    return Source(leafed.data, file, places)


def merge(base: Source, over: Source) -> Source:
    """`over` laid on `base`: a section that is a mapping of mappings is merged by entry.

    An entry in `over` replaces the entry of its name whole, null takes it out; any other
    section is replaced whole. Taking out what is not there is a slip and raises
    StandardFaults.
    """
    for source in (base, over):
        if not isinstance(source.data, dict):
            problem = "整个文件应由若干“键: 值”组成"
            raise StandardFaults([StandardFault(source.file, 1, (), problem)])
    merged = dict(base.data)
    places = dict(base.places)
    faults: list[StandardFault] = []
    places[()] = over.place(())
    for name, section in over.data.items():
        if _has_entries(base.data.get(name)) and isinstance(section, dict):
            merged[name] = dict(base.data[name])
            places[(name,)] = over.place((name,))
            for entry, value in section.items():
                _lay(merged[name], places, (name, entry), value, over, faults)
        else:
            _lay(merged, places, (name,), section, over, faults)
    if faults:
        raise StandardFaults(faults)
    return Source(merged, over.file, places)


def _has_entries(section: object) -> bool:
    return (
        isinstance(section, dict)
        and bool(section)
        and all(isinstance(entry, dict) for entry in section.values())
    )


def _lay(
    target: dict[str, Any],
    places: dict[Path, Place],
    path: Path,
    value: object,
    over: Source,
    faults: list[StandardFault],
) -> None:
    key = str(path[-1])
    if value is None and key not in target:
        at = over.place(path)
        faults.append(
            StandardFault(
                at.file, at.line, path, "要去掉的这一项本来就没有", "", nearest(key, target)
            )
        )
        return
    for stale in [known for known in places if known[: len(path)] == path]:
        del places[stale]
    if value is None:
        del target[key]
        return
    target[key] = value
    places.update({known: at for known, at in over.places.items() if known[: len(path)] == path})
