"""What a standard says of an act: who does it, from where, asking what, approved by whom."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from bancheng.core.stage import Stage
from bancheng.core.standard.sourced import Condition, Many, Sourced, as_list
from bancheng.core.standard.within import WithinText


class Approval(Sourced):
    """A second person decides; until then only the request stands.

    ``when``: always, or only where the centre wants it (``centre_wants``, 本中心定).
    """

    by: str
    within: WithinText
    when: Literal["always", "centre_wants"] = "always"


class ActRule(Sourced):
    """``recorded_by`` may write the act down for those in ``by`` (paper, telephone)."""

    by: Many
    label: str | None = None
    from_: Annotated[tuple[Stage, ...] | None, BeforeValidator(as_list)] = Field(None, alias="from")
    for_: Condition = Field({}, alias="for")
    asks: Many = ()
    may: Many = ()
    approval: Approval | None = None
    times: Annotated[int, Field(ge=1)] | None = None
    recorded_by: Many = ()
