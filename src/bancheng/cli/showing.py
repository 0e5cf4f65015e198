"""What commands print: JSON for programs, tables and progress bars for people."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

JSON_HELP = "输出 JSON，供程序读取"


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    return sorted(value) if isinstance(value, set | frozenset) else str(value)


class Bar(Protocol):
    """A progress bar that is told of every piece done."""

    def __call__(self, pieces: int = 1) -> None:
        """``pieces`` more are done."""


def as_json(value: Any) -> None:
    """Print a value as JSON, Chinese left readable."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))


def table(head: Sequence[str], rows: Iterable[Sequence[object]], title: str = "") -> None:
    """Print a table that fits the terminal; nothing is read as markup."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table(title=title or None, box=box.SIMPLE_HEAD, title_justify="left")
    for name in head:
        shown.add_column(name)
    for row in rows:
        shown.add_row(*(Text(str(cell)) for cell in row))
    Console(width=None if sys.stdout.isatty() else 200).print(shown)


@contextmanager
def progress(what: str, total: int) -> Iterator[Bar]:
    """A bar on the error output, so that what a program reads stays clean."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True)) as bars:
        task = bars.add_task(what, total=total)

        def more(pieces: int = 1) -> None:
            bars.advance(task, pieces)

        yield more
