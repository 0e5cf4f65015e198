"""The rules say no to a command: one exception that speaks like a colleague and knows no HTTP.

Not to be confused with 不予受理 (``decline``), which is itself a lawful act.
"""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818 - the house's word: the rules say no
    """A command was not carried out and changed nothing.

    ``code`` is a stable identifier (``not_at_this_stage``), ``sentence`` a Chinese sentence that
    says what, why and what to do next, ``cites`` the clause ids behind the rule, ``field`` the
    field of the command that is wrong, if one is.
    """

    def __init__(
        self, code: str, sentence: str, cites: tuple[str, ...] = (), field: str | None = None
    ) -> None:
        self.code = code
        self.sentence = sentence
        self.cites = cites
        self.field = field
        super().__init__(f"{code}: {sentence}")
