"""The tables of this room."""

from __future__ import annotations

from bancheng.exchange.crossing_row import Crossing
from bancheng.exchange.file_row import Line, SentFile, TakenFile
from bancheng.exchange.partner_row import Partner, PartnerKey

__all__ = ["Crossing", "Line", "Partner", "PartnerKey", "SentFile", "TakenFile"]
