"""办件事实: one thing that happened to a case, as it is handed to the journal.

The journal knows nothing of acts and duties. It is given facts whose ``body`` it does not
understand and whose ``details`` it keeps apart, so that a person's words and particulars can be
erased one day while the record of what was done still stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bancheng.core.seal import Json


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of one case.

    ``event`` is a published past-tense name. ``body`` holds codes, ids and times only, with the
    duties opened, closed and moved; it is sealed as it is. ``details`` holds every free text and
    personal particular by field name; only salted commitments to it are sealed. ``actor`` says
    whose act it was and who wrote it down (codes only).

    Raises ValueError when a time has no zone or a name is empty.
    """

    case_no: str
    event: str
    command_id: str
    done_at: datetime
    recorded_at: datetime
    actor: Mapping[str, str | None]
    body: Mapping[str, Json]
    details: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("case_no", "event", "command_id"):
            if not getattr(self, name):
                raise ValueError(f"a fact needs a {name}")
        for name in ("done_at", "recorded_at"):
            if getattr(self, name).utcoffset() is None:
                raise ValueError(f"{name} of a fact needs a time zone")
