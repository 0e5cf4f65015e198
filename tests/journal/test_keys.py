"""Keys are made once, kept from others, and never replaced silently."""

from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from bancheng.journal import read
from bancheng.journal.checkpoint import make
from bancheng.journal.data_folder import append_line
from bancheng.journal.keys import MasterKey, public_keys, signing_key
from bancheng.journal.mistakes import KeyFileError
from bancheng.journal.verify import verify
from tests.journal.facts import CHAIN, DAWN, TEXTS, fact, write

pytestmark = pytest.mark.database


def test_the_master_key_is_made_at_first_use_and_nobody_else_may_read_it(data_folder: Path) -> None:
    assert not data_folder.exists()
    write(fact())
    assert not data_folder.exists(), "a fact without texts needs no key"
    write(fact("C-2", details=TEXTS))
    key = data_folder / "keys" / "master.key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert key.parent.stat().st_mode & 0o777 == 0o700
    assert len(bytes.fromhex(key.read_text())) == 32


def test_a_lost_master_key_is_asked_for_and_not_replaced(data_folder: Path) -> None:
    write(fact(details=TEXTS))
    (data_folder / "keys" / "master.key").unlink()
    with pytest.raises(KeyFileError, match="不要新建"):
        read.details("C-1")
    with pytest.raises(KeyFileError, match="不要新建"):
        write(fact("C-2", details=TEXTS))
    assert not (data_folder / "keys" / "master.key").exists()


def test_the_master_key_of_another_installation_is_told_by_its_name(
    settings: Settings, tmp_path: Path, data_folder: Path
) -> None:
    write(fact(details=TEXTS))
    settings.BANCHENG_DATA = tmp_path / "other"
    (tmp_path / "other" / "keys").mkdir(parents=True)
    (tmp_path / "other" / "keys" / "master.key").write_text("ab" * 32)
    with pytest.raises(KeyFileError, match="与本库相配"):
        read.details("C-1")
    found = verify().first
    assert found is not None
    assert found.how == "detail_unreadable"
    settings.BANCHENG_DATA = data_folder
    assert verify().ok


@pytest.mark.parametrize("content", ["", "zz" * 32, "ab" * 31])
def test_a_damaged_key_file_is_named(data_folder: Path, content: str) -> None:
    folder = data_folder / "keys"
    folder.mkdir(parents=True)
    (folder / "master.key").write_text(content)
    with pytest.raises(KeyFileError, match="已损坏"):
        write(fact(details=TEXTS))


def test_keys_stand_in_no_column_of_the_database(data_folder: Path) -> None:
    write(fact(details=TEXTS))
    make(CHAIN, DAWN)
    secrets = [
        bytes.fromhex((data_folder / "keys" / name).read_text())
        for name in ("master.key", "checkpoint.key")
    ]
    for table in ("entry", "detail", "casekey", "checkpoint"):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM journal_{table}")  # noqa: S608
            stored = repr(
                [
                    [bytes(v) if isinstance(v, memoryview) else v for v in row]
                    for row in cursor.fetchall()
                ]
            )
        for secret in secrets:
            assert repr(secret)[2:-1] not in stored
            assert secret.hex() not in stored


def test_a_master_key_does_not_print_itself() -> None:
    assert "secret" not in repr(MasterKey("name", b"secret"))


def test_the_signing_key_is_made_once_and_its_public_half_is_known() -> None:
    first, second = signing_key(), signing_key()
    assert first.private_bytes_raw() == second.private_bytes_raw()
    assert list(public_keys().values()) == [first.public_key().public_bytes_raw()]


def test_checkpoints_of_a_replaced_signing_key_are_still_believed(data_folder: Path) -> None:
    write(fact())
    make(CHAIN, DAWN)
    (data_folder / "keys" / "checkpoint.key").unlink()
    write(fact("C-1", "accepted"))
    make(CHAIN, DAWN)
    assert len(public_keys()) == 2
    assert verify().ok


def test_a_line_behind_one_cut_short_stands_for_itself(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    path.write_text("whole\ncut sho")
    append_line(path, "new")
    append_line(path, "newer")
    assert path.read_text() == "whole\ncut sho\nnew\nnewer\n"
