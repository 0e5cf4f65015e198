"""The tables of this room."""

from __future__ import annotations

from bancheng.wire.letter_row import Letter
from bancheng.wire.place_row import Place

__all__ = ["Letter", "Place"]
