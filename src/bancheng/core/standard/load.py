"""Reading a standard: strict text → schema → lint. One fault or twenty, all are told at once."""

from __future__ import annotations

from collections.abc import Mapping

from bancheng.core.standard.faults import StandardFault, StandardFaults, nearest
from bancheng.core.standard.lint import lint
from bancheng.core.standard.source import Source, check, merge, read
from bancheng.core.standard.standard import Standard


def load(text: str, file: str, bases: Mapping[str, Source] | None = None) -> Standard:
    """A standard from its file's text; ``bases`` are the shared readings it may build on.

    Raises StandardFaults with file, line, key and what was expected.
    """
    return fit(with_base(read(text, file), bases or {}))


def with_base(source: Source, bases: Mapping[str, Source]) -> Source:
    """The source laid on the base it names in ``builds_on``, if it names one."""
    base = source.data.get("builds_on") if isinstance(source.data, dict) else None
    if base is None:
        return source
    if base not in bases:
        at = source.place(("builds_on",))
        problem = f"没有“{base}”这份通用约定"
        path = ("builds_on",)
        raise StandardFaults(
            [StandardFault(at.file, at.line, path, problem, "、".join(bases), nearest(base, bases))]
        )
    return merge(bases[base], source)


def fit(source: Source) -> Standard:
    """The standard in a source, checked for shape and for sense."""
    standard = check(Standard, source)
    faults = lint(standard, source)
    if faults:
        raise StandardFaults(faults)
    return standard
