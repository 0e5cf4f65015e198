"""保管: a package put on its shelf with its row, read again, and what no row names swept away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex

from bancheng.archive import shelf
from bancheng.archive.package_row import Package
from bancheng.core.seal import digest
from bancheng.files.keeping import LostFileError
from bancheng.journal.case_keys import key_of, keys_for_writing
from bancheng.journal.cipher import DEFAULT_CIPHER, CannotOpenError, new_key, unwrap, wrap
from bancheng.journal.statements import as_bytes

UNUSED_FOR = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Shelved:
    """A package on its shelf that no row names yet."""

    file_id: str
    key: bytes


def shelve(content: bytes) -> Shelved:
    """Before the transaction, so that no row ever names a package that is not there."""
    shelved = Shelved(token_hex(16), new_key())
    shelf.put(shelved.file_id, shelved.key, content)
    return shelved


def wrapped(chain: str, shelved: Shelved) -> tuple[str, bytes]:
    """The key as it may stand in the row, under the centre's own for packages (made at first use,
    inside the caller's transaction)."""
    owner = _owner(chain)
    own = keys_for_writing([owner])[owner]
    return DEFAULT_CIPHER, wrap(own, _called(shelved.file_id), shelved.key)


def content(package: Package) -> bytes:
    """The package as it was made. Raises LostFileError."""
    owner = key_of(_owner(package.chain)).get(_owner(package.chain))
    try:
        if owner is None:
            raise CannotOpenError("no key")
        called = _called(package.file_id)
        key = unwrap(owner, called, as_bytes(package.wrapped), package.algorithm)
        found = shelf.get(package.file_id, key, package.algorithm)
    except (CannotOpenError, OSError) as broken:
        told = f"归档包 {package.number} 的文件不见了或者损坏了。"
        raise LostFileError(f"{told}请报管理员，从备份里取回。") from broken
    algorithm, _, wanted = package.digest.partition(":")
    if digest(algorithm, found) != wanted:
        raise LostFileError(f"归档包 {package.number} 和当初做的不是同一份，不能给出。请报管理员。")
    return found


def sweep(now: datetime) -> None:
    """Called after each tick: what was shelved and got no row (a power cut) goes after two days,
    and so does the file of a destroyed package that a power cut spared."""
    old = [file_id for file_id, at in shelf.on_shelf() if at <= now - UNUSED_FOR]
    if old:
        known = set(Package.objects.filter(destroyed_at=None).values_list("file_id", flat=True))
        for file_id in old:
            if file_id not in known:
                shelf.remove(file_id)


def _owner(chain: str) -> str:
    """No case number begins so."""
    return f"packages of {chain}"


def _called(file_id: str) -> str:
    return f"package {file_id}"
