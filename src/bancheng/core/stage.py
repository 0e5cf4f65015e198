"""Where a case stands (stage) and which part of its life that is (phase).

A stage is never an outcome: how a case ended is ``outcome.py``.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Stage(StrEnum):
    """The places a case can stand at, in the order of a plain life."""

    NONE = "none"
    SUBMITTED = "submitted"
    REGISTERED = "registered"
    AWAITING_PAPERS = "awaiting_papers"
    ACCEPTED = "accepted"
    SCREENED = "screened"
    REFERRED = "referred"
    DETERMINED = "determined"
    ASSIGNED = "assigned"
    REPLIED = "replied"
    INFORMED = "informed"
    ENDED = "ended"
    ARCHIVED = "archived"


class Phase(IntEnum):
    """A duty belongs to a phase and dies with it (intake to telling)."""

    INTAKE = 1
    ASSIGNMENT = 2
    HANDLING = 3
    TELLING = 4
    AFTER = 5


STAGE_TERMS: dict[Stage, str] = {
    Stage.NONE: "未登记",
    Stage.SUBMITTED: "待登记",
    Stage.REGISTERED: "已登记，待受理",
    Stage.AWAITING_PAPERS: "待补正",
    Stage.ACCEPTED: "已受理",
    Stage.SCREENED: "已甄别，待交办",
    Stage.REFERRED: "会议研究中",
    Stage.DETERMINED: "已研究明确",
    Stage.ASSIGNED: "办理中",
    Stage.REPLIED: "已回复，待反馈",
    Stage.INFORMED: "已反馈，待办结",
    Stage.ENDED: "已办结",
    Stage.ARCHIVED: "已归档",
}

PHASE_OF: dict[Stage, Phase] = {
    Stage.SUBMITTED: Phase.INTAKE,
    Stage.REGISTERED: Phase.INTAKE,
    Stage.AWAITING_PAPERS: Phase.INTAKE,
    Stage.ACCEPTED: Phase.ASSIGNMENT,
    Stage.SCREENED: Phase.ASSIGNMENT,
    Stage.REFERRED: Phase.ASSIGNMENT,
    Stage.DETERMINED: Phase.ASSIGNMENT,
    Stage.ASSIGNED: Phase.HANDLING,
    Stage.REPLIED: Phase.TELLING,
    Stage.INFORMED: Phase.TELLING,
    Stage.ENDED: Phase.AFTER,
    Stage.ARCHIVED: Phase.AFTER,
}

ALL = frozenset(Stage) - {Stage.NONE, Stage.SUBMITTED}
OPEN = ALL - {Stage.ENDED, Stage.ARCHIVED}
UNASSIGNED = frozenset({Stage.ACCEPTED, Stage.SCREENED, Stage.DETERMINED})
CLOSED = frozenset({Stage.ENDED, Stage.ARCHIVED})
