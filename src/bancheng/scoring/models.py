"""The tables of this room, as Django looks for them."""

from __future__ import annotations

from bancheng.scoring.exemption_row import ExemptionStep
from bancheng.scoring.export_row import ScoreExport
from bancheng.scoring.objection_row import Objection
from bancheng.scoring.score_row import Score

__all__ = ["ExemptionStep", "Objection", "Score", "ScoreExport"]
