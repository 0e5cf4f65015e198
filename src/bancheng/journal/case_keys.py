"""The keys of cases: found, unwrapped, and made for a case that has none."""

from __future__ import annotations

from collections.abc import Iterable

from bancheng.journal import engine, statements
from bancheng.journal.case_key_row import CaseKey
from bancheng.journal.cipher import DEFAULT_CIPHER, CannotOpenError, new_key, unwrap, wrap
from bancheng.journal.keys import MasterKey, master_key
from bancheng.journal.mistakes import KeyFileError
from bancheng.journal.statements import as_bytes


def keys_for_writing(case_nos: Iterable[str]) -> dict[str, bytes]:
    """A key for each case, made for those that have none (inside the caller's transaction).

    Raises KeyFileError.
    """
    wanted = list(dict.fromkeys(case_nos))
    keys: dict[str, bytes] = {}
    for case_no in wanted:
        keys |= key_of(case_no)
    missing = [case_no for case_no in wanted if case_no not in keys]
    if missing:
        master = master_key(may_create=lambda: not CaseKey.objects.exists())
        made = {case_no: new_key() for case_no in missing}
        engine.run_each(
            statements.ADD_KEY,
            [
                (case_no, DEFAULT_CIPHER, master.id, wrap(master.key, case_no, key))
                for case_no, key in made.items()
            ],
        )
        keys |= made
    return keys


def key_of(case_no: str) -> dict[str, bytes]:
    """The key of one case by its number, or nothing. Raises KeyFileError."""
    found = engine.row(statements.KEY_OF_CASE, case_no)
    if found is None:
        return {}
    algorithm, master_id, wrapped = found
    master = master_key(may_create=lambda: False)
    return {case_no: open_key(master, case_no, algorithm, master_id, as_bytes(wrapped))}


def keys_of(case_nos: Iterable[str]) -> dict[str, bytes]:
    """The keys that still exist. Raises KeyFileError."""
    found = [
        row
        for some in engine.portions(list(case_nos))
        for row in engine.rows(statements.keys_of_cases(len(some)), *some)
    ]
    if not found:
        return {}
    master = master_key(may_create=lambda: False)
    return {
        case_no: open_key(master, case_no, algorithm, master_id, as_bytes(wrapped))
        for case_no, algorithm, master_id, wrapped in found
    }


def open_key(
    master: MasterKey, case_no: str, algorithm: str, master_id: str, wrapped: bytes
) -> bytes:
    """A case key from its row. Raises KeyFileError."""
    if master_id != master.id:
        raise KeyFileError(
            f"库中办件 {case_no} 的内容是用主密钥 {master_id} 加密的，而数据目录里的主密钥是 "
            f"{master.id}。请把与本库相配的 master.key 放回数据目录的 keys 文件夹。"
        )
    try:
        return unwrap(master.key, case_no, wrapped, algorithm)
    except CannotOpenError as broken:
        raise KeyFileError(
            f"办件 {case_no} 的密钥已被改动，读不出该件的姓名、电话和文字。请从最近的备份核对恢复。"
        ) from broken
