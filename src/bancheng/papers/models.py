"""The tables of this room, where Django looks for them."""

from bancheng.papers.taken_row import PaperTaken

__all__ = ["PaperTaken"]
