"""工单页上的监督: the way into tracing a case back, and who acts where supervision is accused."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from bancheng.casework.look import Look
from bancheng.casework.one_level_up import one_level_up
from bancheng.web.cites import sources
from bancheng.web.oversight.record import may_record
from bancheng.web.oversight.trace import may_trace


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands in the right column."""

    may_trace: bool
    may_record: bool
    above: str
    above_sources: SafeString


def beside_case(found: Look) -> Beside:
    """For one case as its reader sees it."""
    above = one_level_up(found.case, found.standard, found.row.chain, found.now)
    rule = found.standard.conduct
    told = sources(found.standard, rule.cites, rule.because) if above and rule else SafeString()
    return Beside(
        may_trace=may_trace(found),
        may_record=may_record(found),
        above=above.sentence if above else "",
        above_sources=told,
    )
