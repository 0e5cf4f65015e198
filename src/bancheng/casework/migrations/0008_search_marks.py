"""Each case in the search index gets the marks of its centre and of the end of its number."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from bancheng.casework.searching import marks_of

READ = "SELECT tokens FROM casework_search WHERE rowid = %s"
CHANGE = "UPDATE casework_search SET tokens = %s WHERE rowid = %s"
ADD = "INSERT INTO casework_search (tokens, rowid) VALUES (%s, %s)"


def mark(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """A case whose words were erased is found by its number again, and by nothing else."""
    rows = apps.get_model("casework", "CaseRow").objects.order_by("pk")
    with editor.connection.cursor() as cursor:
        for pk, case_no, chain in list(rows.values_list("pk", "case_no", "chain")):
            cursor.execute(READ, [pk])
            found = cursor.fetchone()
            tokens = marks_of(case_no, chain) | set(found[0].split() if found else ())
            cursor.execute(CHANGE if found else ADD, [" ".join(sorted(tokens)), pk])


class Migration(migrations.Migration):
    """Works on both engines."""

    dependencies = [("casework", "0007_links")]
    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
