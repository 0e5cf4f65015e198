"""What a standard says of a duty: from what it arises, who owes what, by when, holding up what."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from bancheng.core.duty import Holds
from bancheng.core.glossary import Meaning
from bancheng.core.standard.sourced import Condition, Many, Sourced, Strict
from bancheng.core.standard.within import AS_DECIDED, CountedText, WithinText


class Extension(Strict):
    """延期. The holder reports by ``report``; ``effect`` says when the due time moves.

    ``longest`` caps the new date from the old due time; ``times`` the number in one round.
    """

    report: Literal["before_due", "before_due_day", "any_time"] = "before_due"
    effect: Literal["when_reported", "when_told", "when_approved"] = "when_reported"
    times: int | None = Field(None, ge=1)
    longest: CountedText | None = None


class Repeat(Strict):
    """The duty arises again, ``every`` so often counted from the doing or the due time."""

    every: CountedText
    until: Many
    from_: Literal["done", "due"] = Field("done", alias="from")


class DutyRule(Sourced):
    """``for``/``except`` are asked of the case after the event: all keys, any of the values.

    ``counts_from`` is an event name (its last time in this round) where the limit does not run
    from the event the duty arises from, or ``due of <duty>``.
    """

    label: str | None = None
    arises: Many
    for_: Condition = Field({}, alias="for")
    except_: Condition = Field({}, alias="except")
    owed: Many
    lifted_by: Many = ()
    means: Meaning
    by: str
    within: WithinText
    otherwise: CountedText | None = None
    counts_from: str | None = None
    extension: Extension | None = None
    repeat: Repeat | None = None
    before: Holds = "nothing"
    phase: Literal["intake", "assignment", "handling", "telling", "after"] | None = None

    @model_validator(mode="after")
    def _as_decided_needs_otherwise(self) -> DutyRule:
        if self.within == AS_DECIDED and self.otherwise is None:
            raise ValueError("within: as decided 还须写 otherwise（没有另定时限时按什么）")
        return self
