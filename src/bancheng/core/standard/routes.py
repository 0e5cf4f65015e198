"""办理路径: the ways a case goes through, as acts in order; the rail and the trial follow them."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from bancheng.core.standard.sourced import NonEmpty, Sourced, Strict


class Step(Strict):
    """One act of a route, with the values that make it this route."""

    act: str
    with_: dict[str, Any] = Field({}, alias="with")


def _step(value: Any) -> Any:
    return {"act": value} if isinstance(value, str) else value


class Route(Sourced):
    """``through``: act names, or {act:, with:} where a value decides the way."""

    label: NonEmpty
    through: tuple[Annotated[Step, BeforeValidator(_step)], ...] = Field(min_length=1)
