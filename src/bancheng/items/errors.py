"""说不通的内容: what is wrong with an item that somebody wants to keep, as a sentence."""

from __future__ import annotations


class ItemError(Exception):
    """The library says no and nothing was changed. ``field`` names the field, if it is one."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
