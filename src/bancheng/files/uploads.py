"""待用附件: what somebody sent stays theirs alone until an act takes it over, for a day at most.

So a form that is refused, or drawn anew over a case that moved on, still has its files; and a file
can be sent before the case exists that it will belong to.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from bancheng.core.attachment import Attachment, read
from bancheng.core.seal import DEFAULT_ALGORITHM, digest
from bancheng.files import limits, shelf
from bancheng.files.kept_row import Kept
from bancheng.files.kind import unfit
from bancheng.files.taking_in import Taken, take_in, too_large
from bancheng.files.upload_row import Upload
from bancheng.journal.case_key_row import CaseKey
from bancheng.journal.cipher import (
    DEFAULT_CIPHER,
    CannotOpenError,
    hide_file,
    new_key,
    reveal_file,
    unwrap,
    wrap,
)
from bancheng.journal.erase import overwrite_what_is_deleted
from bancheng.journal.keys import MasterKey, master_key
from bancheng.journal.mistakes import KeyFileError
from bancheng.journal.statements import as_bytes

KEPT_FOR = timedelta(days=1)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pending:
    """A file that waits: what it is, whether there is a small picture of it, and its key."""

    attachment: Attachment
    has_small: bool
    signature: bool
    key: bytes

    def __repr__(self) -> str:
        return f"Pending({self.attachment.id})"


def send(
    owner: str, name: str, content: bytes, now: datetime, case_no: str | None = None
) -> Pending:
    """Take a file in and keep it for its sender. Raises Refusal; then nothing was kept."""
    if len(content) > limits.LARGEST_FILE:
        raise too_large(name, len(content))
    return keep(owner, take_in(name, content), now, case_no)


def keep(
    owner: str,
    taken: Taken,
    now: datetime,
    case_no: str | None = None,
    signature: bool = False,
) -> Pending:
    """Keep what was taken in. Raises Refusal where too much waits already."""
    since = now - KEPT_FOR
    if Upload.objects.filter(owner=owner, sent_at__gt=since).count() >= limits.MOST_PENDING:
        sentence = (
            f"您今天传了 {limits.MOST_PENDING} 个还没有用上的附件，先办完手上的，或者明天再传。"
        )
        raise unfit("too_many_pending", sentence)
    file_id, key, master = shelf.new_id(), new_key(), _master()
    attachment = Attachment(
        file_id,
        taken.name,
        taken.kind.value,
        len(taken.content),
        f"{DEFAULT_ALGORITHM}:{digest(DEFAULT_ALGORITHM, taken.content)}",
    )
    _put(file_id, key, taken)
    Upload.objects.create(
        file_id=file_id,
        owner=owner,
        case_no=case_no,
        sent_at=now,
        size=attachment.size,
        has_small=taken.small is not None,
        signature=signature,
        master=master.id,
        algorithm=DEFAULT_CIPHER,
        wrapped=wrap(master.key, _called(file_id), key),
        described=hide_file(key, (file_id, "described"), attachment.written().encode()),
    )
    return Pending(attachment, taken.small is not None, signature, key)


def _put(file_id: str, key: bytes, taken: Taken) -> None:
    """On disk, whole, before any row names it. Raises Refusal where the disk takes no more."""
    try:
        if taken.small is not None:
            shelf.put(file_id, "small", key, taken.small)
        shelf.put(file_id, "content", key, taken.content)
    except OSError as full:
        log.error("附件写不进数据目录：%s", full)
        with suppress(OSError):
            shelf.remove(file_id)
        sentence = (
            f"“{taken.name}”现在存不上：服务器的磁盘写不进去。请告诉管理员，别的内容照样能办。"
        )
        raise unfit("disk_full", sentence) from full


def pending(owner: str, file_ids: Sequence[str], now: datetime) -> list[Pending]:
    """Those of these files that still wait for this person, in the order asked for."""
    rows = {
        row.file_id: row
        for row in Upload.objects.filter(
            owner=owner, file_id__in=file_ids, sent_at__gt=now - KEPT_FOR
        )
    }
    wanted = [rows[file_id] for file_id in dict.fromkeys(file_ids) if file_id in rows]
    return [one for row in wanted if (one := _opened(row)) is not None]


def give_up(owner: str, file_ids: Sequence[str]) -> None:
    """Its sender's no longer, and gone: it is not kept until the form comes again."""
    for file_id in file_ids:
        with transaction.atomic():
            overwrite_what_is_deleted()
            gone, _ = Upload.objects.filter(owner=owner, file_id=file_id).delete()
        if gone:
            shelf.remove(file_id)


def content(one: Pending, part: shelf.Part) -> bytes:
    """What was kept of it. Raises FileNotFoundError, CannotOpenError."""
    return shelf.get(one.attachment.id, part, one.key, DEFAULT_CIPHER)


def _opened(row: Upload) -> Pending | None:
    """The waiting file of a row; None where the row was damaged, which is as good as none."""
    master = _master()
    if row.master != master.id:
        raise KeyFileError(
            f"待用附件是用主密钥 {row.master} 加密的，而数据目录里的主密钥是 {master.id}。"
            "请把与本库相配的 master.key 放回数据目录的 keys 文件夹。"
        )
    place = (row.file_id, "described")
    try:
        key = unwrap(master.key, _called(row.file_id), as_bytes(row.wrapped), row.algorithm)
        described = reveal_file(key, place, as_bytes(row.described), row.algorithm)
        about = read(row.file_id, described.decode())
    except (CannotOpenError, ValueError):
        return None
    return Pending(about, row.has_small, row.signature, key)


def _master() -> MasterKey:
    return master_key(may_create=_nothing_depends_on_one)


def _nothing_depends_on_one() -> bool:
    return not (CaseKey.objects.exists() or Upload.objects.exists() or Kept.objects.exists())


def _called(file_id: str) -> str:
    return f"upload {file_id}"
