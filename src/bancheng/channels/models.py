"""The tables of this room."""

from __future__ import annotations

from bancheng.channels.passage_row import Passage
from bancheng.channels.setup_row import Setup

__all__ = ["Passage", "Setup"]
