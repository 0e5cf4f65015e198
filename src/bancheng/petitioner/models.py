"""The tables of this room, gathered for Django."""

from __future__ import annotations

from bancheng.petitioner.attempt_row import Attempt
from bancheng.petitioner.code_row import QueryCode
from bancheng.petitioner.session_row import AskingSession

__all__ = ["AskingSession", "Attempt", "QueryCode"]
