"""改进与监督: causes, block points, the staff record, who acts where supervision is accused, the
revisit that the level above makes of every closed case.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bancheng.core.standard.sourced import Many, NonEmpty, Sourced
from bancheng.core.standard.vocabulary import Labelled
from bancheng.core.standard.within import CountedText

PointStep = Literal["propose", "adopt", "do", "check"]
OWNER = "owner"  # the unit or person that a block point was given to


class Cause(Labelled):
    """原因. ``shown_by``: which values of which of a case's fields tell it."""

    shown_by: dict[str, Many] = {}


class WhoMay(Sourced):
    """Who takes a step of a block point: roles, or ``owner``, whoever it was given to."""

    by: Many


class Recurring(Sourced):
    """So many cases of one cause ``within`` so long suggest a block point (堵点).

    ``told_in`` names the field of a case in which a block point is written down in words.
    """

    cases: int = Field(ge=2)
    within: CountedText
    told_in: str | None = None


class StaffRecordRule(Labelled):
    """表扬、批评、撤换、移送: who proposes it, who confirms it as a second person, who reads it.

    Everybody reads what was confirmed of themselves. ``names_a_body``: it goes to another body,
    which is named.
    """

    by: Many
    confirmed_by: Many
    read_by: Many = ()
    names_a_body: bool = False


class Conduct(Sourced):
    """作风问题: the role that holds complaints.

    ``stands_in_for``: the roles whose place it takes where the window's own unit is complained of,
    whose people may not touch the case. Where all who hold it here are complained of themselves and
    no unit of the level above is known, ``reported_by`` reports to ``above``.
    """

    held_by: str
    stands_in_for: Many = ()
    reported_by: str
    above: NonEmpty


class Revisit(Sourced):
    """全量回访: every closed case, once in a period, by a role at a body of a level above.

    ``covers``: the centres below the body's own level, or all it serves. ``period`` is what
    a campaign is opened for unless somebody says otherwise. After ``unreached_after`` vain
    calls a case counts as not reached; whoever is reached later is still asked.
    """

    by: str
    covers: Literal["below", "all"] = "below"
    period: Literal["year", "half_year", "quarter"] = "year"
    unreached_after: int = Field(ge=1)
