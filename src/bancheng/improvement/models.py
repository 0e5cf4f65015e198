"""The tables of this room, each in a file of its own; Django looks for them here."""

from __future__ import annotations

from bancheng.improvement.cause_row import CaseCause, Gathered
from bancheng.improvement.point_row import Point, PointCase, PointStep
from bancheng.improvement.staff_record_row import (
    StaffRecord,
    StaffRecordCase,
    StaffRecordStep,
)

__all__ = [
    "CaseCause",
    "Gathered",
    "Point",
    "PointCase",
    "PointStep",
    "StaffRecord",
    "StaffRecordCase",
    "StaffRecordStep",
]
