"""SQLite takes bytes that are no text; verification names them and does not stumble.

PostgreSQL refuses such values, so these run on SQLite alone.
"""

import pytest

from bancheng.journal.verify import verify
from tests.journal.facts import small_journal
from tests.journal.forging import run

pytestmark = pytest.mark.django_db


def test_text_that_is_no_text_is_named() -> None:
    small_journal()
    run("UPDATE journal_detail SET field = CAST(x'ff' AS TEXT) WHERE field = 'reason'")
    found = verify().first
    assert found is not None
    assert (found.position, found.how) == (6, "detail_not_sealed")
    run("UPDATE journal_entry SET event = CAST(x'ff' AS TEXT) WHERE position = 4")
    found = verify().first
    assert found is not None
    assert (found.position, found.what) == (4, "event")


def test_a_whole_chain_under_a_name_nobody_can_ask_for_is_noticed() -> None:
    small_journal()
    run("DELETE FROM journal_detail")
    run("UPDATE journal_entry SET chain = CAST(chain AS BLOB)")
    assert not verify().ok
