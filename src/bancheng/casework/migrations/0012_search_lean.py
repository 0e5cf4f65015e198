"""The search index without the places of words: nothing asks where in a case a word stands, and
half the index held it. What stands in it is taken over; no text is opened for it."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

LEAN = "fts5(tokens, detail=none, columnsize=0)"
SET = "INSERT INTO casework_search (casework_search, rank) VALUES (%s, %s)"
SELDOM = 16
"""Pieces of the index that an act lets come together before it merges any: the clock does it."""
WITH_PLACES = "fts5(tokens)"


def lean(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the index of SQLite anew without places; PostgreSQL's keeps none."""
    _made_as(LEAN, editor)
    if editor.connection.vendor == "sqlite":
        for told in (("automerge", SELDOM), ("usermerge", 2)):
            editor.execute(SET, told)


def with_places(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """As it was before."""
    _made_as(WITH_PLACES, editor)


def _made_as(kind: str, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor != "sqlite":
        return
    for statement in (
        f"CREATE VIRTUAL TABLE casework_search_new USING {kind}",
        "INSERT INTO casework_search_new (rowid, tokens) SELECT rowid, tokens FROM casework_search",
        "DROP TABLE casework_search",
        "ALTER TABLE casework_search_new RENAME TO casework_search",
    ):
        editor.execute(statement)


class Migration(migrations.Migration):
    """Works on both engines."""

    dependencies = [("casework", "0011_few_among_many")]
    operations = [migrations.RunPython(lean, with_places)]
