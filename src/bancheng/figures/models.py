"""The tables of this room, as Django looks for them."""

from __future__ import annotations

from bancheng.figures.came_again_row import CameAgain, PetitionerMark
from bancheng.figures.case_fact_row import CaseFact
from bancheng.figures.cell_row import Cell, ReadUpTo
from bancheng.figures.complaint_cell_row import ComplaintCell
from bancheng.figures.duty_fact_row import DutyFact
from bancheng.figures.kept_row import Kept
from bancheng.figures.last_move_row import LastMove
from bancheng.figures.log_export_row import LogExport
from bancheng.figures.screen_row import Screen
from bancheng.figures.stay_row import Stay

__all__ = [
    "CameAgain",
    "CaseFact",
    "Cell",
    "ComplaintCell",
    "DutyFact",
    "Kept",
    "LastMove",
    "LogExport",
    "PetitionerMark",
    "ReadUpTo",
    "Screen",
    "Stay",
]
