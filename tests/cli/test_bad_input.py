"""Whatever is wrong outside is one sentence and an exit code, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from bancheng.cli.main import COMMANDS, app
from tests.cli.conftest import Bancheng
from tests.cli.office import Office

NEEDS_A_DATABASE = (
    ("journal", "verify"),
    ("rebuild",),
    ("tick",),
    ("serve", "--port", "18999"),
    ("backup", "somewhere.tar.gz"),
    ("demo",),
)


WRONG = (
    ("mysql://somewhere/db", "不认识“mysql”"),
    ("sqlite:///a.db?synchronous=off", "synchronous 现在是 0"),
    ("sqlite:///a.db?transaction_mode=deferred", "不是 IMMEDIATE"),
    ("sqlite:///nowhere/at/all.db", "连不上数据库"),
)


@pytest.mark.parametrize(
    ("command", "url", "said"),
    [(NEEDS_A_DATABASE[0], *wrong) for wrong in WRONG]
    + [(command, *WRONG[1]) for command in NEEDS_A_DATABASE[1:]],
)
def test_a_wrong_or_unsafe_database_is_refused(
    tmp_path: Path, command: tuple[str, ...], url: str, said: str
) -> None:
    ran = Office(tmp_path, url).run(*command)
    assert ran.code == 3
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_a_server_that_does_not_answer_is_told(tmp_path: Path) -> None:
    ran = Office(tmp_path, "postgres://u:hidden@127.0.0.1:1/db").run("rebuild")
    assert ran.code == 3
    assert "连不上数据库" in ran.err
    assert "hidden" not in ran.err


def test_a_database_without_tables_says_what_to_do(tmp_path: Path) -> None:
    ran = Office(tmp_path, "sqlite:///new.sqlite3").run("journal", "verify")
    assert ran.code == 3
    assert "bancheng init" in ran.err


def test_questions_that_nobody_answers_set_up_nothing(tmp_path: Path) -> None:
    ran = Office(tmp_path, "sqlite:///new.sqlite3").run("init")
    assert ran.code == 2
    assert "什么也没有改" in ran.err


def test_a_database_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("这不是数据库" * 100, encoding="utf-8")
    ran = Office(tmp_path, "sqlite:///letter.txt").run("rebuild")
    assert ran.code == 3
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nope",), "没有 nope 这个命令"),
        (("journal",), "用法"),
        (("tick", "--evry", "5"), "没有 --evry 这个选项"),
        (("tick", "--every", "soon"), "--every"),
        (("backup",), "缺少参数 文件"),
        (("backup", "a", "b"), "多写了参数"),
        (("serve", "--port", "99999"), "--port"),
        (("trial", "nowhere.csv"), "打不开"),
        (("trial", "letters.doc"), "不是 CSV 或 XLSX"),
    ],
)
def test_wrong_usage_is_told_in_chinese(
    bancheng: Bancheng, arguments: tuple[str, ...], said: str
) -> None:
    ran = bancheng(*arguments)
    assert ran.code == 2
    assert said in ran.out + ran.err
    assert "Error" not in ran.err


def test_every_command_explains_itself_with_an_example(bancheng: Bancheng) -> None:
    names: list[tuple[str, ...]] = [(command.__name__,) for command in COMMANDS]
    groups = [(str(group.name), group.typer_instance) for group in app.registered_groups]
    names += [
        (title, str(command.name))
        for title, group in groups
        if group is not None
        for command in group.registered_commands
    ]
    assert len(names) > 15
    for words in names:
        ran = bancheng(*words, "--help")
        assert ran.code == 0
        flat = "".join(ran.out.split())
        assert f"例：bancheng{''.join(words)}" in flat or f"bancheng{''.join(words)}" in flat
        assert "Usage" not in ran.out
        assert "Show this message" not in ran.out
