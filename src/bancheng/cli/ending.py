"""退出码: how a command ends, and the one place where exceptions become a sentence.

Whoever runs Bancheng from a script reads the code, whoever sits before it reads the sentence;
nobody gets a traceback for a wrong file or address.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from typing import NoReturn

from bancheng.core.refusal import Refusal
from bancheng.core.standard.faults import StandardFaults


class Code(IntEnum):
    """What the exit codes mean; they are published and stay."""

    DONE = 0
    REFUSED = 1  # refused, or a fault was found
    USAGE = 2  # the command line or a file's name is wrong
    DATABASE = 3  # the database is unsafe or out of reach


class Ended(Exception):  # noqa: N818 - an ending is not always an error
    """Ends the command with a code; ``sentence`` goes to the error output."""

    def __init__(self, code: Code, sentence: str = "") -> None:
        self.code = code
        self.sentence = sentence
        super().__init__(sentence)


def refuse(sentence: str) -> NoReturn:
    """The rules or the data say no."""
    raise Ended(Code.REFUSED, sentence)


def misused(sentence: str) -> NoReturn:
    """The command was called with something it cannot use."""
    raise Ended(Code.USAGE, sentence)


def warn(sentence: str) -> None:
    """Say something beside the output that a program may be reading."""
    print(sentence, file=sys.stderr)


@contextmanager
def speaking() -> Iterator[None]:
    """Within: what goes wrong in a known way ends the command with a sentence and a code."""
    try:
        yield
    except (Ended, KeyboardInterrupt):
        raise
    except Exception as error:
        raise _ended(error) from error


def _ended(error: Exception) -> Exception:
    """The ending an exception stands for; the exception itself where it is a mistake of ours."""
    if isinstance(error, Refusal):
        return Ended(Code.REFUSED, error.sentence)
    if isinstance(error, StandardFaults):
        return Ended(Code.REFUSED, str(error))
    kinds = {f"{kind.__module__}.{kind.__qualname__}" for kind in type(error).__mro__}
    for name, code in _BY_NAME.items():
        if name in kinds:
            return Ended(code, str(error))
    if "django.db.utils.DatabaseError" in kinds:
        return Ended(Code.DATABASE, _about_database(error))
    if isinstance(error, OSError):
        return Ended(Code.USAGE, f"打不开 {error.filename}：{error.strerror or error}。")
    return error


# by name, so that a command which needs no database never imports what knows one
_BY_NAME = {
    "bancheng.casework.importing.encoded_text.UnreadableFileError": Code.USAGE,
    "bancheng.library.standards.StandardMissingError": Code.USAGE,
    "bancheng.library.year_book.CalendarFileError": Code.REFUSED,
    "bancheng.core.calendar.work_calendar.CalendarError": Code.REFUSED,
    "bancheng.people.errors.PeopleError": Code.REFUSED,
    "bancheng.items.errors.ItemError": Code.REFUSED,
    "bancheng.journal.mistakes.JournalError": Code.REFUSED,
    "bancheng.casework.access.NotFound": Code.REFUSED,
    "bancheng.casework.safekeeping.manifest.BackupError": Code.REFUSED,
    "django.core.exceptions.ImproperlyConfigured": Code.DATABASE,
}


def _about_database(error: Exception) -> str:
    said = str(error)
    if "no such table" in said or "does not exist" in said:
        return (
            "数据库里还没有建表。新装的中心请先运行 bancheng init（或 bancheng demo 看演示）；"
            "升级以后请运行 bancheng migrate。"
        )
    return f"数据库出了问题：{said}。请检查 DATABASE_URL、磁盘空间和数据库服务。"
