"""设置合不合用: what is set, where it still fits what the adapter asks: an update of the program
must not stop the clock for every other channel."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from bancheng.channels.setup_row import Setup
from bancheng.channels.setups import raw_of

Values = TypeVar("Values", bound=BaseModel)


def settings_of(setup: Setup, kind: type[Values]) -> Values | None:
    """What is set, as the adapter's own model; None where it no longer fits."""
    try:
        return kind.model_validate(raw_of(setup))
    except (ValidationError, ValueError):
        return None
