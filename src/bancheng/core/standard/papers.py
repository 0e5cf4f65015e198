"""表单: the regulation's paper forms as rows of cells, shown on pages and later printed."""

from __future__ import annotations

from pydantic import Field

from bancheng.core.standard.sourced import Many, NonEmpty, Sourced, Strict


class Cell(Strict):
    """One cell: its ``label`` and its lines. A line is text with named values in braces
    (``分办意见：{transfer.opinion}``); ``{options.solved}`` draws tick boxes."""

    label: str | None = None
    lines: Many = ()


class Form(Sourced):
    """One sheet. ``stage_from`` is left to the page: a form shows as far as the case has gone."""

    title: NonEmpty
    rows: tuple[tuple[Cell, ...], ...] = Field(min_length=1)
