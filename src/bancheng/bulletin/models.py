"""The tables of this room, as Django looks for them."""

from __future__ import annotations

from bancheng.bulletin.issue_row import Issue
from bancheng.bulletin.remark_row import Remark
from bancheng.bulletin.typical_row import Typical

__all__ = ["Issue", "Remark", "Typical"]
