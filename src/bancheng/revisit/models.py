"""The tables of this room, as Django looks for them."""

from __future__ import annotations

from bancheng.revisit.attempt_row import Attempt
from bancheng.revisit.campaign_row import Campaign
from bancheng.revisit.elsewhere_row import Elsewhere
from bancheng.revisit.entry_row import Entry
from bancheng.revisit.list_export_row import ListExport

__all__ = ["Attempt", "Campaign", "Elsewhere", "Entry", "ListExport"]
