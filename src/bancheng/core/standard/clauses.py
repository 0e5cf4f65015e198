"""条款: the regulation's clauses with ids, official references and our own short words."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bancheng.core.standard.sourced import NonEmpty, Strict


class Clause(Strict):
    """``ref`` is what people see (第十条（三）1); ``says`` is a short reading in our words.

    ``served`` is how the program serves it: by a ``rule`` of this file, an ``act``, a ``page``,
    or ``planned``; ``where`` names the thing.
    """

    ref: NonEmpty
    says: NonEmpty
    served: Literal["rule", "act", "page", "planned"]
    where: str = Field("", description="act, page or command, where it is not a rule")
