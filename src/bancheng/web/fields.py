"""表单的栏: from what an act asks to a field on the page, and from what came back to values.

One shape of field for every form: what was typed stays in it, and what is wrong stands beside it
with its clause.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.http import QueryDict

from bancheng.casework.asking import FieldView
from bancheng.core.ask import LISTS, Shape
from bancheng.core.calendar import CHINA
from bancheng.core.refusal import Refusal
from bancheng.core.standard.standard import Standard

Widget = Literal[
    "text", "line", "phone", "pick", "picks", "select", "date", "moment", "number", "flag", "sign"
]
FEW = 9
"""Up to so many choices stand side by side; more fold into a list."""

WIDGETS: dict[Shape, Widget] = {
    Shape.TEXT: "text",
    Shape.PHONE: "phone",
    Shape.DATE: "date",
    Shape.INSTANT: "moment",
    Shape.NUMBER: "number",
    Shape.FLAG: "flag",
}
Given = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a submitted form: at a field, or with the whole (``field`` empty)."""

    sentence: str
    refs: tuple[str, ...] = ()
    field: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value to choose."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    """One field as it is drawn."""

    name: str
    term: str
    widget: Widget
    required: bool
    hint: str
    value: str
    longest: int
    choices: tuple[Choice, ...]
    wrong: Wrong | None


def wrong_of(refusal: Refusal, standard: Standard) -> Wrong:
    """A refusal with the clauses as people know them."""
    refs = tuple(standard.ref(clause) for clause in refusal.cites)
    return Wrong(refusal.sentence, refs, refusal.field or "")


def drawn(
    views: Iterable[FieldView],
    given: Given,
    wrong: Wrong | None = None,
    choices: Mapping[str, Mapping[str, str]] | None = None,
) -> list[Field]:
    """The fields with what was typed; ``choices`` replaces the options of some. A service item is
    chosen and never typed, so that where nothing is to choose there is no field; files have a
    place of their own on every form (``attachments/field.html``)."""
    shown = choices or {}
    return [
        _drawn(view, given, wrong, shown)
        for view in views
        if view.ask.shape is not Shape.FILES
        and (view.ask.shape is not Shape.ITEM or shown.get(view.ask.name))
    ]


def _drawn(
    view: FieldView, given: Given, wrong: Wrong | None, choices: Mapping[str, Mapping[str, str]]
) -> Field:
    ask = view.ask
    options = choices.get(ask.name, view.options)
    value = given.get(ask.name)
    held = [str(v) for v in value] if isinstance(value, list | tuple) else [str(value or "")]
    return Field(
        name=ask.name,
        term=view.term,
        widget="sign" if ask.name == "signature" else _widget(ask.shape, options),
        required=view.required,
        hint=view.hint,
        value="" if ask.shape in LISTS else held[0],
        longest=ask.longest,
        choices=tuple(Choice(k, label, k in held) for k, label in (options or {}).items()),
        wrong=wrong if wrong and wrong.field == ask.name else None,
    )


def _widget(shape: Shape, options: Mapping[str, str] | None) -> Widget:
    if shape in LISTS:
        return "picks"
    if options is not None:
        longest = max((len(label) for label in options.values()), default=0)
        return "pick" if len(options) <= FEW and longest <= 40 else "select"
    return WIDGETS.get(shape, "line")


def read(views: Iterable[FieldView], posted: QueryDict) -> dict[str, object]:
    """What was typed into these fields; empty ones are left out."""
    values: dict[str, object] = {}
    for view in views:
        name = view.ask.name
        if view.ask.shape in LISTS:
            values[name] = [v for v in posted.getlist(name) if v]
        else:
            values[name] = posted.get(name, "").strip()
    return {name: value for name, value in values.items() if value}


def read_moment(text: str) -> datetime | None:
    """A browser's ``2026-03-02T09:30`` on the hall's clock. Refusal ``wrong_shape``."""
    if not text.strip():
        return None
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        sentence = f"“{text}”不是时间，要写成 2026-03-02T09:30 这样。"
        raise Refusal("wrong_shape", sentence, field="done_at") from None
    return at if at.tzinfo else at.replace(tzinfo=CHINA)
