"""The tables of this room, each in a file of its own; Django looks for them here."""

from __future__ import annotations

from bancheng.people.closure import Closure
from bancheng.people.org_version import OrgVersion
from bancheng.people.post import ADMINISTRATOR, Post
from bancheng.people.shift import ON_DUTY, Shift
from bancheng.people.unit import Form, Unit
from bancheng.people.user import User
from bancheng.people.window import Window

__all__ = [
    "ADMINISTRATOR",
    "ON_DUTY",
    "Closure",
    "Form",
    "OrgVersion",
    "Post",
    "Shift",
    "Unit",
    "User",
    "Window",
]
