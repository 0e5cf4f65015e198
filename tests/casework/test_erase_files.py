"""Erasing a case takes its files: from the disk, from the database, from every copy's use."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from bancheng.casework.attached import files_of, open_file
from bancheng.casework.erase import erase
from bancheng.casework.file_check import check
from bancheng.casework.look import look
from bancheng.files import shelf
from bancheng.files.kept_row import Kept
from bancheng.files.upload_row import Upload
from bancheng.journal.statements import as_bytes
from bancheng.journal.verify import verify
from bancheng.people.appoint import appoint, create_user
from bancheng.people.seats import unit_by_code
from bancheng.people.user import User
from tests.casework.bringing import sent, signed, with_file
from tests.casework.hall import PASSWORD, Hall, at

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]

NOW = at("2026-11-25 09:00")
TABLES = ("files_upload", "files_kept")


@pytest.fixture
def data(settings: Settings, tmp_path: Path) -> Path:
    settings.BANCHENG_DATA = tmp_path / "data"
    return tmp_path / "data"


@pytest.fixture
def root(data: Path, hall: Hall) -> User:
    """The administrator, who reads no case."""
    user = create_user("root", "管理员", PASSWORD, must_change_password=False)
    appoint(user, unit_by_code("district"), "administrator")
    return user


def stored() -> bytes:
    """The database's own file or, on PostgreSQL, those of this room's tables."""
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        paths = [name, name.with_name(f"{name.name}-wal")]
        return b"".join(path.read_bytes() for path in paths if path.exists())
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT current_setting('data_directory') || '/' || pg_relation_filepath(t::regclass)"
            " FROM unnest(%s::text[]) t",
            [list(TABLES)],
        )
        return b"".join(Path(path).read_bytes() for (path,) in cursor.fetchall())


def test_files_and_signatures_of_an_erased_case_are_gone_and_said_to_be(
    data: Path, root: User, hall: Hall
) -> None:
    case_no, file_id = with_file(hall, "身份证.txt", b"paper")
    drawn = signed("chen")
    given = {"signing": "here", "signature_drawn": [drawn]}
    hall.do("chen", case_no, "confirm", "2026-11-23 09:10", **given)
    other_case, other = with_file(hall, "别件.txt", b"other")
    erase(root, case_no, "保存期限已满", "erase-1", NOW)
    left = {path.name for path in (data / "files").rglob("*") if path.is_file()}
    assert left == {other}
    (one,) = files_of(look(hall.people["chen"], case_no, NOW))
    assert (one.about, one.opens) == (None, False)
    assert open_file(hall.people["chen"], other_case, other, "content", NOW)[1] == b"other"
    assert verify().ok
    assert (check().good, check().faults) == (1, {})
    assert file_id not in left


def test_neither_the_waiting_nor_the_handed_over_key_stays_in_the_database(
    root: User, hall: Hall
) -> None:
    file_id = sent("chen")
    waiting = as_bytes(Upload.objects.values_list("wrapped", flat=True).get(file_id=file_id))
    assert waiting in stored(), "the control: what to look for"
    case_no = hall.register("2026-11-23 09:00", files=[file_id])
    kept = as_bytes(Kept.objects.values_list("wrapped", flat=True).get(file_id=file_id))
    assert kept in stored(), "the control: what to look for"
    erase(root, case_no, "保存期限已满", "erase-1", NOW)
    assert waiting not in stored()
    if connection.vendor == "sqlite":  # elsewhere it lies about, wrapped by a key that is gone
        assert kept not in stored()


def test_an_erasure_that_fails_leaves_every_file(
    root: User, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_no, file_id = with_file(hall)

    def fails(*what: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("bancheng.casework.erase.erase_personal", fails)
    with pytest.raises(OSError, match="no space"):
        erase(root, case_no, "保存期限已满", "erase-1", NOW)
    assert shelf.has(file_id)
    assert open_file(hall.people["chen"], case_no, file_id, "content", NOW)[1] == b"paper"


def test_what_waits_for_an_erased_case_goes_with_it(root: User, hall: Hall) -> None:
    from bancheng.files import uploads

    case_no = hall.register("2026-11-23 09:00")
    waiting = uploads.send("chen", "补.txt", b"paper", at("2026-11-23 09:00"), case_no)
    erase(root, case_no, "保存期限已满", "erase-1", NOW)
    assert not shelf.has(waiting.attachment.id)
    assert not Upload.objects.exists()
