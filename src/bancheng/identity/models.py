"""The tables of this room, each in a file of its own; Django looks for them here."""

from __future__ import annotations

from bancheng.identity.factor_row import Factor
from bancheng.identity.link_row import Link
from bancheng.identity.must_row import MustHave
from bancheng.identity.recovery_row import RecoveryCode

__all__ = ["Factor", "Link", "MustHave", "RecoveryCode"]
