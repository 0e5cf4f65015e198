"""The driver spoken to directly keeps what Django's cursor promises, on both engines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from bancheng.journal import engine
from bancheng.journal.case_key_row import CaseKey
from bancheng.journal.entry_row import Entry

pytestmark = [pytest.mark.database, pytest.mark.django_db]

ADD = "INSERT INTO journal_casekey (case_no, algorithm, master, wrapped) VALUES (%s, %s, %s, %s)"


def key(case_no: str) -> tuple[object, ...]:
    return case_no, "AES-256-GCM", "m", b"\x00\xff"


def _into(heard: list[str]) -> Callable[..., object]:
    """A listener as Django takes them; it keeps each statement and lets it through."""

    def listen(
        execute: Callable[..., object], sql: str, params: object, many: bool, context: object
    ) -> object:
        heard.append(sql)
        return execute(sql, params, many, context)

    return listen


def test_what_is_written_is_read_by_both_ways() -> None:
    engine.run(ADD, key("C-1"))
    engine.run_each(ADD, [key("C-2"), key("C-3")])
    assert CaseKey.objects.count() == 3
    found = engine.row("SELECT wrapped FROM journal_casekey WHERE case_no = %s", "C-2")
    assert found is not None
    assert bytes(found[0]) == b"\x00\xff"
    assert engine.row("SELECT 1 FROM journal_casekey WHERE case_no = %s", "C-9") is None


def test_an_error_is_one_of_djangos_and_a_broken_transaction_takes_nothing_more() -> None:
    engine.run(ADD, key("C-1"))
    with transaction.atomic():
        with pytest.raises(IntegrityError), transaction.atomic():
            engine.run(ADD, key("C-1"))
        engine.run(ADD, key("C-2"))
        connection.set_rollback(True)
        with pytest.raises(TransactionManagementError):
            engine.rows("SELECT 1")
    assert [k.case_no for k in CaseKey.objects.all()] == ["C-1"]


def test_whoever_listens_to_statements_hears_these() -> None:
    heard: list[str] = []
    with connection.execute_wrapper(_into(heard)):
        engine.run(ADD, key("C-1"))
        engine.run_each(ADD, [key("C-2")])
    assert heard == [ADD, ADD]
    with CaptureQueriesContext(connection) as caught:
        engine.rows("SELECT 1")
    assert len(caught) == 1


def test_within_one_writing_the_same_holds() -> None:
    heard: list[str] = []

    def write() -> None:
        with engine.writing():
            engine.run(ADD, key("C-1"))
            with connection.execute_wrapper(_into(heard)):
                engine.run(ADD, key("C-2"))
            engine.run(ADD, key("C-1"))

    with pytest.raises(IntegrityError):
        write()
    assert heard == [ADD]
    assert not CaseKey.objects.exists(), "all of it or nothing"
    with engine.writing():
        engine.run(ADD, key("C-1"))
        connection.set_rollback(True)
        with pytest.raises(TransactionManagementError):
            engine.rows("SELECT 1")
    assert not CaseKey.objects.exists()
    engine.run(ADD, key("C-1"))
    assert CaseKey.objects.count() == 1


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=8))])
@pytest.mark.parametrize("microsecond", [0, 7, 120_000])
def test_an_instant_is_kept_as_the_field_keeps_it(zone: timezone, microsecond: int) -> None:
    at = datetime(2026, 11, 23, 9, 30, 5, microsecond, tzinfo=zone)
    field = Entry._meta.get_field("recorded_at")
    assert engine.moment(at) == field.get_db_prep_save(at, connection)
