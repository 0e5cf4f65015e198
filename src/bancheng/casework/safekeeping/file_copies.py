"""附件的备份: the files of cases beside the database, after it, so that none it names is lacking.

Contents never change, so a copy is a second name for the same bytes where the disk allows it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from bancheng.files.shelf import FOLDER
from bancheng.journal.data_folder import data_folder

TABLE = "files_kept"


def copy(folder: Path) -> None:
    """Everything on the shelves into ``folder``; what is being written just now is left out."""
    source, target = data_folder() / FOLDER, folder / FOLDER
    for path in sorted(source.glob("[0-9a-f][0-9a-f]/[0-9a-f]*")):
        place = target / path.parent.name
        place.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):  # swept off its shelf meanwhile: nobody used it
            _second_name(path, place / path.name)


def lacking(folder: Path, wanted: Iterable[str]) -> list[str]:
    """Those of the named files that are not among the copies: erased since, or lost long ago."""
    return sorted(i for i in wanted if not (folder / FOLDER / i[:2] / i).is_file())


def _second_name(path: Path, place: Path) -> None:
    try:
        os.link(path, place)
    except FileNotFoundError:
        raise
    except OSError:  # another disk, or one that knows no second names
        shutil.copyfile(path, place)
