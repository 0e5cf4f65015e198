"""设置表单: what an administrator is asked, drawn with the same fields as every other form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from bancheng.people.errors import PeopleError
from bancheng.web.fields import Choice, Field, Widget, Wrong

Given = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Box:
    """One thing asked. ``choices`` make it a choice; ``listed`` a text read as several."""

    name: str
    term: str
    hint: str = ""
    required: bool = False
    widget: Widget = "line"
    choices: Mapping[str, str] | None = None
    longest: int = 200
    listed: bool = False


def draw(boxes: Iterable[Box], given: Given, wrong: Wrong | None = None) -> list[Field]:
    """The fields with what is in force or was typed."""
    return [_drawn(box, given.get(box.name), wrong) for box in boxes]


def _drawn(box: Box, value: object, wrong: Wrong | None) -> Field:
    held = [str(v) for v in value] if isinstance(value, list | tuple) else [str(value or "")]
    return Field(
        name=box.name,
        term=box.term,
        widget=box.widget,
        required=box.required,
        hint=box.hint,
        value="，".join(held) if box.listed else (held or [""])[0],
        longest=box.longest,
        choices=tuple(Choice(k, label, k in held) for k, label in (box.choices or {}).items()),
        wrong=wrong if wrong and wrong.field == box.name else None,
    )


def read(boxes: Iterable[Box], sent: QueryDict) -> dict[str, object]:
    """What was typed, by name: lists for several, True or False for a tick.

    ``PeopleError`` where something that must be given is missing, or a choice is none of those
    offered.
    """
    values: dict[str, object] = {}
    for box in boxes:
        values[box.name] = _value(box, sent)
        if box.required and not values[box.name]:
            raise PeopleError(f"请填“{box.term}”。", box.name)
    return values


def _value(box: Box, sent: QueryDict) -> object:
    if box.widget == "flag":
        return bool(sent.get(box.name))
    if box.widget == "picks":
        chosen = [v for v in sent.getlist(box.name) if v]
        return [_offered(box, v) for v in chosen]
    text = sent.get(box.name, "").strip()
    if box.listed:
        return [part for part in re.split(r"[,，、;；\s]+", text) if part]
    return _offered(box, text) if box.choices is not None and text else text


def _offered(box: Box, value: str) -> str:
    if value not in (box.choices or {}):
        raise PeopleError(f"“{box.term}”里没有这一项，请从列出的里面选。", box.name)
    return value


def wrong_of(refused: PeopleError) -> Wrong:
    """A refusal as the form shows it."""
    return Wrong(refused.sentence, (), refused.field or "")
