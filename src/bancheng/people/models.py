"""The tables of this room, each in a file of its own; Django looks for them here."""

from __future__ import annotations

from bancheng.people.absence import Absence, StandIn
from bancheng.people.centre_rule import CentreRule
from bancheng.people.change import Change
from bancheng.people.closure import Closure
from bancheng.people.handover_note import HandoverLine, HandoverNote
from bancheng.people.leader_day import LeaderDay, LeaderDayLine
from bancheng.people.leaving import HandedOn
from bancheng.people.org_version import OrgVersion
from bancheng.people.post import ADMINISTRATOR, Post
from bancheng.people.shift import ON_DUTY, Shift
from bancheng.people.substitute import Substitute
from bancheng.people.training import Training
from bancheng.people.unit import Form, Unit
from bancheng.people.user import User
from bancheng.people.window import Window

__all__ = [
    "ADMINISTRATOR",
    "ON_DUTY",
    "Absence",
    "CentreRule",
    "Change",
    "Closure",
    "Form",
    "HandedOn",
    "HandoverLine",
    "HandoverNote",
    "LeaderDay",
    "LeaderDayLine",
    "OrgVersion",
    "Post",
    "Shift",
    "StandIn",
    "Substitute",
    "Training",
    "Unit",
    "User",
    "Window",
]
