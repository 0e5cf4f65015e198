"""数据安全检查: unsafe databases are refused before anybody can lose a case."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler
from pytest_django import DjangoDbBlocker

from bancheng.config import database, safety

OpenSqlite = Callable[[str], BaseDatabaseWrapper]


@pytest.fixture
def open_sqlite(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[OpenSqlite]:
    """Opens a new SQLite file with the settings that the end of an address asks for."""
    opened: list[BaseDatabaseWrapper] = []

    def open_with(query: str) -> BaseDatabaseWrapper:
        settings = database.parse(f"sqlite:///desk.sqlite3{query}", tmp_path)
        opened.append(ConnectionHandler({"default": settings})["default"])
        return opened[-1]

    with django_db_blocker.unblock():
        yield open_with
        for connection in opened:
            connection.close()


def test_the_settings_of_a_bare_address_are_safe(open_sqlite: OpenSqlite) -> None:
    safety.assert_safe(open_sqlite(""))


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("?synchronous=NORMAL", "synchronous 现在是 1，低于 FULL"),
        ("?synchronous=off", "synchronous 现在是 0，低于 FULL"),
        ("?journal_mode=DELETE", "journal_mode 现在是 delete，不是 wal"),
        ("?transaction_mode=DEFERRED", "transaction_mode 现在是 DEFERRED，不是 IMMEDIATE"),
    ],
)
def test_an_unsafe_sqlite_is_refused_with_the_setting_and_the_decision(
    open_sqlite: OpenSqlite, query: str, says: str
) -> None:
    with pytest.raises(safety.UnsafeDatabaseError) as caught:
        safety.assert_safe(open_sqlite(query))
    assert says in str(caught.value)
    assert "请去掉 DATABASE_URL 里的" in str(caught.value)
    assert "docs/decisions/0007" in str(caught.value)


def test_a_safer_setting_than_ours_is_welcome(open_sqlite: OpenSqlite) -> None:
    safety.assert_safe(open_sqlite("?synchronous=EXTRA&transaction_mode=EXCLUSIVE"))


@pytest.mark.database
def test_the_database_of_this_run_is_safe() -> None:
    safety.assert_safe(connection)


WEAKENED = {
    "sqlite": ("PRAGMA synchronous=OFF", "PRAGMA synchronous=FULL", "synchronous 现在是 0"),
    "postgresql": (
        "SET synchronous_commit=off",
        "SET synchronous_commit=on",
        "synchronous_commit 现在是 off",
    ),
}


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_a_database_that_forgets_commits_is_refused_on_either_engine() -> None:
    weaken, mend, says = WEAKENED[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(weaken)
        try:
            with pytest.raises(safety.UnsafeDatabaseError, match=says):
                safety.assert_safe(connection)
        finally:
            cursor.execute(mend)
    safety.assert_safe(connection)


def test_the_server_does_not_open_on_an_unsafe_database(tmp_path: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", "import bancheng.config.wsgi"],
        env=os.environ
        | {
            "BANCHENG_DATA": str(tmp_path),
            "DATABASE_URL": "sqlite:///desk.sqlite3?synchronous=NORMAL",
            "DJANGO_SETTINGS_MODULE": "bancheng.config.settings",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode != 0
    assert "低于 FULL" in answer.stderr


def test_a_database_that_cannot_be_reached_is_a_message_and_no_traceback(tmp_path: Path) -> None:
    answer = subprocess.run(
        [
            sys.executable,
            "-m",
            "bancheng.config.manage",
            "check",
            "--tag",
            "database",
            "--database",
            "default",
        ],
        env=os.environ
        | {
            "BANCHENG_DATA": str(tmp_path),
            "DATABASE_URL": f"postgres://clerk@/desk?host={tmp_path}",
            "DJANGO_SETTINGS_MODULE": "bancheng.config.settings",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode != 0
    assert "连不上数据库" in answer.stderr
    assert "Traceback" not in answer.stderr
