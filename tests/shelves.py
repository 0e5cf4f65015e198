"""Where the tests find standards: the regions' own, and the invented ones kept for the tests."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from bancheng.core.calendar import DEFAULT, WorkCalendar
from bancheng.core.standard.source import Source
from bancheng.core.standard.standard import Standard
from bancheng.library.calendars import work_calendar
from bancheng.library.places import standards_dir
from bancheng.library.standards import editions, ids, source, standard

INVENTED = Path(__file__).parent / "data" / "standards"


def every_standard() -> list[tuple[Path, str]]:
    """Shelf and id of every standard there is, for parametrizing."""
    return [(shelf, name) for shelf in (standards_dir(), INVENTED) for name in ids(shelf)]


def invented(name: str) -> Standard:
    """One of the tests' standards."""
    return standard(name, folder=INVENTED)


def source_of(shelf: Path, name: str) -> Source:
    """A standard's text before it is checked, its newest edition."""
    return source(name, editions(name, shelf)[-1], shelf)


def changed(source: Source, change: Callable[[dict[str, Any]], object]) -> Source:
    """A copy of a standard's text with something in it changed."""
    data = deepcopy(source.data)
    change(data)
    left = Source(data, source.file, {})
    places = {path: at for path, at in source.places.items() if _stands(left, path)}
    return Source(data, source.file, places)


def _stands(source: Source, path: tuple[str | int, ...]) -> bool:
    try:
        source.value(path)
    except (KeyError, IndexError, TypeError):
        return False
    return True


@cache
def national() -> WorkCalendar:
    """The country's days with the default hall hours."""
    return work_calendar(DEFAULT)
