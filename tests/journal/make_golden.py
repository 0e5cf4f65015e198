"""Writes the golden journal of the present form; run once before a release, then kept for ever.

    DJANGO_SETTINGS_MODULE=tests.settings python -m tests.journal.make_golden FOLDER

Refuses to write over a golden journal that stands.
"""

import sys
from datetime import timedelta
from pathlib import Path

import django


def main(folder: Path) -> None:
    """One chain with an erasure and two checkpoints, and one sealed with SM3."""
    from django.core.management import call_command
    from django.db import transaction

    from bancheng.journal.append import append
    from bancheng.journal.checkpoint import make
    from bancheng.journal.erase import erase_personal
    from bancheng.journal.export import export
    from tests.journal.facts import CHAIN, DAWN, TEXTS, fact, small_journal

    call_command("migrate", "journal", verbosity=0)
    small_journal()
    make(CHAIN, DAWN + timedelta(hours=1))
    with transaction.atomic():
        erase_personal(CHAIN, fact("C-1", "personal_erased", "erase-1", {"reason": "保存期满"}, 90))
    make(CHAIN, DAWN + timedelta(hours=2))
    with transaction.atomic():
        facts = [fact("S-1", command_id="sm3", details=TEXTS), fact("S-1", "accepted", "sm3")]
        append("invented-sm3", facts, {"S-1": 0}, "sm3")
    make("invented-sm3", DAWN + timedelta(hours=2))
    for chain in (CHAIN, "invented-sm3"):
        path = folder / f"{chain}.jsonl"
        if path.exists():
            sys.exit(f"{path} stands and is kept for ever")
        export(chain, path)


if __name__ == "__main__":
    django.setup()
    main(Path(sys.argv[1]))
