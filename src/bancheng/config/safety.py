"""数据安全检查: refuses to run on a database that may lose what it has acknowledged.

A clerk who was told 已受理 must find the case after a power cut. Unsafe settings are therefore not
a warning but a refusal (decision 0007).
"""

from collections.abc import Sequence
from typing import Any

from django.apps.config import AppConfig
from django.core.checks import CheckMessage, Error, Warning
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import OperationalError

from bancheng.config.environment import SettingError

_DECISION = "见 docs/decisions/0007-safe-transactions.md"
_SAFE_TRANSACTION_MODES = frozenset({"IMMEDIATE", "EXCLUSIVE"})
_SQLITE_SYNCHRONOUS_FULL = 2


class UnsafeDatabaseError(SettingError):
    """The database may lose acknowledged cases; the text says which setting and what to do."""


def assert_safe(connection: BaseDatabaseWrapper) -> None:
    """Raises UnsafeDatabaseError naming every unsafe setting of this connection."""
    found = [message for message in inspect(connection) if message.is_serious()]
    if found:
        raise UnsafeDatabaseError("\n".join(f"{message.msg}{message.hint}" for message in found))


def inspect(connection: BaseDatabaseWrapper) -> list[CheckMessage]:
    """What is wrong with this connection's settings: errors forbid running, warnings do not."""
    if connection.vendor == "sqlite":
        return _inspect_sqlite(connection)
    return _inspect_postgres(connection)


def check_databases(
    *,
    app_configs: Sequence[AppConfig] | None = None,
    databases: Sequence[str] | None = None,
    **_options: Any,
) -> list[CheckMessage]:
    """Django's check, run by `check --database default`, by migrate and by the command line."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        try:
            found += inspect(connections[alias])
        except OperationalError as error:
            found.append(
                Error(
                    f"连不上数据库：{error}",
                    hint="请检查 DATABASE_URL 里的主机、端口、用户和密码，"
                    "以及数据库服务是否已启动。",
                    id="bancheng.E001",
                )
            )
    return found


def _inspect_sqlite(connection: BaseDatabaseWrapper) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    synchronous = int(_ask(connection, "PRAGMA synchronous"))
    if synchronous < _SQLITE_SYNCHRONOUS_FULL:
        found.append(
            Error(
                f"SQLite 的 synchronous 现在是 {synchronous}，低于 FULL："
                "一旦断电，已经答复群众的办件可能丢失。",
                hint=f"请去掉 DATABASE_URL 里的 synchronous 参数，或改为 full（{_DECISION}）。",
                id="bancheng.E002",
            )
        )
    journal_mode = _ask(connection, "PRAGMA journal_mode").lower()
    if journal_mode != "wal":
        found.append(
            Error(
                f"SQLite 的 journal_mode 现在是 {journal_mode}，不是 wal："
                "有人办件时，别人会打不开页面。",
                hint="请去掉 DATABASE_URL 里的 journal_mode 参数，并把数据库文件放在本机磁盘上，"
                f"不要放在网络共享目录（{_DECISION}）。",
                id="bancheng.E003",
            )
        )
    transaction_mode = getattr(connection, "transaction_mode", None) or "DEFERRED"
    if transaction_mode not in _SAFE_TRANSACTION_MODES:
        found.append(
            Error(
                f"SQLite 的 transaction_mode 现在是 {transaction_mode}，不是 IMMEDIATE："
                "几个人同时办件时会有人失败。",
                hint=f"请去掉 DATABASE_URL 里的 transaction_mode 参数（{_DECISION}）。",
                id="bancheng.E004",
            )
        )
    return found


def _inspect_postgres(connection: BaseDatabaseWrapper) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for number, name in (("E005", "fsync"), ("E006", "synchronous_commit")):
        if _ask(connection, f"SHOW {name}") == "off":
            found.append(
                Error(
                    f"PostgreSQL 的 {name} 现在是 off：一旦断电，已经答复群众的办件可能丢失。",
                    hint=f"请在 postgresql.conf 里把 {name} 改回 on 并重启数据库（{_DECISION}）。",
                    id=f"bancheng.{number}",
                )
            )
    if _ask(connection, "SHOW data_checksums") == "off":
        found.append(
            Warning(
                "PostgreSQL 没有开启 data_checksums：磁盘损坏时不能及时发现。",
                hint=f"请在停机维护时用 pg_checksums --enable 开启（{_DECISION}）。",
                id="bancheng.W001",
            )
        )
    return found


def _ask(connection: BaseDatabaseWrapper, question: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(question)
        row = cursor.fetchone()
    return "" if row is None else str(row[0])
