"""备份清单: what is in a backup, with digests, counts and the ends of chains. Knows no Django."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

FORMAT = 1
NAME = "manifest.json"
_BLOCK = 1 << 20


class BackupError(Exception):
    """A backup that cannot be made or brought back; ``str()`` is a sentence that says why."""


@dataclass(frozen=True)
class ChainEnd:
    """How long a chain is and the digest of its last entry."""

    size: int
    head: str


@dataclass(frozen=True)
class Manifest:
    """``files`` by their path within the backup; ``tables`` and ``chains`` are of the database."""

    made_at: str
    program: str
    engine: str
    with_keys: bool
    files: Mapping[str, str]
    tables: Mapping[str, int]
    chains: Mapping[str, ChainEnd]
    migrations: tuple[str, ...] = field(default=())
    missing_files: tuple[str, ...] = field(default=())  # attached, and not there any more

    def written(self) -> str:
        """The text of `manifest.json`."""
        content = {"bancheng_backup": FORMAT, **asdict(self)}
        return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"

    @property
    def entries(self) -> int:
        """How many sealed entries the backup holds."""
        return sum(end.size for end in self.chains.values())


def read_manifest(text: str) -> Manifest:
    """From `manifest.json`. Raises BackupError."""
    try:
        content: dict[str, Any] = json.loads(text)
        if content.pop("bancheng_backup") != FORMAT:
            raise BackupError("备份清单的格式本版本不认识，请用做这份备份的版本来恢复。")
        chains = {name: ChainEnd(**end) for name, end in content.pop("chains").items()}
        migrations = tuple(content.pop("migrations"))
        missing = tuple(content.pop("missing_files", ()))  # backups of 0.1 know no files
        return Manifest(chains=chains, migrations=migrations, missing_files=missing, **content)
    except (ValueError, KeyError, TypeError, AttributeError) as broken:
        raise BackupError("备份清单已损坏，读不出来。") from broken


def digest_of(file: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    found = hashlib.sha256()
    with file.open("rb") as opened:
        while block := opened.read(_BLOCK):
            found.update(block)
    return found.hexdigest()


def digests_below(folder: Path) -> dict[str, str]:
    """The digest of every file below a folder, by its path from there."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): digest_of(path) for path in files}


def check_files(manifest: Manifest, folder: Path) -> None:
    """Every file is there and unchanged, and none is there besides. Raises BackupError."""
    there = digests_below(folder)
    there.pop(NAME, None)
    for name, digest in manifest.files.items():
        if name not in there:
            raise BackupError(f"备份里缺少 {name}：文件不完整，请换一份备份。")
        if there[name] != digest:
            raise BackupError(f"备份里的 {name} 与清单不符：已损坏或被改动，请换一份备份。")
    extra = sorted(set(there) - set(manifest.files))
    if extra:
        raise BackupError(f"备份里多出清单没有的 {extra[0]}，来历不明，不予恢复。")
