"""The tables of this room, gathered for Django."""

from __future__ import annotations

from bancheng.workbench.ready_text_row import ReadyText

__all__ = ["ReadyText"]
