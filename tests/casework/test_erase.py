"""Erasing a petitioner's details: gone from every file and index, while the chain still holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from bancheng.casework import access, queries, rebuild, searching
from bancheng.casework.erase import erase
from bancheng.casework.look import look
from bancheng.core.refusal import Refusal
from bancheng.journal import read
from bancheng.journal.verify import verify
from bancheng.people.appoint import appoint, create_user
from bancheng.people.seats import unit_by_code
from bancheng.people.user import User
from tests.casework.hall import PASSWORD, Hall, at

pytestmark = pytest.mark.database

NOW = at("2026-11-25 09:00")
GIVEN = {"name": "韦明霞", "phone": "13677775109", "matter": "加装电梯卡在一张盖章上，跑了四趟"}


@pytest.fixture
def root(hall: Hall) -> User:
    """The administrator, who reads no case."""
    user = create_user("root", "管理员", PASSWORD, must_change_password=False)
    appoint(user, unit_by_code("district"), "administrator")
    return user


def lived(hall: Hall) -> str:
    """A case that several people have written something about."""
    case_no = hall.register("2026-11-23 09:00", **GIVEN)
    hall.do("jiang", case_no, "screen", "2026-11-23 09:10")
    hall.do("chen", case_no, "note", "2026-11-23 09:20", text="韦明霞来电，13677775109")
    return case_no


def test_who_reads_the_case_afterwards_sees_what_was_done_and_by_whom(
    hall: Hall, root: User
) -> None:
    case_no = lived(hall)
    before = [e.event for e in look(hall.people["chen"], case_no, NOW).entries]
    erase(root, case_no, "保存期限已满", "erase-1", NOW)
    after = look(hall.people["chen"], case_no, NOW)
    assert [e.event for e in after.entries] == before
    assert [after.text(field) for field in GIVEN] == [None, None, None]
    assert all(after.was_erased(field) for field in GIVEN)
    assert verify().ok


def test_nothing_is_found_by_what_was_erased(hall: Hall, root: User) -> None:
    case_no, other = lived(hall), hall.register("2026-11-23 10:00")
    chen = hall.people["chen"]
    erase(root, case_no, "保存期限已满", "erase-1", NOW)
    assert [queries.search(chen, asked) for asked in GIVEN.values()] == [[], [], []]
    assert queries.cases_of_phone(chen, GIVEN["phone"]) == []
    assert [line.case.case_no for line in queries.search(chen, "电梯")] == [other]
    rebuild.rebuild()
    assert queries.search(chen, GIVEN["name"]) == []


def test_the_case_can_go_on_afterwards(hall: Hall, root: User) -> None:
    case_no = lived(hall)
    erase(root, case_no, "登记时多收了材料", "erase-1", NOW)
    hall.do("gu", case_no, "transfer", "2026-11-25 10:00", lead="tax", opinion="办", signature="顾")
    assert access.row_for(hall.people["rao"], case_no).stage == "assigned"
    assert verify().ok


def test_erasing_twice_by_one_command_is_one_erasure(hall: Hall, root: User) -> None:
    case_no = lived(hall)
    once = erase(root, case_no, "保存期限已满", "erase-1", NOW)
    assert erase(root, case_no, "保存期限已满", "erase-1", NOW) == once
    with pytest.raises(Refusal, match="command_reused"):
        erase(root, hall.register("2026-11-23 10:00"), "保存期限已满", "erase-1", NOW)


@pytest.mark.parametrize(("who", "reason"), [("chen", "保存期限已满"), ("root", "  ")])
def test_only_the_administrator_erases_and_says_why(
    hall: Hall, root: User, who: str, reason: str
) -> None:
    case_no = lived(hall)
    with pytest.raises(Refusal):
        erase({"root": root, **hall.people}[who], case_no, reason, "erase-1", NOW)
    assert read.details(case_no)[1, "name"] == GIVEN["name"]


def on_disk() -> bytes:
    """What the database keeps on disk: all of SQLite; of PostgreSQL keys, texts and entries."""
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        paths = [name, name.with_name(f"{name.name}-wal")]
        return b"".join(path.read_bytes() for path in paths if path.exists())
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT current_setting('data_directory') || '/' || pg_relation_filepath(t)"
            " FROM unnest(ARRAY['journal_casekey', 'journal_detail', 'journal_entry']) t"
        )
        return b"".join(Path(path).read_bytes() for (path,) in cursor.fetchall())


@pytest.mark.django_db(transaction=True)
def test_no_byte_of_the_database_tells_what_was_erased(hall: Hall, root: User) -> None:
    """On PostgreSQL deleted rows stay until it cleans up; without the key they tell nothing."""
    for minute in range(30):
        hall.register(f"2026-11-23 08:{minute:02}", matter=f"事项 {minute} " * 30)
    case_no = lived(hall)
    key, hidden, digests = key_of(case_no), hidden_texts(case_no), digests_of(case_no)
    stored = on_disk()
    assert all(secret in stored for secret in [key, *hidden]), "the control: what to look for"
    erase(root, case_no, "保存期限已满", "erase-1", NOW)
    left = on_disk()
    assert key not in left
    assert not [text for text in GIVEN.values() if text.encode() in stored + left]
    if connection.vendor == "sqlite":
        assert digests in stored
        assert not [secret for secret in [*hidden, digests] if secret in left]
    assert verify().ok
    assert rebuild.compare() == []


def key_of(case_no: str) -> bytes:
    """The wrapped key of the case."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT wrapped FROM journal_casekey WHERE case_no = %s", [case_no])
        return bytes(cursor.fetchone()[0])


def hidden_texts(case_no: str) -> list[bytes]:
    """The texts of the case as they are stored."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ciphertext FROM journal_detail WHERE case_no = %s", [case_no])
        return [bytes(row[0]) for row in cursor.fetchall()]


def digests_of(case_no: str) -> bytes:
    """The digests of the words that the case can be found by, as they are stored."""
    name = searching.tokens(searching.words_of(GIVEN["name"]))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tokens FROM casework_search WHERE rowid = %s", [access.place_of(case_no).pk]
        )
        tokens = str(cursor.fetchone()[0])
    assert set(name) <= set(tokens.split())
    return tokens.encode()
