"""接口账号: the accounts of the clients there are already are programs'."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def mark(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Whatever account a client acts as."""
    clients = apps.get_model("clients", "Client").objects.values("user")
    apps.get_model("people", "User").objects.filter(pk__in=clients).update(is_program=True)


class Migration(migrations.Migration):
    dependencies = [("clients", "0001_initial"), ("people", "0005_programs")]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
