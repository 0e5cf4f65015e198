"""What was erased is gone from the rows and from the files, and the chain still verifies."""

from pathlib import Path

import pytest
from django.db import connection, transaction

from bancheng.journal import engine, read
from bancheng.journal.append import append
from bancheng.journal.case_keys import key_of
from bancheng.journal.checkpoint import make
from bancheng.journal.envelope import Recorded
from bancheng.journal.erase import erase_personal, sweep
from bancheng.journal.mistakes import VersionConflictError
from bancheng.journal.verify import verify
from tests.journal.facts import CHAIN, DAWN, TEXTS, fact, small_journal, write
from tests.journal.forging import run

pytestmark = pytest.mark.database


def erase(case_no: str = "C-1", reason: str = "") -> Recorded:
    details = {"reason": reason} if reason else None
    with transaction.atomic():
        return erase_personal(CHAIN, fact(case_no, "personal_erased", details=details, minute=99))


def test_erased_texts_read_as_absent_and_the_chain_verifies() -> None:
    small_journal()
    make(CHAIN, DAWN)
    erase()
    assert read.details("C-1") == {}
    assert read.details("C-1").get((1, "name")) is None
    assert read.case("C-1")[0].fields == ("matter", "name", "phone")
    assert read.details("C-2")[(2, "name")] == "虚构人乙"
    assert verify().ok


def test_the_erasure_is_itself_an_entry_that_may_give_its_reason() -> None:
    small_journal()
    recorded = erase(reason="保存期已满")
    assert (recorded.event, recorded.version) == ("personal_erased", 5)
    assert read.details("C-1") == {(8, "reason"): "保存期已满"}
    assert verify().ok


def test_a_case_may_go_on_after_an_erasure_and_be_erased_again() -> None:
    small_journal()
    erase()
    write(fact("C-1", "supplemented", details={"name": "虚构人丙"}))
    assert read.details("C-1") == {(9, "name"): "虚构人丙"}
    assert verify().ok
    erase()
    assert read.details("C-1") == {}
    assert verify().ok


def test_every_erasure_takes_the_key_with_it() -> None:
    small_journal()
    before = key_of("C-1")["C-1"]
    erase()
    assert key_of("C-1") == {}
    write(fact("C-1", "supplemented", details={"name": "虚构人丙"}))
    assert key_of("C-1")["C-1"] != before


def test_texts_that_came_back_after_an_erasure_are_reported() -> None:
    small_journal()
    stored = engine.rows("SELECT * FROM journal_detail WHERE field = 'answer'")
    key = engine.row("SELECT * FROM journal_casekey WHERE case_no = 'C-1'")
    assert key is not None
    erase()
    run("INSERT INTO journal_casekey VALUES (%s, %s, %s, %s)", *key)
    run("INSERT INTO journal_detail VALUES (%s, %s, %s, %s, %s, %s)", *stored[0])
    found = verify().first
    assert found is not None
    assert (found.position, found.how, found.what) == (7, "detail_not_erased", "answer")


def test_only_an_erasure_may_be_recorded_as_one() -> None:
    small_journal()
    with pytest.raises(ValueError, match="personal_erased"), transaction.atomic():
        erase_personal(CHAIN, fact("C-1", "noted"))
    assert len(read.details("C-1")) == 4


def test_a_stale_erasure_removes_nothing_even_when_the_caller_goes_on() -> None:
    small_journal()
    with transaction.atomic():
        with pytest.raises(VersionConflictError):
            erase_personal(CHAIN, fact("C-1", "personal_erased"), {"C-1": 3})
        append(CHAIN, [fact("C-1", "noted")])
    assert len(read.details("C-1")) == 4
    assert verify().ok


def files() -> bytes:
    """Everything the database keeps on disk."""
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        paths = [name, name.with_name(f"{name.name}-wal")]
        return b"".join(path.read_bytes() for path in paths if path.exists())
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT current_setting('data_directory') || '/' || pg_relation_filepath(t)"
            " FROM unnest(ARRAY['journal_casekey', 'journal_entry']) t"
        )
        return b"".join(Path(path).read_bytes() for (path,) in cursor.fetchall())


@pytest.mark.django_db(transaction=True)
def test_texts_and_key_are_gone_from_the_files_of_the_database() -> None:
    for number in range(60):
        write(fact(f"C-{number}", details=TEXTS | {"matter": f"事项 {number} " * 40}))
    row = engine.row("SELECT wrapped FROM journal_casekey WHERE case_no = 'C-31'")
    texts = engine.rows("SELECT ciphertext FROM journal_detail WHERE case_no = 'C-31'")
    assert row is not None
    wrapped = bytes(row[0])
    assert wrapped in files(), "the control: it is this key one must look for"
    key = key_of("C-31")["C-31"]
    erase("C-31")
    left = files()
    assert wrapped not in left
    assert key not in left
    assert not any(text.encode() in left for text in TEXTS.values())
    if connection.vendor == "sqlite":
        assert not any(bytes(hidden) in left for (hidden,) in texts)
    assert verify().ok


@pytest.mark.django_db(transaction=True)
def test_a_sweep_that_finds_nobody_in_its_way_says_so() -> None:
    assert sweep()
