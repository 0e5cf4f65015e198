"""排字: typst at work — a template of ours and data, out of it a PDF/A-2b or a picture.

Data goes to it as data, never as its own language. The same data at the same moment gives the same
bytes. It does one thing at a time, whatever is to be set.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock

import typst

from bancheng.typesetting.fonts import Fonts, fonts_in

AUTHOR = "办成"
_one_at_a_time = Lock()


class NotSetError(RuntimeError):
    """Nothing could be set; ``str()`` is a sentence for the clerk."""


def pdf_of(template: Path, told: str, fonts: Fonts, at: datetime) -> bytes:
    """The file; the template finds ``told``, JSON, as ``data``. Raises NotSetError; then there is
    no paper at all, not half a one."""
    compiler = _compiler(template, fonts.engine)

    def work() -> object:
        return compiler.compile(
            format="pdf",
            sys_inputs={"data": told},
            pdf_standards="a-2b",
            timestamp=int(at.timestamp()),
        )

    return _made(work, "这份单子没有排出来，请把编号告诉管理员。")


def png_of(source: str, told: str, per_inch: float) -> bytes:
    """A picture in the letters of the papers. Raises NotSetError."""

    def work() -> object:
        return typst.compile(
            source.encode(),
            format="png",
            ppi=per_inch,
            sys_inputs={"data": told},
            font_paths=fonts_in(None).engine,
            ignore_system_fonts=True,
        )

    return _made(work, "通报里的图没有画出来，请告诉管理员。")


def _made(work: Callable[[], object], sentence: str) -> bytes:
    try:
        with _one_at_a_time:
            made = work()
    except typst.TypstError as broken:
        raise NotSetError(sentence) from broken
    if not isinstance(made, bytes):
        raise NotSetError(sentence)
    return made


@lru_cache(maxsize=4)
def _compiler(template: Path, engine: typst.Fonts) -> typst.Compiler:
    return typst.Compiler(template, font_paths=engine, ignore_system_fonts=True)
