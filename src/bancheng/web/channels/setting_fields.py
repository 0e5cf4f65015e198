"""设置的栏: a form out of an adapter's own model, and what was typed back into it.

A secret is never shown again: an empty field keeps the one that is set.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from django.http import QueryDict
from pydantic import BaseModel, SecretStr, ValidationError
from pydantic.fields import FieldInfo

from bancheng.web.fields import Choice, Field, Widget, Wrong

PREFIX = "s_"
"""So that no field of an adapter has the name of one of the page's own."""
LONGEST, LONGEST_LONG = 1000, 20_000
SAID = {
    "missing": "请填这一栏。",
    "int_parsing": "请填整数。",
    "string_too_long": "太长了，最多 {max_length} 个字。",
    "string_too_short": "太短了，至少 {min_length} 个字。",
    "too_long": "太长了，最多 {max_length} 个字。",
    "greater_than_equal": "不能小于 {ge}。",
    "less_than_equal": "不能大于 {le}。",
    "literal_error": "请从列出的里面选。",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A field, the heading above it where a part begins, whether it stands beside another, and of a
    secret whether one is set."""

    field: Field
    part: str = ""
    half: bool = False
    secret: bool = False
    is_set: bool = False


def drawn(
    model: type[BaseModel], values: Mapping[str, Any], wrong: Mapping[str, str] | None = None
) -> list[Shown]:
    """The form with what is set or was typed; ``wrong``: a sentence by the field it is about."""
    return [_shown(name, info, values, wrong or {}) for name, info in model.model_fields.items()]


def typed(
    model: type[BaseModel], sent: QueryDict, kept: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What was typed, once to be checked and once to be shown again without its secrets."""
    values: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        if info.annotation is bool:
            values[name] = bool(sent.get(PREFIX + name))
            continue
        text = sent.get(PREFIX + name, "").replace("\r\n", "\n").strip()
        values[name] = kept.get(name, "") if _is_secret(info) and not text else text
    hidden = {name for name, info in model.model_fields.items() if _is_secret(info)}
    again = {n: bool(v) if n in hidden else v for n, v in values.items()}
    return values, again


def checked(model: type[BaseModel], values: Mapping[str, Any]) -> BaseModel | dict[str, str]:
    """The settings, or what is wrong by field; about the whole under no name."""
    try:
        return model.model_validate(values)
    except ValidationError as errors:
        told: dict[str, str] = {}
        for error in errors.errors():
            name = str(error["loc"][0]) if error["loc"] else ""
            told.setdefault(name, _sentence(error))
        return told


def _sentence(error: Mapping[str, Any]) -> str:
    context = error.get("ctx") or {}
    if error["type"] == "value_error":
        return str(context.get("error", "写得不对。"))
    return SAID.get(str(error["type"]), "写得不对。").format_map(context)


def _shown(
    name: str, info: FieldInfo, values: Mapping[str, Any], wrong: Mapping[str, str]
) -> Shown:
    extra: Mapping[str, Any] = (
        info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    )
    secret = _is_secret(info)
    value = values.get(name, info.get_default(call_default_factory=False))
    is_set = bool(value.get_secret_value() if isinstance(value, SecretStr) else value)
    choices = _choices(info, extra, str(value))
    widget = _widget(info, extra, choices)
    field = Field(
        name=PREFIX + name,
        term=info.title or name,
        widget=widget,
        required=info.is_required(),
        hint=info.description or "",
        value="" if secret or value is None or value is False else str(value),
        longest=LONGEST_LONG if extra.get("long") else LONGEST,
        choices=choices,
        wrong=Wrong(wrong[name], (), PREFIX + name) if name in wrong else None,
    )
    return Shown(
        field, str(extra.get("part", "")), bool(extra.get("half")), secret, secret and is_set
    )


def _widget(info: FieldInfo, extra: Mapping[str, Any], choices: Sequence[Choice]) -> Widget:
    if choices:
        return "pick"
    if info.annotation is bool:
        return "flag"
    if info.annotation is int:
        return "number"
    return "text" if extra.get("long") else "line"


def _choices(info: FieldInfo, extra: Mapping[str, Any], value: str) -> tuple[Choice, ...]:
    if get_origin(info.annotation) is not Literal:
        return ()
    words = extra.get("words") or {}
    options = [str(option) for option in get_args(info.annotation)]
    return tuple(
        Choice(option, str(words.get(option, option)), option == value) for option in options
    )


def _is_secret(info: FieldInfo) -> bool:
    return info.annotation is SecretStr
