"""Sealed rows can be added, never changed or removed: the database refuses it."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from bancheng.journal import guards


def put_up(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    del apps
    guards.put_up(schema_editor.connection)


def take_down(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    del apps
    guards.take_down(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [migrations.RunPython(put_up, take_down)]
