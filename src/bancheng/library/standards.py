"""规范库: reads the standards' folders — editions, clauses, stories — and keeps what it read.

A folder holds one file an edition, ``clauses.yaml``, ``stories/`` and perhaps ``demo/``. Files at
the top whose name starts with «_» are shared readings that a standard may build on.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bancheng.core.standard.faults import StandardFault, StandardFaults, nearest
from bancheng.core.standard.load import fit, with_base
from bancheng.core.standard.source import Source, check, merge, read
from bancheng.core.standard.standard import Standard
from bancheng.core.stories.story import Story, StoryFile
from bancheng.library.places import own_standards_dir, standards_dir

CLAUSES = "clauses.yaml"


class StandardMissingError(LookupError):
    """There is no such standard or edition; ``str()`` is a sentence that names those there are."""


def ids(folder: Path | None = None) -> list[str]:
    """The ids of all standards on the shelf."""
    return sorted({name for top in _tops(folder) for name in _folders(top)})


def _tops(folder: Path | None) -> list[Path]:
    """Where standards lie: those that came with the program, and the centre's own."""
    return [folder] if folder else [standards_dir(), own_standards_dir()]


def _folders(top: Path) -> list[str]:
    if not top.is_dir():
        return []
    return [p.name for p in top.iterdir() if p.is_dir() and not p.name.startswith(("_", "."))]


def place_of(standard_id: str, folder: Path | None = None) -> Path:
    """The folder that holds the standard's folder; one that came with the program comes first, so
    that no case's rules can be replaced from the data folder."""
    if folder:
        return folder
    tops = (standards_dir(), own_standards_dir())
    try:
        return _place(tops, standard_id)
    except LookupError:
        return tops[0]


@cache
def _place(tops: tuple[Path, ...], standard_id: str) -> Path:
    """Looked for once; what is not there (yet) is looked for again."""
    for top in tops:
        if (top / standard_id).is_dir():
            return top
    raise LookupError(standard_id)


def editions(standard_id: str, folder: Path | None = None) -> list[str]:
    """The editions of a standard, oldest first; listed once. Raises StandardMissingError."""
    return list(_known_editions(place_of(standard_id, folder), standard_id))


@cache
def _known_editions(top: Path, standard_id: str) -> tuple[str, ...]:
    return tuple(_list_editions(top, standard_id))


def _list_editions(top: Path, standard_id: str) -> list[str]:
    if not (top / standard_id).is_dir() or standard_id not in _folders(top):
        known = sorted({*_folders(top), *_folders(own_standards_dir())})
        near = nearest(standard_id, known)
        hint = f"是否想写 {near}？" if near else f"现有：{'、'.join(known)}。"
        raise StandardMissingError(f"没有“{standard_id}”这份规范。{hint}")
    return sorted(p.stem for p in (top / standard_id).glob("*.yaml") if p.name != CLAUSES)


def standard(standard_id: str, edition: str | None = None, folder: Path | None = None) -> Standard:
    """A standard, by default its newest edition; read once.

    Raises StandardMissingError, and StandardFaults where the file is wrong.
    """
    top = place_of(standard_id, folder)
    known = _known_editions(top, standard_id)
    wanted = edition or (known[-1] if known else "")
    if wanted not in known:
        raise StandardMissingError(
            f"规范“{standard_id}”没有“{wanted}”这一版，现有：{'、'.join(known) or '无'}。"
        )
    return _standard(top, standard_id, wanted)


def source(standard_id: str, edition: str, folder: Path | None = None) -> Source:
    """The text of an edition with its clauses and what it builds on, before it is checked."""
    top = place_of(standard_id, folder)
    found = _read(top / standard_id / f"{edition}.yaml")
    clauses = top / standard_id / CLAUSES
    if clauses.exists():
        found = merge(_read(clauses), found)
    return with_base(found, _bases(top))


def stories(standard_id: str, folder: Path | None = None) -> list[Story]:
    """The worked examples of a standard, in the order of their files. Raises StandardFaults."""
    top = place_of(standard_id, folder)
    files = sorted((top / standard_id / "stories").glob("*.yaml"))
    return [story for file in files for story in check(StoryFile, _read(file)).stories]


def check_folder(folder: Path) -> list[Standard]:
    """Every edition in one standard's folder, read anew. Raises StandardFaults with all faults."""
    faults: list[StandardFault] = []
    found: list[Standard] = []
    for edition in _list_editions(folder.parent, folder.name):
        try:
            found.append(fit(source(folder.name, edition, folder.parent)))
        except StandardFaults as wrong:
            faults += wrong.faults
    if faults:
        raise StandardFaults(faults)
    return found


def forget() -> None:
    """Read everything anew next time."""
    _standard.cache_clear()
    _known_editions.cache_clear()
    _place.cache_clear()


@cache
def _standard(top: Path, standard_id: str, edition: str) -> Standard:
    return fit(source(standard_id, edition, top))


def _bases(top: Path) -> dict[str, Source]:
    shared = [*sorted(standards_dir().glob("_*.yaml")), *sorted(top.glob("_*.yaml"))]
    return {p.stem.removeprefix("_"): _read(p) for p in shared}


def _read(file: Path) -> Source:
    return read(file.read_text(encoding="utf-8"), file.name)
