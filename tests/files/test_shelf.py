"""CRASH-2: what a row names is on the disk before it; what no row names goes in the end."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from bancheng.core.refusal import Refusal
from bancheng.core.seal import digest
from bancheng.files import keeping, limits, shelf, sweep, uploads
from bancheng.files.kept_row import Kept
from bancheng.files.upload_row import Upload
from bancheng.files.uploads import KEPT_FOR, Pending
from bancheng.journal.case_key_row import CaseKey
from bancheng.journal.case_keys import keys_for_writing
from bancheng.journal.cipher import CannotOpenError
from tests.casework.hall import at
from tests.files import made

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("data")]

NOW = at("2026-11-23 09:00")
SECRET = "秦桂芳的身份证号和住址".encode()


def sent(name: str = "情况.txt", content: bytes = SECRET, owner: str = "chen") -> Pending:
    return uploads.send(owner, name, content, NOW)


def attached(*files: Pending, case_no: str = "C-1") -> None:
    with transaction.atomic():
        keys_for_writing([case_no])
        keeping.hand_over(case_no, files)


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_a_file_waits_for_its_sender_alone_and_comes_back_as_it_was() -> None:
    one = sent()
    (back,) = uploads.pending("chen", [one.attachment.id], NOW)
    assert back == one
    assert back.attachment.digest == f"sha256:{digest('sha256', SECRET)}"
    assert uploads.content(back, "content") == SECRET
    assert uploads.pending("lin", [one.attachment.id], NOW) == []


def test_neither_content_nor_name_lies_anywhere_in_the_clear(data: Path) -> None:
    sent("秦桂芳身份证.txt")
    assert SECRET not in everything_in(data / "files")
    row = Upload.objects.values().get()
    for value in row.values():
        shown = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
        assert "秦桂芳".encode() not in shown


def test_only_the_programs_own_user_can_read_what_is_stored(data: Path) -> None:
    one = sent("照片.jpg", made.picture())
    for part in shelf.ENDINGS:
        assert stat.S_IMODE(shelf.path_of(one.attachment.id, part).stat().st_mode) == 0o600
    assert stat.S_IMODE((data / "files").stat().st_mode) == 0o700


def test_the_row_is_written_only_when_file_and_folder_are_on_the_disk(
    monkeypatch: pytest.MonkeyPatch, data: Path
) -> None:
    steps = recorded_steps(monkeypatch, data)
    one = sent("照片.jpg", made.picture())
    name = one.attachment.id
    for part in (name, f"{name}.small"):
        written = steps.index(f"synced .{part}")
        linked = steps.index(f"named {part}")
        folder = steps.index(f"synced {name[:2]}", linked)
        assert written < linked < folder < steps.index("row")
    assert steps.index("synced files") < steps.index("row")


def recorded_steps(monkeypatch: pytest.MonkeyPatch, data: Path) -> list[str]:
    """What reaches the disk, in order: files and folders synced, names given, the row."""
    steps: list[str] = []
    sync, link, create = os.fsync, os.link, Upload.objects.create

    def synced(handle: int) -> None:
        sync(handle)
        path = Path(os.readlink(f"/proc/self/fd/{handle}"))
        steps.append(f"synced {path.name.rpartition('.')[0] or path.name}")

    def named(source: Path, target: Path, **how: bool) -> None:
        link(source, target, **how)
        steps.append(f"named {Path(target).name}")

    def row(**values: object) -> Upload:
        steps.append("row")
        return create(**values)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "link", named)
    monkeypatch.setattr(Upload.objects, "create", row)
    return steps


def test_handed_over_it_is_the_cases_and_nobodys_waiting_file() -> None:
    one = sent("照片.jpg", made.picture())
    attached(one)
    assert uploads.pending("chen", [one.attachment.id], NOW) == []
    assert keeping.content("C-1", one.attachment.id).startswith(b"\xff\xd8\xff")
    assert keeping.content("C-1", one.attachment.id, "small").startswith(b"\xff\xd8\xff")
    with pytest.raises(keeping.LostFileError):
        keeping.content("C-2", one.attachment.id)


def test_a_file_is_handed_over_once() -> None:
    one = sent()
    attached(one)
    with pytest.raises(Refusal, match="file_gone"):
        attached(one, case_no="C-2")
    assert Kept.objects.get().case_no == "C-1"


def test_a_file_that_is_not_on_its_shelf_is_not_handed_over() -> None:
    one = sent()
    shelf.remove(one.attachment.id)
    with pytest.raises(Refusal, match="file_gone"):
        attached(one)
    assert Upload.objects.count() == 1


def test_a_case_that_is_full_takes_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_OF_A_CASE", 2 * len(SECRET))
    attached(sent(), sent())
    with pytest.raises(Refusal, match="case_full"):
        attached(sent())
    attached(sent(), case_no="C-2")


def test_too_many_waiting_files_of_one_person_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_PENDING", 2)
    sent(), sent()
    with pytest.raises(Refusal, match="too_many_pending"):
        sent()
    sent(owner="lin")


def test_a_file_beyond_the_limit_is_refused_before_it_is_looked_at() -> None:
    with pytest.raises(Refusal, match="file_too_large"):
        sent(content=b"a" * (limits.LARGEST_FILE + 1))


Damage = Callable[[Path], object]


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(path.read_bytes()[:-1]),
        lambda path: path.write_bytes(bytes([path.read_bytes()[0] ^ 1]) + path.read_bytes()[1:]),
        lambda path: path.write_bytes(b""),
    ],
    ids=["gone", "cut", "one bit", "empty"],
)
def test_a_damaged_file_is_named_as_such_and_never_served(damage: Damage) -> None:
    one = sent()
    attached(one)
    damage(shelf.path_of(one.attachment.id, "content"))
    with pytest.raises(keeping.LostFileError, match="请报管理员"):
        keeping.content("C-1", one.attachment.id)


def test_a_file_put_in_anothers_place_stays_shut() -> None:
    one, other = sent(), sent("另一份.txt", "别的".encode())
    attached(one, other)
    place = shelf.path_of(one.attachment.id, "content")
    place.write_bytes(shelf.path_of(other.attachment.id, "content").read_bytes())
    with pytest.raises(keeping.LostFileError):
        keeping.content("C-1", one.attachment.id)


@pytest.mark.parametrize("name", ["", "..", "../../keys/master.key", "a" * 31, "A" * 32, "ab\n"])
def test_what_is_no_id_never_becomes_a_path(name: str) -> None:
    with pytest.raises(ValueError, match="not the id"):
        shelf.path_of(name, "content")


@pytest.mark.django_db(transaction=True)
def test_forgetting_a_case_takes_its_files_and_those_waiting_for_it() -> None:
    one, other = sent(), sent()
    waiting = uploads.send("chen", "再来一份.txt", SECRET, NOW, case_no="C-1")
    attached(one)
    attached(other, case_no="C-2")
    with transaction.atomic():
        keeping.forget("C-1")
        assert shelf.has(one.attachment.id), "gone before the erasure was committed"
    assert not shelf.has(one.attachment.id)
    assert not shelf.has(waiting.attachment.id)
    assert keeping.content("C-2", other.attachment.id) == SECRET
    assert Upload.objects.count() == 0


def test_a_copy_of_the_file_is_unreadable_once_the_key_of_its_case_is_gone() -> None:
    one = sent()
    attached(one)
    copied, row = shelf.path_of(one.attachment.id, "content").read_bytes(), Kept.objects.get()
    CaseKey.objects.all().delete()
    keys_for_writing(["C-1"])  # the case goes on, under another key
    assert SECRET not in copied
    with pytest.raises(keeping.LostFileError):
        keeping.content("C-1", row.file_id)


def test_what_nobody_used_within_a_day_is_gone() -> None:
    old, used = sent(), sent()
    attached(used)
    assert sweep.forget_unused(NOW + KEPT_FOR - timedelta(minutes=1)) == 0
    assert uploads.pending("chen", [old.attachment.id], NOW + KEPT_FOR) == []
    assert sweep.forget_unused(NOW + KEPT_FOR) == 1
    assert not shelf.has(old.attachment.id)
    assert keeping.content("C-1", used.attachment.id) == SECRET


def test_what_no_row_names_is_swept_off_its_shelf_after_two_days() -> None:
    waiting, used, lost = sent(), sent(), sent()
    attached(used)
    Upload.objects.filter(file_id=lost.attachment.id).delete()
    path = shelf.path_of(lost.attachment.id, "content")
    draft = path.with_name(f".{path.name}.0123456789abcdef")
    draft.write_bytes(b"half")
    for later, gone in ((timedelta(days=1), 0), (timedelta(days=3), 1)):
        then = timezone.now() + later  # files bear the time of the disk
        swept = sum(sweep.look_over(n, then) for n in range(sweep.SHELVES))
        assert swept == gone
    assert not path.exists()
    assert not draft.exists()
    assert shelf.has(waiting.attachment.id)
    assert shelf.has(used.attachment.id)


def test_every_shelf_has_its_turn() -> None:
    turns = {sweep._turn(NOW + timedelta(minutes=5 * n)) for n in range(4000)}
    assert turns == set(range(sweep.SHELVES))


@pytest.mark.django_db(transaction=True)
def test_scrubbing_leaves_a_table_that_works() -> None:
    one = sent()
    attached(one)
    assert sweep.scrub()
    assert uploads.pending("chen", [sent().attachment.id], NOW)


def test_a_key_that_does_not_fit_is_said_and_not_guessed(data: Path) -> None:
    one = sent()
    with pytest.raises(CannotOpenError):
        shelf.get(one.attachment.id, "content", bytes(32), "AES-256-GCM")
