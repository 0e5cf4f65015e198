"""内容: a body of JSON in the shapes that the act's fields have, read strictly.

A form sends words; a program sends numbers, lists and truth values, and a wrong one is a mistake of
the program that must not be guessed right.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from bancheng.api.admission import Caller
from bancheng.api.days_and_times import day, moment
from bancheng.api.problem import Problem
from bancheng.core.ask import LISTS, SIGNATURE_DRAWN, Ask, Shape
from bancheng.core.decider import FIELDS
from bancheng.core.given import ask_of_field
from bancheng.core.standard.standard import Standard

MOST_VALUES = 200
DO = "请照 /api/v1/openapi.json 改好再发。"


@dataclass(frozen=True, slots=True)
class Body:
    """What was asked for, in an order's terms."""

    given: Mapping[str, object]
    done_at: datetime | None = None
    for_unit: str | None = None
    centre: str | None = None
    act: str | None = None


def body_of(
    request: HttpRequest, caller: Caller, standard: Standard | None, names: tuple[str, ...]
) -> Body:
    """The body; its fields in the shapes of this standard. Problem where it is none such.

    Without a standard the fields are not looked at: it is asked for first which one is in force.
    """
    told = object_of(request, caller)
    if unknown := [name for name in told if name not in names]:
        said = f"没有“{unknown[0]}”这一项，可以有：{'、'.join(names)}。"
        raise Problem(422, "unknown_field", said, DO, field=unknown[0])
    given = told.get("given", {})
    if not isinstance(given, dict):
        raise _wrong("given", "一组“名称: 值”")
    if standard is not None:
        given = {name: _value(name, value, standard) for name, value in given.items()}
    return Body(
        given,
        _moment("done_at", told.get("done_at")),
        *(_text(name, told.get(name)) for name in ("for_unit", "centre", "act")),
    )


def object_of(request: HttpRequest, caller: Caller) -> dict[str, Any]:
    """The body as an object of JSON. Problem where it is none."""
    if (request.content_type or "").lower() != "application/json":
        said = "内容要用 JSON（Content-Type: application/json）。"
        raise Problem(415, "not_json", said, DO)
    return _object(caller.body)


def _object(raw: bytes) -> dict[str, Any]:
    try:
        told = json.loads(
            raw.decode("utf-8"), object_pairs_hook=_each_once, parse_constant=_no_number
        )
    except (ValueError, RecursionError):
        said = "内容不是 JSON，或者同一个名称写了两次。"
        raise Problem(400, "not_json", said, DO) from None
    if not isinstance(told, dict):
        raise Problem(400, "not_json", "内容要是一个 JSON 对象。", DO)
    return told


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs) or not all(map(_can_be_kept, found)):
        raise ValueError("a name stands twice, or is none")
    return found


def _no_number(text: str) -> Any:
    raise ValueError(text)


def _value(name: str, value: Any, standard: Standard) -> object:
    if name in FIELDS:
        ask: Ask | None = FIELDS[name]
    else:
        ask = ask_of_field(name, standard) if name in standard.fields else None
    if ask is None:  # the rules say in their own words that there is no such field
        return _text(name, value if isinstance(value, str) else "")
    if ask.name == SIGNATURE_DRAWN.name:
        said = "接口不收手写的签名；请写 signature，或者在网页上签。"
        raise Problem(422, "no_drawing_here", said, "请去掉这一项。", field=name)
    if value is None:
        return None
    if ask.shape in LISTS or ask.shape is Shape.FILES:
        return _list(name, value)
    if ask.shape is Shape.FLAG:
        return _of(name, value, bool, "true 或者 false")
    if ask.shape is Shape.NUMBER:
        return _whole(name, value)
    if ask.shape is Shape.INSTANT:
        return _moment(name, value)
    text = _text(name, value)
    if ask.shape is Shape.DATE and day(text or "") is None:
        raise _wrong(name, "2026-03-02 这样的日期")
    return text


def _list(name: str, value: Any) -> list[str]:
    if not isinstance(value, list) or len(value) > MOST_VALUES:
        raise _wrong(name, f"一列文字，最多 {MOST_VALUES} 个")
    return [str(_text(name, each, may_lack=False)) for each in value]


def _of(name: str, value: Any, kind: type, what: str) -> object:
    if not isinstance(value, kind):
        raise _wrong(name, what)
    return value


def _whole(name: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 10**9:
        raise _wrong(name, "零以上的整数")
    return value


def _text(name: str, value: Any, may_lack: bool = True) -> str | None:
    if value is None and may_lack:
        return None
    if not isinstance(value, str) or not _can_be_kept(value):
        raise _wrong(name, "文字，里面没有控制字符")
    return value


def _can_be_kept(text: str) -> bool:
    """Neither half a character nor a control sign but line ends and tabs."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return all(sign >= " " or sign in "\n\r\t" for sign in text) and "\x7f" not in text


def _moment(name: str, value: Any) -> datetime | None:
    if value is None:
        return None
    at = moment(value) if isinstance(value, str) else None
    if at is None:
        raise _wrong(name, "带时区的时间，例如 2026-03-02T09:30:00+08:00")
    return at


def _wrong(name: str, what: str) -> Problem:
    return Problem(422, "wrong_shape", f"“{name}”应当是{what}。", DO, field=name)
