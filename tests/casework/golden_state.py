"""A case as a golden file keeps it: where it stands and every duty with its due time and end.

``python -m tests.casework.golden_state EXPORT… > states.json`` writes what exports fold to; run
once before a release and then kept for ever.
"""

from __future__ import annotations

import json
import sys
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


if __name__ == "__main__":
    states = {Path(name).name: states_in(Path(name)) for name in sys.argv[1:]}
    json.dump(states, sys.stdout, ensure_ascii=False, indent=1, sort_keys=True)
    sys.stdout.write("\n")
