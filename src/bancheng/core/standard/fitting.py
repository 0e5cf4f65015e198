"""Fits plain data into a pydantic model and says every misfit in Chinese, with its place.

pydantic knows what is wrong; the source knows where it stands; the model's own fields know
what could have been meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bancheng.core.standard.declared import keys_at, leaves_at
from bancheng.core.standard.faults import Path, StandardFault, StandardFaults, nearest

if TYPE_CHECKING:
    from bancheng.core.standard.source import Source

Model = TypeVar("Model", bound=BaseModel)

_SHAPES = {
    "string": "一段文字",
    "int": "一个整数",
    "bool": "true 或 false",
    "list": "一个列表",
    "tuple": "一个列表",
    "set": "一个列表",
    "frozen_set": "一个列表",
    "dict": "若干“键: 值”",
    "mapping": "若干“键: 值”",
    "model": "若干“键: 值”",
    "dataclass": "若干“键: 值”",
    "date": "一个日期，如 2026-01-01",
    "time": "一个时刻，如 09:00",
}
_BOUNDS = {
    "greater_than": ("gt", "大于 {} 的数"),
    "greater_than_equal": ("ge", "不小于 {} 的数"),
    "less_than": ("lt", "小于 {} 的数"),
    "less_than_equal": ("le", "不大于 {} 的数"),
    "too_short": ("min_length", "至少 {} 项"),
    "too_long": ("max_length", "至多 {} 项"),
    "string_too_short": ("min_length", "至少 {} 个字"),
    "string_too_long": ("max_length", "至多 {} 个字"),
}


def check(model: type[Model], source: Source) -> Model:
    """The data as `model`, unknown keys refused at every depth. Raises StandardFaults."""
    faults = list(_loose(model, source))
    try:
        fitted = model.model_validate(source.data, extra="forbid")
    except ValidationError as error:
        faults += [_fault(detail, model, source) for detail in error.errors()]
        raise StandardFaults(_once_a_place(faults)) from error
    if faults:
        raise StandardFaults(faults)
    return fitted


def _loose(model: type[BaseModel], source: Source) -> Iterator[StandardFault]:
    """pydantic takes `yes` for true and "5" for 5; a regulation should say what it means."""
    for path, at in source.places.items():
        value = source.value(path)
        leaves = leaves_at(model, path) if isinstance(value, bool | int | str) else set()
        if leaves and leaves <= {bool, int} and type(value) not in leaves:
            shape = "或".join(_SHAPES[leaf.__name__] for leaf in leaves)
            yield StandardFault(at.file, at.line, path, f"写成了 {_shown(value)}", shape)


def _once_a_place(faults: Iterable[StandardFault]) -> list[StandardFault]:
    """A union reports once for every branch: one sentence that names all that would do."""
    merged: dict[tuple[object, ...], StandardFault] = {}
    for fault in faults:
        key = (fault.file, fault.line, fault.path, fault.problem)
        before = merged.get(key, fault)
        if fault.expected not in before.expected:
            before = replace(before, expected=f"{before.expected}，或 {fault.expected}")
        merged[key] = replace(before, nearest=before.nearest or fault.nearest)
    return sorted(merged.values(), key=lambda fault: (fault.file, fault.line))


def _fault(detail: ErrorDetails, model: type[BaseModel], source: Source) -> StandardFault:
    kind = detail["type"]
    path = _written(detail["loc"], source.data, keep_last=kind == "missing")
    at = source.place(path)
    problem, expected, near = _told(detail, path, model)
    return StandardFault(at.file, at.line, path, problem, expected, near)


def _told(detail: ErrorDetails, path: Path, model: type[BaseModel]) -> tuple[str, str, str]:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "missing":
        return "缺少这个键", "", ""
    if kind == "extra_forbidden":
        known = keys_at(model, path[:-1])
        near = nearest(str(path[-1]), known)
        return "没有这个键", "" if near else "、".join(known), near
    if kind in ("literal_error", "enum"):
        allowed = re.findall(r"'([^']*)'", str(context["expected"]))
        near = nearest(str(detail["input"]), allowed)
        return f"不认识“{detail['input']}”", "、".join(allowed), near
    if kind in ("value_error", "assertion_error"):
        return _own_words(context["error"])
    if kind in _BOUNDS:
        name, words = _BOUNDS[kind]
        return f"写成了 {_shown(detail['input'])}", words.format(context[name]), ""
    if kind == "string_pattern_mismatch":
        return f"写成了 {_shown(detail['input'])}", f"符合 {context['pattern']} 的文字", ""
    shape = kind.removesuffix("_type").removesuffix("_parsing").removesuffix("_from_date")
    shape = shape.removesuffix("_attributes").removesuffix("_from_datetime")
    expected = _SHAPES.get(shape, detail["msg"])
    return f"写成了 {_shown(detail['input'])}", expected, ""


def _own_words(error: Exception) -> tuple[str, str, str]:
    """A validator of ours speaks for itself, and may name the expected and nearest apart."""
    problem = getattr(error, "problem", None) or str(error)
    return problem, getattr(error, "expected", ""), getattr(error, "nearest", None) or ""


def _shown(value: object) -> str:
    match value:
        case None:
            return "空值"
        case bool():
            return str(value).lower()
        case dict():
            return "“键: 值”"
        case list():
            return "列表"
        case str():
            return f"“{value}”"
    return str(value)


def _written(loc: Sequence[str | int], data: Any, *, keep_last: bool) -> Path:
    """The part of pydantic's location that stands in the file (it adds names of its own)."""
    path: Path = ()
    for n, part in enumerate(loc):
        if _holds(data, part):
            data = data[part]
        elif keep_last and n == len(loc) - 1:
            return (*path, part)
        else:
            continue
        path = (*path, part)
    return path


def _holds(data: object, part: str | int) -> bool:
    if isinstance(data, list):
        return isinstance(part, int) and part < len(data)
    return isinstance(data, Mapping) and part in data
