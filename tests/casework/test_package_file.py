"""备份文件: however a backup is damaged, it is refused in a sentence and never with a traceback."""

from __future__ import annotations

import gzip
import io
import random
import tarfile
from contextlib import suppress
from pathlib import Path

import pytest

from bancheng.casework.safekeeping.manifest import NAME, BackupError
from bancheng.casework.safekeeping.package_file import pack, unpack

ROUNDS = 600


@pytest.fixture
def packed(tmp_path: Path) -> bytes:
    """A small backup as its tar is before it is compressed."""
    folder = tmp_path / "folder"
    (folder / "files").mkdir(parents=True)
    (folder / NAME).write_text("{}", encoding="utf-8")
    (folder / "files" / "附件").write_bytes(b"x" * 700)
    pack(folder, tmp_path / "backup")
    return gzip.decompress((tmp_path / "backup").read_bytes())


def test_a_backup_comes_back_as_it_was(packed: bytes, tmp_path: Path) -> None:
    file, out = written(tmp_path, packed), tmp_path / "out"
    out.mkdir()
    unpack(file, out)
    assert (out / NAME).read_text(encoding="utf-8") == "{}"
    assert (out / "files" / "附件").read_bytes() == b"x" * 700


def test_a_time_that_no_disk_can_keep_is_damage(packed: bytes, tmp_path: Path) -> None:
    told = tarfile.TarInfo(NAME)
    told.size, told.mtime = 2, 1 << 70
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w", format=tarfile.GNU_FORMAT) as tar:
        tar.addfile(told, io.BytesIO(b"{}"))
    (tmp_path / "out").mkdir()
    with pytest.raises(BackupError, match="不是完整的备份文件"):
        unpack(written(tmp_path, content.getvalue()), tmp_path / "out")


def test_no_damage_to_its_heads_breaks_off_in_another_way(packed: bytes, tmp_path: Path) -> None:
    drawn = random.Random(20261122)
    for n in range(ROUNDS):
        damaged = bytearray(packed)
        for _ in range(drawn.randint(1, 4)):
            damaged[drawn.randrange(len(damaged))] = drawn.randrange(256)
        out = tmp_path / f"out-{n}"
        out.mkdir()
        with suppress(BackupError):
            unpack(written(tmp_path, bytes(damaged)), out)


def written(tmp_path: Path, content: bytes) -> Path:
    """Compressed anew, so that its checksum is right and the tar itself is read."""
    file = tmp_path / "given"
    file.write_bytes(gzip.compress(content, 1))
    return file
