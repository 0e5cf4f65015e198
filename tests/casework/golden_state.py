"""A case as a golden file keeps it: where it stands and every duty with its due time and end.

A golden file says of a case what was known when it was kept; what is told of cases since, only
later files say.

Written beside the exports by what makes them (``make_golden_second``), once before a release.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from bancheng.casework.facts import case_of
from bancheng.core.case import Case
from bancheng.core.codec import instant
from bancheng.journal.envelope import Recorded
from bancheng.journal.verify_export import read_export


def state_of(case: Case) -> dict[str, object]:
    """What must never change about a case that was once recorded."""
    return {
        "version": case.version,
        "stage": str(case.stage),
        "outcome": case.outcome,
        "kind": case.kind,
        "ground": case.ground,
        "round": case.round,
        "units": case.units,
        "answerable": case.answerable,
        "conduct": case.conduct,
        "accused": sorted(case.accused_units | case.accused_users),
        "pending": sorted(case.pending),
        "links": [[link.since, link.above, link.standing] for link in case.links],
        "below": case.below,
        "joint": case.joint,
        "determined_lead": case.determined_lead,
        "carry_out_on": str(case.carry_out_on) if case.carry_out_on else None,
        "verdict": case.verdict,
        "papers_held": case.papers_held,
        "files": {file_id: held.struck for file_id, held in case.files.items()},
        "duties": {
            d.id: [d.by, d.unit, d.state, instant(d.due), instant(d.closed_at)]
            for d in case.duties.values()
        },
    }


def states_in(path: Path) -> dict[str, dict[str, object]]:
    """The state of every case of an exported journal, by number."""
    entries: dict[str, list[Recorded]] = defaultdict(list)
    for recorded in read_export(path):
        entries[recorded.case_no].append(recorded)
    return {case_no: state_of(case_of(found)) for case_no, found in entries.items()}
