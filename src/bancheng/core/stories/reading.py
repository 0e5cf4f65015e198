"""Reads a word or number out of a standard by its path in the file, to compare it with a story."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel

from bancheng.core.standard.standard import Standard

ALIASES = ("from", "for", "except", "with")  # words of Python, written with «_» in the classes


def at_path(standard: Standard, path: str) -> object:
    """What stands at a dotted path; None where nothing does. A key may itself hold dots."""
    value: object = standard
    parts = path.split(".")
    while parts and value is not None:
        if isinstance(value, dict):
            size = next((n for n in range(len(parts), 0, -1) if ".".join(parts[:n]) in value), 0)
            value = value[".".join(parts[:size])] if size else None
            parts = parts[size:]
        else:
            value, parts = _member(value, parts[0]), parts[1:]
    return value


def _member(value: object, part: str) -> object:
    if isinstance(value, tuple | list):
        return value[int(part)] if part.isdigit() and int(part) < len(value) else None
    return getattr(value, part + "_" if part in ALIASES else part, None)


def plain(value: object) -> object:
    """A value as a story writes it: lists, mappings, true and false, and texts for the rest."""
    if isinstance(value, BaseModel):
        return plain(value.model_dump(by_alias=True, exclude_defaults=True))
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, frozenset):
        return sorted(str(inner) for inner in value)
    if isinstance(value, tuple | list):
        return [plain(inner) for inner in value]
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int) else str(value)
