"""栏: fields of the counter's own books, drawn like those of an act although no act asks them."""

from __future__ import annotations

from collections.abc import Mapping

from bancheng.core.refusal import Refusal
from bancheng.web.fields import Choice, Field, Widget, Wrong


def plain_field(
    name: str,
    term: str,
    given: Mapping[str, str],
    wrong: Wrong | None = None,
    *,
    widget: Widget = "line",
    required: bool = False,
    hint: str = "",
    longest: int = 200,
    choices: Mapping[str, str] | None = None,
    chosen: frozenset[str] = frozenset(),
) -> Field:
    """One field with what was typed; what is wrong stands at it."""
    value = given.get(name, "")
    held = chosen or frozenset({value} - {""})
    return Field(
        name=name,
        term=term,
        widget=widget,
        required=required,
        hint=hint,
        value=value,
        longest=longest,
        choices=tuple(Choice(k, label, k in held) for k, label in (choices or {}).items()),
        wrong=wrong if wrong and wrong.field == name else None,
    )


def wrong_with(refusal: Refusal) -> Wrong:
    """A refusal of these books; they follow from no clause."""
    return Wrong(refusal.sentence, (), refusal.field or "")
