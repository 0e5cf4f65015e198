"""The search index: a full-text table on SQLite, a table with an index over its words elsewhere."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = ("CREATE VIRTUAL TABLE casework_search USING fts5(tokens)",)
POSTGRESQL = (
    "CREATE TABLE casework_search (rowid bigint PRIMARY KEY, tokens text NOT NULL)",
    "CREATE INDEX casework_search_tokens ON casework_search"
    " USING gin (to_tsvector('simple', tokens))",
)


def make(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Create the index of this engine."""
    for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.execute(statement)


def drop(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take it away again; ``rebuild`` makes it anew."""
    editor.execute("DROP TABLE casework_search")


class Migration(migrations.Migration):
    """Works on both engines."""

    dependencies = [("casework", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
