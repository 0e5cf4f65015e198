"""The database itself refuses to change or remove what was sealed, on both engines."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from bancheng.journal import guards
from bancheng.journal.checkpoint import make
from bancheng.journal.entry_row import Entry
from bancheng.journal.verify import verify
from tests.journal.facts import CHAIN, DAWN, small_journal

pytestmark = pytest.mark.database

REFUSED = [
    "UPDATE journal_entry SET event = 'completed' WHERE position = 3",
    "UPDATE journal_entry SET sealed = sealed",
    "DELETE FROM journal_entry WHERE position = 7",
    "DELETE FROM journal_entry",
    "UPDATE journal_checkpoint SET size = 6",
    "DELETE FROM journal_checkpoint",
]
ON_POSTGRESQL = [
    "TRUNCATE journal_entry",
    "TRUNCATE journal_entry, journal_detail CASCADE",
    "TRUNCATE journal_checkpoint",
]
ON_SQLITE = [
    "REPLACE INTO journal_entry SELECT * FROM journal_entry WHERE position = 3",
    "INSERT OR REPLACE INTO journal_checkpoint SELECT * FROM journal_checkpoint",
    "UPDATE OR REPLACE journal_entry SET position = 1 WHERE position = 2",
]


def refused(statement: str) -> bool:
    refusal = pytest.raises(DatabaseError, match="只能追加，不能改动或删除")
    with refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    return True


def test_no_statement_changes_or_removes_what_was_sealed() -> None:
    small_journal()
    make(CHAIN, DAWN)
    for statement in REFUSED + (ON_SQLITE if connection.vendor == "sqlite" else ON_POSTGRESQL):
        assert refused(statement), statement
    assert verify().ok


def test_an_upsert_is_a_change_too() -> None:
    small_journal()
    refused(
        "INSERT INTO journal_entry SELECT * FROM journal_entry WHERE position = 3"
        " ON CONFLICT (chain, position) DO UPDATE SET event = 'completed'"
    )


def test_the_programs_own_queries_are_refused_too() -> None:
    small_journal()
    with pytest.raises(DatabaseError, match="更正"), transaction.atomic():
        Entry.objects.filter(position=3).update(event="completed")
    with pytest.raises(DatabaseError, match="更正"), transaction.atomic():
        Entry.objects.all().delete()


def test_without_the_guards_a_change_goes_through() -> None:
    """The control: it is the guards that refuse, and nothing else."""
    small_journal()
    guards.take_down(connection)
    assert not guards.standing(connection)
    with connection.cursor() as cursor:
        cursor.execute(REFUSED[0])
        assert cursor.rowcount == 1
    guards.put_up(connection)


def test_the_guards_stand_after_all_migrations(db: None) -> None:
    del db
    assert guards.standing(connection)


def test_entries_and_checkpoints_can_still_be_added() -> None:
    small_journal()
    first = make(CHAIN, DAWN)
    assert make(CHAIN, DAWN + timedelta(days=1)) == first


@pytest.mark.django_db(transaction=True)
def test_the_guards_come_and_go_with_their_migration() -> None:
    call_command("migrate", "journal", "0001", verbosity=0)
    assert not guards.standing(connection)
    call_command("migrate", "journal", verbosity=0)
    assert guards.standing(connection)
