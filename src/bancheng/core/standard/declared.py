"""What a pydantic model declares at a path: the keys that may stand there, the types that fit.

pydantic's errors name what is wrong but not what was possible; a good message needs both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from bancheng.core.standard.faults import Path

_CONTAINERS = (dict, Mapping, list, tuple, set, frozenset, Sequence)


def keys_at(model: type[BaseModel], path: Path) -> list[str]:
    """The keys that may stand in the mapping at `path`, in the order they are declared."""
    keys = (
        field.alias or name
        for found in _at(model, path)
        if _is_model(found)
        for name, field in found.model_fields.items()
    )
    return list(dict.fromkeys(keys))


def leaves_at(model: type[BaseModel], path: Path) -> set[type]:
    """The plain types of the value at `path`; containers, models and literals as themselves."""
    return {found for found in _at(model, path) if found is not type(None)}


def _at(model: type[BaseModel], path: Path) -> list[Any]:
    types: list[Any] = [model]
    for part in path:
        types = [inner for outer in types for inner in _inside(outer, part)]
    return types


def _inside(kind: Any, part: str | int) -> Iterator[Any]:
    if _is_model(kind):
        for name, field in kind.model_fields.items():
            if part in (name, field.alias):
                yield from _alternatives(field.annotation)
    elif get_origin(kind) in _CONTAINERS:
        arguments = [argument for argument in get_args(kind) if argument is not ...]
        yield from _alternatives(arguments[-1])


def _alternatives(kind: Any) -> Iterator[Any]:
    """Every type a value may have, without the Annotated, Optional and unions around it."""
    origin = get_origin(kind)
    if origin is None or origin is Literal or origin in _CONTAINERS:
        yield kind
    elif hasattr(kind, "__metadata__"):  # Annotated: what follows the type is not a type
        yield from _alternatives(get_args(kind)[0])
    else:
        for argument in get_args(kind):
            yield from _alternatives(argument)


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)
