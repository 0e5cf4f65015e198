"""Before a command that needs the database: settings read, safety checked, tables there."""

from __future__ import annotations

import os
from datetime import datetime
from io import StringIO
from typing import TYPE_CHECKING

from bancheng.cli.ending import Code, Ended, refuse, warn
from bancheng.cli.showing import progress

if TYPE_CHECKING:
    from bancheng.people.unit import Unit
    from bancheng.people.user import User


def open_office(tables: bool = True) -> None:
    """Make the database usable. ``tables``: they must be as this release knows them.

    Ends the command (code 3) where a setting is wrong, the database is out of reach, or it may
    lose what it acknowledged.
    """
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bancheng.config.settings")
    try:
        django.setup()
        call_command("check", tags=["database"], databases=["default"], stdout=StringIO())
    except ImproperlyConfigured as wrong:
        raise Ended(Code.DATABASE, str(wrong)) from wrong
    except SystemCheckError as unsafe:
        raise Ended(Code.DATABASE, _plain(str(unsafe))) from unsafe
    if tables and pending_migrations():
        raise Ended(
            Code.DATABASE,
            "数据库还没有按本版本建表。新装的中心请先运行 bancheng init，看演示运行 bancheng demo；"
            "升级以后请先备份，再运行 bancheng migrate。",
        )


def pending_migrations() -> list[str]:
    """The names of migrations that this database has not seen."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def migrate() -> int:
    """Bring the tables and their rows to this release; how many migrations that took."""
    from django.core.management import call_command

    pending = len(pending_migrations())
    if pending:
        call_command("migrate", interactive=False, verbosity=0)
    bring_rows_up()
    return pending


def bring_rows_up() -> None:
    """Rows that an earlier release made are made anew, and it is said; the journal stays as it is.

    Stopped midway it leaves everything as it was, and the next command begins again.
    """
    from bancheng.casework import rebuild

    if rebuild.is_up_to_date():
        return
    cases = len(rebuild.case_numbers())
    if not cases:
        rebuild.bring_up_to_date()
        return
    warn(f"库中的列表和索引是以前的版本做的，现在由日志重做一遍（{cases} 件；日志一条不动）。")
    with progress("重做列表和索引", cases) as told:
        rebuild.bring_up_to_date(told)
    warn("列表和索引已重做，与本版本相符。")


def now() -> datetime:
    """The instant of the command: time comes in once, here."""
    from django.utils import timezone

    return timezone.now()


def user_named(username: str) -> User:
    """An account in use."""
    from bancheng.people.user import User

    found = User.objects.filter(username=username).first()
    if found is None:
        refuse(f"没有登录名为“{username}”的人员。")
    if not found.is_active:
        refuse(f"{found.name}（{username}）的账号已停用。")
    return found


def centre_named(code: str | None) -> Unit:
    """The centre with this code, or the only one there is."""
    from bancheng.people.unit import Form, Unit

    centres = list(Unit.objects.filter(form=Form.CENTRE, active=True))
    names = "、".join(f"{unit.code}（{unit.name}）" for unit in centres)
    if not centres:
        refuse("还没有设立政务服务中心，请先运行 bancheng init。")
    if code is None and len(centres) == 1:
        return centres[0]
    if code is None:
        refuse(f"这里有几个中心，请用 --centre 写明是哪一个：{names}。")
    found = next((unit for unit in centres if unit.code == code), None)
    return found or refuse(f"没有代码为“{code}”的中心，现有：{names}。")


def _plain(said: str) -> str:
    """Django's report without its English frame."""
    lines = [line.strip() for line in said.splitlines()]
    kept = [line for line in lines if line.startswith(("?:", "HINT:"))]
    text = "".join(line.partition(":")[2].strip() for line in kept)
    return text.partition(") ")[2] if text.startswith("(") else text or said
