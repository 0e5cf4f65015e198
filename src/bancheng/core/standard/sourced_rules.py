"""有出处的规则: every rule of a standard that cites a clause or says why, with its place."""

from __future__ import annotations

from collections.abc import Iterator

from bancheng.core.standard.act_rule import ActRule
from bancheng.core.standard.faults import Path
from bancheng.core.standard.scoring import Scoring
from bancheng.core.standard.sourced import Sourced
from bancheng.core.standard.standard import Standard
from bancheng.core.standard.vocabulary import Role


def sourced_rules(standard: Standard) -> Iterator[tuple[Path, Sourced]]:
    """Every rule that has a source, with its path in the file."""
    for section in type(standard).model_fields:
        value = getattr(standard, section)
        if isinstance(value, Sourced):
            yield (section,), value
            for name, one in value.indicators.items() if isinstance(value, Scoring) else ():
                yield (section, "indicators", name), one
        elif isinstance(value, dict):
            for name, entry in value.items():
                if isinstance(entry, Sourced):
                    yield (section, name), entry
                if isinstance(entry, ActRule) and entry.approval:
                    yield (section, name, "approval"), entry.approval
                if isinstance(entry, Role) and entry.in_hall:
                    yield (section, name, "in_hall"), entry.in_hall
