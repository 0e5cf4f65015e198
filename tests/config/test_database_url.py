"""数据库地址: what DATABASE_URL may say, and how a wrong one is answered."""

from pathlib import Path

import pytest

from bancheng.config.database import DatabaseUrlError, parse

BASE = Path("/srv/data")


def test_a_relative_sqlite_path_lies_in_the_data_folder() -> None:
    assert parse("sqlite:///desk.sqlite3", BASE)["NAME"] == "/srv/data/desk.sqlite3"


def test_an_absolute_sqlite_path_has_four_slashes() -> None:
    assert parse("sqlite:////mnt/desk.sqlite3", BASE)["NAME"] == "/mnt/desk.sqlite3"


def test_a_bare_sqlite_address_means_the_safe_settings() -> None:
    options = parse("sqlite:///desk.sqlite3", BASE)["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] == 20
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        assert f"PRAGMA {pragma};" in options["init_command"]


def test_a_postgres_address_is_read_in_full() -> None:
    read = parse("postgres://clerk:p%40ss@db.example:5433/desk?sslmode=require", BASE)
    assert read["ENGINE"] == "django.db.backends.postgresql"
    assert (read["USER"], read["PASSWORD"]) == ("clerk", "p@ss")
    assert (read["HOST"], read["PORT"], read["NAME"]) == ("db.example", "5433", "desk")
    assert read["OPTIONS"] == {"sslmode": "require"}


def test_a_socket_folder_may_stand_for_the_host() -> None:
    read = parse("postgresql://postgres:@/postgres?host=/run/postgresql", BASE)
    assert read["HOST"] == "/run/postgresql"
    assert read["OPTIONS"] == {}


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mysql://root@localhost/desk", "不认识“mysql”"),
        ("desk.sqlite3", "没有写明数据库种类"),
        ("sqlite://desk.sqlite3", "三条斜线"),
        ("sqlite:///", "没有写明 SQLite 数据库文件的路径"),
        ("sqlite:///desk.sqlite3?sync=1", "不认识参数“sync”"),
        ("sqlite:///desk.sqlite3?timeout=soon", "秒数"),
        ("sqlite:///desk.sqlite3?synchronous=FULL;DROP", "不是一个单词"),
        ("postgres://clerk:secret@db:notaport/desk", "端口"),
        ("postgres://clerk:secret@db:99999/desk", "端口"),
        ("postgres://clerk:secret@db", "没有写明 PostgreSQL 的库名"),
        ("postgres://clerk:secret@db/desk?fsync=off", "不认识参数“fsync”"),
    ],
)
def test_a_wrong_address_is_answered_with_what_is_expected(url: str, says: str) -> None:
    with pytest.raises(DatabaseUrlError) as caught:
        parse(url, BASE)
    sentence = str(caught.value)
    assert "DATABASE_URL" in sentence
    assert says in sentence
    assert "postgres://用户:密码@主机:端口/库名" in sentence
    assert "secret" not in sentence
