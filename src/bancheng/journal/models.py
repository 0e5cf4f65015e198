"""Where Django looks for the tables; each is described in a file of its own."""

from __future__ import annotations

from bancheng.journal.case_key_row import CaseKey
from bancheng.journal.checkpoint_row import CheckpointRow
from bancheng.journal.detail_row import Detail
from bancheng.journal.entry_row import Entry

__all__ = ["CaseKey", "CheckpointRow", "Detail", "Entry"]
