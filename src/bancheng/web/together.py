"""一并办理: one form for an act and the one that follows it, where one person may do both.

Each stays an act of its own and goes through the door as one; both are done or neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict

from bancheng.casework import asking
from bancheng.casework.asking import FieldView
from bancheng.casework.at_once import follower
from bancheng.casework.door import Order
from bancheng.casework.look import Look
from bancheng.core.ask import Shape
from bancheng.core.decider import Setting
from bancheng.core.permission import act_term
from bancheng.web.case_choices import choices
from bancheng.web.fields import Field, Wrong, drawn, read

AT_ONCE = "at_once"
"""The button that asks for both sends this."""
PREFIX = "then_"


@dataclass(frozen=True, slots=True)
class Following:
    """The act that can be done at once, with its fields under names of their own."""

    act: str
    term: str
    fields: list[Field]
    is_open: bool


def following(
    found: Look, act: str, sent: QueryDict, setting: Setting, wrong: Wrong | None = None,
    same: frozenset[str] = frozenset(),
) -> Following | None:  # fmt: skip
    """What the form shows for it. ``same``: fields that take over what the first act says."""
    act_next = follower(found.question(), act, setting)
    if act_next is None:
        return None
    views = _views(act_next, setting, _unprefixed(sent), same)
    given = read(views, _unprefixed(sent))
    fields = drawn(views, given, wrong, choices(found, act_next, _words(given)))
    named = [replace(field, name=PREFIX + field.name) for field in fields]
    shown = AT_ONCE in sent or bool(wrong)
    return Following(act_next, act_term(found.standard, act_next), named, shown)


def order_of_following(
    found: Look, act: str, sent: QueryDict, setting: Setting, same: Mapping[str, object]
) -> Order | None:
    """The second act as it was asked for; None where only the first is wanted."""
    act_next = follower(found.question(), act, setting)
    if act_next is None or AT_ONCE not in sent:
        return None
    views = _views(act_next, setting, _unprefixed(sent), frozenset(same))
    return Order(act_next, {**read(views, _unprefixed(sent)), **same})


def _views(act: str, setting: Setting, sent: QueryDict, same: frozenset[str]) -> list[FieldView]:
    """Without what is taken over, and without papers, which come with the first act."""
    given = {name: value for name, value in sent.items() if isinstance(value, str)}
    return [
        view
        for view in asking.fields(act, setting, given)
        if view.ask.name not in same and view.ask.shape is not Shape.FILES
    ]


def _words(given: Mapping[str, object]) -> dict[str, str]:
    return {name: value for name, value in given.items() if isinstance(value, str)}


def _unprefixed(sent: QueryDict) -> QueryDict:
    """The second act's values under the names the act knows."""
    own = QueryDict(mutable=True)
    for name in sent:
        if name.startswith(PREFIX):
            own.setlist(name.removeprefix(PREFIX), sent.getlist(name))
    return own


def placed_wrong(wrong: Wrong | None, refused: str | None, first: str) -> Wrong | None:
    """A refusal of the second act stands at the second act's field."""
    if wrong is None or refused in (None, first) or not wrong.field:
        return wrong
    return replace(wrong, field=PREFIX + wrong.field)
