"""The rules say no to a command: one exception that speaks like a colleague and knows no HTTP.

Not to be confused with 不予受理 (``decline``), which is itself a lawful act.
"""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818 - the house's word: the rules say no
    """A command was not carried out and changed nothing.

    ``code`` is a stable identifier (``not_at_this_stage``), ``sentence`` a Chinese sentence that
    says what, why and what to do next, ``cites`` the clause ids behind the rule, ``field`` the
    field of the command that is wrong, if one is. A sentence about somebody has «{user}» for the
    user name ``user``: the rules know no names, whoever shows the sentence does (``naming``).
    ``act`` is set where several acts were asked for together: the one that was refused.
    """

    act: str | None = None

    def __init__(
        self,
        code: str,
        sentence: str,
        cites: tuple[str, ...] = (),
        field: str | None = None,
        user: str | None = None,
    ) -> None:
        self.code = code
        self.open_sentence = sentence
        self.sentence = sentence if user is None else sentence.replace("{user}", user)
        self.cites = cites
        self.field = field
        self.user = user
        super().__init__(f"{code}: {self.sentence}")

    def naming(self, name: str) -> Refusal:
        """The same refusal with a person's name in place of the user name."""
        named = Refusal(self.code, self.open_sentence, self.cites, self.field, name)
        named.user, named.act = self.user, self.act
        return named
