"""整理索引: the pieces of the search index are put together between acts, by the clock.

Every case that is registered adds a piece to it, and whatever looks for words goes through each. An
act merges them only when there are many (see the migration that made the index), since somebody
waits for it.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from bancheng.journal import engine

PAGES = 64
"""So many are written at once; meanwhile an act waits, a few milliseconds at the most."""
MOST_STEPS = 100
MERGE = "INSERT INTO casework_search (casework_search, rank) VALUES ('merge', %s)"
CHANGED_NOTHING = 2
"""The engine counts the statement itself; fewer rows than these mean that nothing was to do."""


def tidy(now: datetime) -> int:
    """Called after each tick: how many steps there were to do. PostgreSQL looks after its own."""
    del now
    if engine.vendor() != "sqlite":
        return 0
    for step in range(MOST_STEPS):
        before = _changes()
        engine.run(MERGE, (PAGES,))
        if _changes() - before < CHANGED_NOTHING:
            return step
    return MOST_STEPS


def _changes() -> int:
    connection.ensure_connection()
    return int(connection.connection.total_changes)
