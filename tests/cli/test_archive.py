"""Packages are in the backup, come back, and are still sound; the command makes and takes them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.utils import timezone

from bancheng.archive import keeping, shelf
from bancheng.archive.making import make_package
from bancheng.archive.package_row import Package
from tests.casework.hall import Hall, at
from tests.cli.conftest import Bancheng
from tests.cli.office import Office
from tests.cli.test_backup import backup, elsewhere, hall
from tests.papers import cases

__all__ = ["backup", "elsewhere", "hall"]  # the fixtures of the backup's own tests

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def package(hall: Hall) -> Package:
    """Made before the backup is."""
    return make_package(hall.people["chen"], cases.whole_way(hall), "one", at("2026-11-27 09:00"))


@pytest.mark.clause("XF-12", "SC-7.4")
def test_packages_come_back_with_the_rest_and_can_be_taken_out(
    package: Package, backup: Path, elsewhere: Office, tmp_path: Path
) -> None:
    ran = elsewhere.run("restore", backup)
    assert ran.code == 0, ran.err
    restored = elsewhere.data / "archive" / package.file_id[:2] / package.file_id
    assert restored.read_bytes() == shelf.path_of(package.file_id).read_bytes()
    assert restored.stat().st_mode & 0o077 == 0
    again = elsewhere.run(
        *("archive", "make", package.case_no, "--user", "chen", "--to", tmp_path),
        *("--reason", "移交档案馆", "--json"),
    )
    assert again.code == 0, again.err
    told = json.loads(again.out)
    assert (told["number"], told["made"]) == (package.number, 2)
    ran = elsewhere.run("archive", "check", told["file"])
    assert ran.code == 0, ran.err
    assert "没有给公钥" not in ran.err


def test_what_a_power_cut_left_without_a_row_is_swept_and_a_package_is_not(
    package: Package,
) -> None:
    stray = keeping.shelve(b"half done")
    keeping.sweep(timezone.now())
    assert shelf.path_of(stray.file_id).exists()
    keeping.sweep(timezone.now() + 2 * keeping.UNUSED_FOR)
    assert not shelf.path_of(stray.file_id).exists()
    assert keeping.content(package)


def test_the_command_says_what_it_made_and_refuses_in_a_sentence(
    package: Package, hall: Hall, bancheng: Bancheng
) -> None:
    ran = bancheng("archive", "make", package.case_no, "--user", "chen")
    assert ran.code == 0
    assert "归档包 2026-D10-0001（第 2 次）已做好" in ran.out
    ran = bancheng("archive", "make", hall.register("2026-11-27 09:00"), "--user", "chen")
    assert ran.code == 1
    assert "还没有归档" in ran.err
    ran = bancheng("archive", "make", package.case_no, "--user", "rao")
    assert ran.code == 1
