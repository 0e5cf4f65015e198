"""What this room says when something about units or people cannot be done."""

from __future__ import annotations


class PeopleError(Exception):
    """Nothing was changed. ``sentence`` is Chinese: what is wrong, why, what to do next.

    ``field`` names the argument that is wrong, if one is.
    """

    def __init__(self, sentence: str, field: str | None = None) -> None:
        self.sentence = sentence
        self.field = field
        super().__init__(sentence)
