"""签名密钥: made once, private, the same for every worker."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bancheng.config import secret_key
from bancheng.config.environment import SettingError


def test_the_first_start_makes_a_private_key(tmp_path: Path) -> None:
    key = secret_key.read_or_make(tmp_path / "var")
    file = tmp_path / "var" / secret_key.FILE_NAME
    assert len(key) >= 48
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == [secret_key.FILE_NAME]


def test_the_next_start_reads_the_same_key(tmp_path: Path) -> None:
    assert secret_key.read_or_make(tmp_path) == secret_key.read_or_make(tmp_path)


def test_two_folders_have_two_keys(tmp_path: Path) -> None:
    assert secret_key.read_or_make(tmp_path / "a") != secret_key.read_or_make(tmp_path / "b")


def test_workers_starting_at_once_agree_on_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as workers:
        keys = set(workers.map(secret_key.read_or_make, [tmp_path] * 64))
    assert len(keys) == 1


def test_a_cut_key_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / secret_key.FILE_NAME).write_text("short", encoding="ascii")
    with pytest.raises(SettingError, match=r"已损坏.*请从备份恢复"):
        secret_key.read_or_make(tmp_path)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    with pytest.raises(SettingError, match=r"无法读写.*BANCHENG_DATA"):
        secret_key.read_or_make(tmp_path / "file")
