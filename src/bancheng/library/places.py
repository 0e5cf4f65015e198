"""Where the data folders lie: calendars and standards, beside the source or elsewhere.

A centre may keep its own copies; it names them in the environment, and nothing else of the
program needs to know.
"""

from __future__ import annotations

import os
from pathlib import Path

_REPOSITORY = Path(__file__).resolve().parents[3]


def calendars_dir() -> Path:
    """The folder of `<year>.yaml`, `statutory.yaml` and `regions/` (BANCHENG_CALENDARS)."""
    return _place("BANCHENG_CALENDARS", "calendars")


def standards_dir() -> Path:
    """The folder with one folder a standard (BANCHENG_STANDARDS)."""
    return _place("BANCHENG_STANDARDS", "standards")


def _place(variable: str, folder: str) -> Path:
    named = os.environ.get(variable)
    return Path(named).expanduser().resolve() if named else _REPOSITORY / folder
