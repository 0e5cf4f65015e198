"""One worked example: who does what when, and what must be owed, refused or reached then."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from bancheng.core.standard.sourced import Many, NonEmpty, Strict


class Then(Strict):
    """What must hold after a step. ``owes``: duty or duty@unit → «2026-11-24 17:00», with
    « provisional» behind it where the calendar is not out, or «open» where no time is due.
    ``duty``: what an open duty promises (by, owed, means, before, limit); ``ended``: how a duty
    ended; ``case``: values of the case; ``entry``: of the event's record (who, for whom, when
    done, when written down, which codes)."""

    stage: str | None = None
    outcome: str | None = None
    owes: dict[str, str] = {}
    owes_not: Many = ()
    owes_only: Many | None = None
    duty: dict[str, dict[str, Any]] = {}
    ended: dict[str, str] = {}
    late: Many = ()
    case: dict[str, Any] = {}
    entry: dict[str, Any] = {}
    may: dict[str, Many] = {}
    may_not: dict[str, Many] = {}


class Step(Strict):
    """``who`` is a role, a unit's code, petitioner, origin or system; ``with`` the values that
    matter (what else is required is filled in), ``without`` what is left out on purpose."""

    at: str
    who: str
    does: str
    with_: dict[str, Any] = Field({}, alias="with")
    without: Many = ()
    done_at: str | None = None
    for_unit: str | None = None
    user: str | None = None
    refused: str | None = None
    because: str | None = None
    then: Then = Then()


class Story(Strict):
    """``shows`` the clauses it is the proof of; ``reads`` the words and numbers of the standard's
    own file that people meet, by dotted path. ``centre_wants``: the acts for which the centre
    wants a second person; ``joint``: the upper levels that have cases of their own here. A story
    that takes a ``route`` does exactly that route's acts and names no other choices than it does.
    """

    story: NonEmpty
    shows: Many
    says: str | None = None
    closures: dict[str, str] = {}
    regions: Many = ()
    joint: Many = ()
    centre_wants: Many = ()
    route: str | None = None
    when: tuple[Step, ...] = ()
    then: Then = Then()
    reads: dict[str, Any] = {}


class StoryFile(Strict):
    """A file of stories."""

    stories: tuple[Story, ...]
