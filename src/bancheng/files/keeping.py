"""附件的保管: files handed over to a case, read again, and lost for good when the case is erased.

Handing over moves no bytes: the file's key, until then wrapped by the master key, is wrapped by the
case's. Called inside the transaction that seals the act.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from django.db import transaction
from django.db.models import Sum

from bancheng.files import limits, shelf
from bancheng.files.kept_row import Kept
from bancheng.files.kind import unfit
from bancheng.files.upload_row import Upload
from bancheng.files.uploads import Pending
from bancheng.journal.case_keys import key_of
from bancheng.journal.cipher import DEFAULT_CIPHER, CannotOpenError, unwrap, wrap
from bancheng.journal.erase import overwrite_what_is_deleted
from bancheng.journal.statements import as_bytes


class LostFileError(Exception):
    """A file that was attached and cannot be read any more; ``str()`` is a sentence."""


def hand_over(case_no: str, files: Sequence[Pending]) -> None:
    """From their sender to the case. Raises Refusal; the caller's transaction then ends."""
    if not files:
        return
    held = Kept.objects.filter(case_no=case_no).aggregate(total=Sum("size"))["total"] or 0
    if held + sum(one.attachment.size for one in files) > limits.MOST_OF_A_CASE:
        most = limits.in_words(limits.MOST_OF_A_CASE)
        sentence = f"本件的附件加起来超过 {most} 了。请缩小，或者把要紧的留下。"
        raise unfit("case_full", sentence)
    ids = [one.attachment.id for one in files]
    overwrite_what_is_deleted()
    gone, _ = Upload.objects.filter(file_id__in=ids).delete()
    if gone != len(ids) or not all(shelf.has(file_id) for file_id in ids):
        raise unfit("file_gone", "有一个附件已经用过或者清除了，请重新选一次。")
    key = key_of(case_no)[case_no]
    Kept.objects.bulk_create(
        [
            Kept(
                file_id=one.attachment.id,
                case_no=case_no,
                size=one.attachment.size,
                has_small=one.has_small,
                algorithm=DEFAULT_CIPHER,
                wrapped=wrap(key, _called(one.attachment.id), one.key),
            )
            for one in files
        ]
    )


def content(case_no: str, file_id: str, part: shelf.Part = "content") -> bytes:
    """What was attached. Raises LostFileError."""
    row = Kept.objects.filter(case_no=case_no, file_id=file_id).first()
    keys = key_of(case_no)
    if row is None or case_no not in keys:
        raise LostFileError("这个附件的密钥不在了，读不出来。请报管理员。")
    try:
        key = unwrap(keys[case_no], _called(file_id), as_bytes(row.wrapped), row.algorithm)
        return shelf.get(file_id, part, key, row.algorithm)
    except FileNotFoundError as missing:
        raise LostFileError("这个附件的文件不见了。请报管理员，从备份里取回。") from missing
    except (CannotOpenError, OSError) as broken:
        raise LostFileError(
            "这个附件的文件损坏了，读不出来。请报管理员，从备份里取回。"
        ) from broken


def forget(case_no: str) -> None:
    """Destroy the keys of a case's files, and of those that wait for it; the files go when the
    transaction of the caller has been committed."""
    overwrite_what_is_deleted()
    gone: list[str] = []
    for table in (Kept, Upload):
        rows = table.objects.filter(case_no=case_no)
        gone += rows.values_list("file_id", flat=True)
        rows.delete()
    for file_id in gone:
        transaction.on_commit(partial(shelf.remove, file_id))


def _called(file_id: str) -> str:
    return f"file {file_id}"
