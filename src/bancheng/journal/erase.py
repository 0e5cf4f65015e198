"""清除个人信息: removes what people said and who they are, and records that this was done.

Used when the time of keeping is over, or when something was collected unlawfully. What was done,
when and by whom stands; the chain verifies as before, because only salted commitments were sealed.

The key goes with the texts, so that older backups hold nothing readable of the case unless they
hold the key row too; how long backups are kept is therefore part of the retention rule.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping

from django.db import DatabaseError, connection, transaction

from bancheng.core.fact import Fact
from bancheng.journal.append import append, lock
from bancheng.journal.case_key_row import CaseKey
from bancheng.journal.detail_row import Detail
from bancheng.journal.envelope import Recorded
from bancheng.journal.text_check import ERASED

log = logging.getLogger(__name__)


def erase_personal(
    chain: str, fact: Fact, expected_versions: Mapping[str, int] | None = None
) -> Recorded:
    """Removes all texts and the key of ``fact.case_no``, and appends ``fact``.

    The fact's event is ``personal_erased``; a reason given in its details is kept, under a new
    key. Works inside the transaction of the caller; when that commits, the database file is swept
    too (``sweep``).

    Raises what ``append`` raises, and ValueError for another event.
    """
    if fact.event != ERASED:
        raise ValueError(f"an erasure is recorded as {ERASED}, not {fact.event}")
    lock(chain)
    with transaction.atomic():
        overwrite_what_is_deleted()
        Detail.objects.filter(case_no=fact.case_no).delete()
        CaseKey.objects.filter(case_no=fact.case_no).delete()
        (recorded,) = append(chain, [fact], expected_versions)
    transaction.on_commit(sweep)
    return recorded


def sweep() -> bool:
    """Removes what deleted rows left in the database's files; outside a transaction.

    On SQLite the deleted cells have been overwritten already, and the write-ahead log is emptied.
    On PostgreSQL the table of keys is written anew. Write-ahead logs and backups that were shipped
    elsewhere are beyond reach. False when others were in the way: then call it again later.
    """
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET lock_timeout = '3s'")
                try:
                    # the plain one first: rewriting keeps what any transaction of the server,
                    # even one of another database, might still look at
                    cursor.execute("VACUUM journal_casekey")
                    cursor.execute("VACUUM (FULL) journal_casekey")
                finally:
                    cursor.execute("SET lock_timeout = DEFAULT")
                return True
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy = cursor.fetchone()[0]
    except DatabaseError as hindered:
        log.warning("清除后未能清扫数据库文件，稍后会再试：%s", hindered)
        return False
    if busy:
        log.warning("清除后未能清空 SQLite 的预写日志（有人正在读），稍后会再试。")
    return not busy


def overwrite_what_is_deleted() -> None:
    """From here on, this connection leaves nothing readable where it deletes or changes."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")
