"""数据库地址: turns DATABASE_URL into Django's settings for SQLite or PostgreSQL.

Own and small, because the safe options of each engine belong next to the parsing, and because a
wrong address must answer with a sentence instead of a traceback.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from bancheng.config.environment import SettingError

SQLITE_DEFAULTS: Mapping[str, str] = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "transaction_mode": "IMMEDIATE",
    "timeout": "20",
}
"""What a bare sqlite:/// address means; the timeout is in seconds (decision 0007)."""

_POSTGRES_OPTIONS = frozenset({"sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout"})
_EXPECTED = (
    "应写成 sqlite:///数据库文件的路径（绝对路径是四条斜线，如 sqlite:////srv/bancheng/db.sqlite3），"
    "或 postgres://用户:密码@主机:端口/库名。"
)


class DatabaseUrlError(SettingError):
    """DATABASE_URL is not usable; the text says what is wrong and what is expected."""

    def __init__(self, what: str) -> None:
        super().__init__(f"环境变量 DATABASE_URL 有误：{what}{_EXPECTED}改正后重新启动。")


def parse(url: str, base: Path) -> dict[str, Any]:
    """One entry of Django's DATABASES. Relative SQLite paths count from `base`.

    Raises DatabaseUrlError, which never repeats the address, since that may hold a password.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise DatabaseUrlError("端口应是 1 到 65535 之间的数字。") from None
    readers: dict[str, Callable[[], dict[str, Any]]] = {
        "sqlite": lambda: _sqlite(parts, base),
        "postgres": lambda: _postgres(parts, port),
        "postgresql": lambda: _postgres(parts, port),
    }
    if parts.scheme not in readers:
        named = f"不认识“{parts.scheme}”这种数据库。" if parts.scheme else "没有写明数据库种类。"
        raise DatabaseUrlError(named)
    return readers[parts.scheme]()


def _sqlite(parts: SplitResult, base: Path) -> dict[str, Any]:
    if parts.netloc:
        raise DatabaseUrlError("sqlite 后面应是三条斜线，第二条之后不写主机名。")
    path = unquote(parts.path)[1:]
    if not path or path.endswith("/"):
        raise DatabaseUrlError("没有写明 SQLite 数据库文件的路径。")
    options = {**SQLITE_DEFAULTS, **_options(parts, frozenset(SQLITE_DEFAULTS))}
    for name in ("journal_mode", "synchronous", "transaction_mode"):
        if not options[name].isalnum():
            raise DatabaseUrlError(f"参数 {name} 的值“{options[name]}”不是一个单词。")
    if not options["timeout"].isdigit():
        raise DatabaseUrlError("参数 timeout 应是等待的秒数，如 20。")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(base / path),
        "OPTIONS": {
            "timeout": int(options["timeout"]),
            "transaction_mode": options["transaction_mode"],
            # secure_delete: what is erased must be gone from the file too, not only from the rows
            "init_command": (
                f"PRAGMA journal_mode={options['journal_mode']};"
                f"PRAGMA synchronous={options['synchronous']};"
                "PRAGMA foreign_keys=ON;"
                "PRAGMA secure_delete=ON;"
            ),
        },
    }


def _postgres(parts: SplitResult, port: int | None) -> dict[str, Any]:
    name = unquote(parts.path).strip("/")
    if not name:
        raise DatabaseUrlError("没有写明 PostgreSQL 的库名。")
    options = _options(parts, _POSTGRES_OPTIONS | {"host"})
    # ?host=/run/postgresql is libpq's own way to name a socket folder
    host = options.pop("host", "") or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(options),
    }


def _options(parts: SplitResult, known: frozenset[str]) -> dict[str, str]:
    given = dict(parse_qsl(parts.query, keep_blank_values=True))
    for name in given:
        if name not in known:
            raise DatabaseUrlError(f"不认识参数“{name}”，可用的有 {'、'.join(sorted(known))}。")
    return given
