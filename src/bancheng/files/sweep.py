"""清扫: what was sent and never used is gone after a day, with whatever a power cut left behind."""

from __future__ import annotations

import hashlib
import logging
from datetime import datetime

from django.db import DatabaseError, connection, transaction

from bancheng.files import shelf
from bancheng.files.kept_row import Kept
from bancheng.files.upload_row import Upload
from bancheng.files.uploads import KEPT_FOR
from bancheng.journal.erase import overwrite_what_is_deleted

log = logging.getLogger(__name__)
SHELVES = 256


def sweep(now: datetime) -> int:
    """Forget what waited too long, and look over one shelf, another each time. How many went."""
    return forget_unused(now) + look_over(_turn(now), now)


def forget_unused(now: datetime) -> int:
    """Remove what no act has taken over within a day."""
    with transaction.atomic():
        overwrite_what_is_deleted()
        old = Upload.objects.filter(sent_at__lte=now - KEPT_FOR).values_list("file_id", flat=True)
        # one by one: an act may be taking one over just now, and whoever deletes the row has it
        gone = [one for one in old if Upload.objects.filter(file_id=one).delete()[0]]
    for file_id in gone:
        shelf.remove(file_id)
    return len(gone)


def look_over(number: int, now: datetime) -> int:
    """Remove from one shelf what no row names and is older than two days.

    It is left by an upload that ended before its row was written, or by an erasure whose last step
    the power cut off.
    """
    old = {file_id for file_id, at in shelf.on_shelf(number) if at <= now - 2 * KEPT_FOR}
    known: set[str] = set()
    for table in (Upload, Kept):  # in this order: what is handed over meanwhile is in the second
        rows = table.objects.filter(file_id__range=(f"{number:02x}", f"{number:02x}g"))
        known |= set(rows.values_list("file_id", flat=True))
    for file_id in sorted(old):
        shelf.remove_drafts(file_id)
    for file_id in sorted(old - known):
        shelf.remove(file_id)
    return len(old - known)


def scrub() -> bool:
    """After an erasure: nothing of a key that waited stays in PostgreSQL's table file.

    Outside a transaction. SQLite has overwritten it already. False when others were in the way.
    """
    if connection.vendor != "postgresql":
        return True
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '3s'")
            try:
                cursor.execute("VACUUM files_upload")
                cursor.execute("VACUUM (FULL) files_upload")
            finally:
                cursor.execute("SET lock_timeout = DEFAULT")
    except DatabaseError as hindered:
        log.warning("清除后未能清扫待用附件的表，稍后会再试：%s", hindered)
        return False
    return True


def _turn(now: datetime) -> int:
    """Which shelf: another every minute, in no order that a regular tick could miss."""
    minute = int(now.timestamp() // 60)
    return hashlib.sha256(str(minute).encode()).digest()[0]
