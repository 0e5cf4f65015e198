"""恢复演练: the newest backup is brought back into a place of its own, proved, and thrown away.

It runs as a process of its own with its own data folder and database, exactly as an administrator
would restore on a new machine; this centre's data are not touched.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import DatabaseError, connection

from bancheng.casework.safekeeping.manifest import NAME, BackupError, read_manifest
from bancheng.casework.safekeeping.package_file import unpack
from bancheng.journal.data_folder import data_folder

PROGRAM = (sys.executable, "-m", "bancheng.cli.main")
LONGEST = 4 * 3600  # seconds; a drill that hangs must not hold up the clock for ever


def drill(file: Path) -> str:
    """Bring a backup back elsewhere. Returns what was proved; raises BackupError with the fault."""
    with tempfile.TemporaryDirectory(prefix="bancheng-drill-") as place, _database(place) as url:
        keys = data_folder() / "keys"
        if keys.is_dir() and not _has_keys(file):
            shutil.copytree(keys, Path(place) / "keys")
        environment = {**os.environ, "BANCHENG_DATA": place, "DATABASE_URL": url}
        try:
            ran = subprocess.run(  # noqa: S603 - our own program
                [*PROGRAM, "restore", str(file), "--json"],
                env=environment,
                capture_output=True,
                text=True,
                encoding="utf-8",
                timeout=LONGEST,
                check=False,
            )
        except subprocess.TimeoutExpired as late:
            raise BackupError("演练太久还没有完，已经停下。") from late
    if ran.returncode:
        raise BackupError(f"{file.name} 恢复不了：{ran.stderr.strip()}")
    restored = json.loads(ran.stdout)
    entries = sum(end["size"] for end in restored["chains"].values())
    return f"{file.name} 恢复成功：{entries} 条记录，摘要、行数、日志、检查点都核验相符。"


def _has_keys(file: Path) -> bool:
    with tempfile.TemporaryDirectory(prefix="bancheng-look-") as place:
        unpack(file, Path(place))
        return read_manifest((Path(place) / NAME).read_text(encoding="utf-8")).with_keys


@contextmanager
def _database(place: str) -> Iterator[str]:
    """An empty database of the same kind as ours, gone afterwards."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{place}/drill.sqlite3"
        return
    name = f"bancheng_drill_{secrets.token_hex(4)}"
    _alone(f'CREATE DATABASE "{name}"')
    try:
        yield _address(name)
    finally:
        _alone(f'DROP DATABASE IF EXISTS "{name}"')


def _alone(statement: str) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as refused:
        raise BackupError(
            f"建不了演练用的数据库：{refused}请给数据库账户 CREATEDB 权限，或在另一台机器上演练。"
        ) from refused


def _address(name: str) -> str:
    ours = connection.settings_dict
    user, password = quote(str(ours["USER"]), safe=""), quote(str(ours["PASSWORD"]), safe="")
    host, port = str(ours["HOST"]), str(ours["PORT"] or "")
    who = f"{user}:{password}@" if password else f"{user}@" if user else ""
    if host.startswith("/"):
        return f"postgres://{who}/{name}?host={quote(host, safe='')}"
    return f"postgres://{who}{host}{':' + port if port else ''}/{name}"
