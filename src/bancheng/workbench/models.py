"""The tables of this room, gathered for Django."""

from __future__ import annotations

from bancheng.workbench.draft_row import Draft
from bancheng.workbench.own_choice_row import OwnChoice
from bancheng.workbench.presence import Presence
from bancheng.workbench.ready_text_row import ReadyText
from bancheng.workbench.view_row import SavedView

__all__ = ["Draft", "OwnChoice", "Presence", "ReadyText", "SavedView"]
