"""Where the folders lie: standards, calendars, and the centre's own data.

A checkout carries standards and calendars beside the source, an installed package within itself.
What a centre adds (a year just published, a standard of its own) lies in its data folder, which
an upgrade never touches.
"""

from __future__ import annotations

import os
import sys
from functools import cache, lru_cache
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parents[3]
_PACKAGE = Path(__file__).resolve().parents[1]


def calendars_dir() -> Path:
    """The folder of `<year>.yaml`, `statutory.yaml` and `regions/` (BANCHENG_CALENDARS)."""
    return _named("BANCHENG_CALENDARS") or _shipped("calendars")


def standards_dir() -> Path:
    """The folder with one folder a standard (BANCHENG_STANDARDS)."""
    return _named("BANCHENG_STANDARDS") or _shipped("standards")


def data_dir() -> Path:
    """The folder of database, keys and files (BANCHENG_DATA)."""
    return _named("BANCHENG_DATA") or (_CHECKOUT / "var" if is_checkout() else _of_this_user())


def own_calendars_dir() -> Path:
    """Years that this installation imported by itself; need not exist."""
    return _named("BANCHENG_CALENDARS") or _within(data_dir(), "calendars")


def own_standards_dir() -> Path:
    """Standards that this installation added by itself; need not exist."""
    return _named("BANCHENG_STANDARDS") or _within(data_dir(), "standards")


@cache
def is_checkout() -> bool:
    """Whether the program runs from its source, not from an installed package."""
    return (_CHECKOUT / "pyproject.toml").exists()


@cache
def _shipped(folder: str) -> Path:
    return _CHECKOUT / folder if is_checkout() else _PACKAGE / "shelf" / folder


def _named(variable: str) -> Path | None:
    written = os.environ.get(variable, "").strip()
    if not written:
        return None
    return _resolved(written, "" if os.path.isabs(written) else os.getcwd())


@lru_cache(maxsize=32)
def _resolved(written: str, working: str) -> Path:
    """Every act asks where its standard and calendar lie; resolving walks the whole path."""
    return Path(working, Path(written).expanduser()).resolve()


@lru_cache(maxsize=32)
def _within(folder: Path, name: str) -> Path:
    return folder / name


def _of_this_user() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "bancheng"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "bancheng"
