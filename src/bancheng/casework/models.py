"""The tables of this room, each in a file of its own; Django looks for them here."""

from __future__ import annotations

from bancheng.casework.case_row import CaseRow
from bancheng.casework.duty_row import DutyRow
from bancheng.casework.link_row import LinkRow
from bancheng.casework.number_row import NumberRow
from bancheng.casework.outbox_row import Outgoing
from bancheng.casework.placement_row import Placement, Wall
from bancheng.casework.reveal_row import Reveal
from bancheng.casework.shape_row import RowShape

__all__ = [
    "CaseRow",
    "DutyRow",
    "LinkRow",
    "NumberRow",
    "Outgoing",
    "Placement",
    "Reveal",
    "RowShape",
    "Wall",
]
