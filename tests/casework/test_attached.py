"""Files come with acts, are seen by whoever sees the case, and are struck rather than removed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from bancheng.casework import access, file_check
from bancheng.casework.attached import AttachedFile, files_of, open_file, signature_of
from bancheng.casework.facts import event_of
from bancheng.casework.look import look
from bancheng.core.refusal import Refusal
from bancheng.files import shelf
from bancheng.files.keeping import LostFileError
from bancheng.files.kept_row import Kept
from bancheng.files.upload_row import Upload
from bancheng.journal import read
from bancheng.journal.detail_row import Detail
from bancheng.journal.entry_row import Entry
from bancheng.journal.verify import verify
from tests.casework.bringing import sent, signed, with_file
from tests.casework.hall import Hall, at

pytestmark = pytest.mark.database

NOW = at("2026-11-24 09:00")


@pytest.fixture(autouse=True)
def data(settings: Settings, tmp_path: Path) -> Path:
    settings.BANCHENG_DATA = tmp_path / "data"
    return tmp_path / "data"


def files(hall: Hall, who: str, case_no: str) -> list[AttachedFile]:
    return files_of(look(hall.people[who], case_no, NOW))


def opened(hall: Hall, who: str, case_no: str, file_id: str) -> bytes:
    return open_file(hall.people[who], case_no, file_id, "content", NOW)[1]


@pytest.mark.clause("XF-12", "SC-7.4")
def test_a_file_comes_with_the_act_it_was_sent_with(hall: Hall) -> None:
    case_no, file_id = with_file(hall, "身份证.txt", b"paper")
    (one,) = files(hall, "chen", case_no)
    assert (one.id, one.entry.event.act, one.opens) == (file_id, "register", True)
    assert one.about is not None
    assert (one.about.name, one.about.kind, one.about.size) == ("身份证.txt", "text/plain", 5)
    assert opened(hall, "chen", case_no, file_id) == b"paper"
    assert verify().ok


def test_sealed_are_an_id_and_a_commitment_and_nothing_of_the_file(hall: Hall) -> None:
    case_no, file_id = with_file(hall, "秦桂芳身份证.txt", b"paper")
    sealed = b"".join(bytes(e) for e in Entry.objects.values_list("sealed", flat=True))
    assert file_id.encode() in sealed
    digest = "7d0665438e81d8eceb98c1e31fca80c1"
    for telling in ("秦桂芳", "身份证", "text/plain", digest):
        assert telling.encode() not in sealed
    first = read.case(case_no)[0]
    assert event_of(first).names("files") == (file_id,)
    assert f"file:{file_id}" in first.fields


def test_an_act_that_is_refused_leaves_the_file_waiting(hall: Hall) -> None:
    case_no = hall.placed()
    file_id = sent("mo")
    with pytest.raises(Refusal, match="missing"):
        hall.do("mo", case_no, "reply", "2026-11-23 10:00", answer="result", files=[file_id])
    assert Upload.objects.get().file_id == file_id
    given = {"answer": "result", "text": "办好", "signature": "莫", "files": [file_id]}
    hall.do("mo", case_no, "reply", "2026-11-23 10:00", **given)
    assert opened(hall, "chen", case_no, file_id).decode() == "材料的内容"
    assert not Upload.objects.exists()


@pytest.mark.parametrize("thief", ["lin", "petitioner"])
def test_nobody_attaches_what_another_sent(hall: Hall, thief: str) -> None:
    case_no = hall.register("2026-11-23 09:00")
    file_id = sent("chen")
    with pytest.raises(Refusal, match="file_gone"):
        hall.do(thief, case_no, "note", "2026-11-23 09:30", text="看", files=[file_id])
    assert Kept.objects.count() == 0


def test_a_file_that_waited_longer_than_a_day_is_not_attached(hall: Hall) -> None:
    case_no = hall.register("2026-11-23 09:00")
    file_id = sent("chen")
    with pytest.raises(Refusal, match="file_gone"):
        hall.do("chen", case_no, "attach", "2026-11-24 09:00", files=[file_id])


def test_what_a_page_describes_by_itself_is_not_believed(hall: Hall) -> None:
    case_no = hall.register("2026-11-23 09:00")
    forged = {"id": "0" * 32, "beside": '{"name":"a"}'}
    with pytest.raises(Refusal, match="file_gone"):
        hall.do("chen", case_no, "note", "2026-11-23 09:30", text="看", files=[forged])


def test_the_same_file_is_attached_once(hall: Hall) -> None:
    case_no, file_id = with_file(hall)
    with pytest.raises(Refusal, match="file_gone"):
        hall.do("chen", case_no, "attach", "2026-11-23 09:30", files=[file_id])
    twice = sent("chen")
    hall.do("chen", case_no, "attach", "2026-11-23 09:30", files=[twice, twice])
    assert [one.id for one in files(hall, "chen", case_no)] == [file_id, twice]


@pytest.mark.clause("SC-8.4")
def test_a_department_reads_files_as_long_as_it_has_the_case(hall: Hall) -> None:
    file_id = sent("chen")
    case_no = hall.placed(lead="housing")
    hall.do("chen", case_no, "attach", "2026-11-23 09:05", files=[file_id])
    assert opened(hall, "mo", case_no, file_id)
    with pytest.raises(access.NotFound):
        opened(hall, "wei", case_no, file_id)
    hall.do("mo", case_no, "object", "2026-11-23 09:10", reason="不归我们", basis="三定方案")
    with pytest.raises(access.NotFound):
        opened(hall, "mo", case_no, file_id)


@pytest.mark.clause("XF-9.2.3")
def test_the_files_of_a_complaint_are_kept_from_those_complained_of(hall: Hall) -> None:
    file_id = sent("chen")
    case_no = hall.register(
        "2026-11-23 09:00", ground="conduct", accused_units=["tax"], files=[file_id]
    )
    assert opened(hall, "gu", case_no, file_id)
    with pytest.raises(access.NotFound):
        opened(hall, "rao", case_no, file_id)


def test_a_files_id_opens_nothing_under_another_case(hall: Hall) -> None:
    _, file_id = with_file(hall)
    other = hall.register("2026-11-23 10:00")
    with pytest.raises(access.NotFound):
        opened(hall, "chen", other, file_id)


@pytest.mark.clause("SC-8.4")
def test_what_was_struck_stays_listed_with_who_and_why_and_shut_to_others(hall: Hall) -> None:
    file_id = sent("chen")
    case_no = hall.placed()
    hall.do("chen", case_no, "attach", "2026-11-23 09:05", files=[file_id])
    struck = {"struck": file_id, "reason": "这是别人的身份证"}
    hall.do("lin", case_no, "detach", "2026-11-23 09:30", **struck)
    (one,) = files(hall, "mo", case_no)
    assert one.struck is not None
    assert one.struck.event.by.user == "lin"
    assert one.struck.texts["reason"] == "这是别人的身份证"
    assert not one.opens
    with pytest.raises(access.NotFound):
        opened(hall, "mo", case_no, file_id)
    assert opened(hall, "chen", case_no, file_id)
    assert file_check.check().good == 1


@pytest.mark.clause("XF-A2", "SC-A1")
def test_a_signature_signs_the_text_as_it_stood(hall: Hall) -> None:
    case_no = hall.register("2026-11-23 09:00", matter="跑了三趟")
    drawn = signed("chen")
    given = {"signing": "here", "signature_drawn": [drawn]}
    hall.do("chen", case_no, "confirm", "2026-11-23 09:10", **given)
    hall.do("chen", case_no, "correct", "2026-11-23 09:30",
            corrected=1, text="是四趟", reason="记错", matter="跑了四趟")  # fmt: skip
    found = look(hall.people["chen"], case_no, NOW)
    entry = next(e for e in found.entries if e.event.act == "confirm")
    assert (entry.event.data["signed_version"], entry.texts["signed_matter"]) == (2, "跑了三趟")
    assert found.text("matter") == "跑了四趟"
    picture = signature_of(found, entry)
    assert picture is not None
    assert opened(hall, "chen", case_no, picture.id).startswith(b"\x89PNG")
    assert files_of(found) == []
    assert verify().ok
    Detail.objects.filter(field="signed_matter").update(field="other")
    assert not verify().ok


@pytest.mark.clause("XF-A2")
def test_signing_while_registering_signs_what_is_being_registered(hall: Hall) -> None:
    from bancheng.casework.door import Order, open_case

    said = {"name": "秦桂芳", "phone": "13900005512", "matter": "跑了三趟", "channel": "counter"}
    orders = [Order("register", said), Order("confirm", {"signing": "here"})]
    done = open_case(hall.people["chen"], "hall", orders, "c-1", at("2026-11-23 09:00"))
    confirmed = look(hall.people["chen"], done.case_no, NOW).entries[1]
    assert confirmed.texts["signed_matter"] == "跑了三趟"
    assert confirmed.event.data["signed_version"] == 1


@pytest.mark.clause("XF-A2")
def test_a_drawn_signature_stands_for_a_typed_one_and_is_asked_for_where_none_is(
    hall: Hall,
) -> None:
    case_no = hall.placed()
    reply = {"answer": "result", "text": "办好了"}
    with pytest.raises(Refusal, match="missing"):
        hall.do("mo", case_no, "reply", "2026-11-23 10:00", **reply)
    hall.do("mo", case_no, "reply", "2026-11-23 10:00", **reply, signature_drawn=[signed("mo")])


def test_a_file_changed_under_the_programs_feet_is_found_and_not_given_out(hall: Hall) -> None:
    case_no, file_id = with_file(hall)
    other_case, other = with_file(hall, "另一份.txt", b"other")
    assert (file_check.check().good, file_check.check().faults) == (2, {})
    Kept.objects.filter(file_id=file_id).delete()
    assert "密钥不在了" in file_check.check().faults[file_id]
    with pytest.raises(LostFileError):
        opened(hall, "chen", case_no, file_id)
    shelf.path_of(other, "content").unlink()
    fault = file_check.check().faults[other]
    assert fault.startswith(f"{other_case} 日志第 ")
    assert "“另一份.txt”" in fault
    assert "不见了" in fault
    assert file_check.check(other_case).faults.keys() == {other}


def test_a_file_exchanged_by_somebody_who_has_the_keys_is_found(hall: Hall) -> None:
    from bancheng.journal.case_keys import key_of
    from bancheng.journal.cipher import unwrap
    from bancheng.journal.statements import as_bytes

    case_no, file_id = with_file(hall)
    row = Kept.objects.get()
    key = unwrap(key_of(case_no)[case_no], f"file {file_id}", as_bytes(row.wrapped), row.algorithm)
    shelf.remove(file_id)
    shelf.put(file_id, "content", key, b"forged")
    with pytest.raises(LostFileError, match="不是同一份"):
        opened(hall, "chen", case_no, file_id)
    assert "不是同一份" in file_check.check().faults[file_id]


def test_a_file_that_no_act_attached_is_found(hall: Hall) -> None:
    case_no, _ = with_file(hall)
    row = Kept.objects.get()
    row.pk = "0" * 32
    row.save(force_insert=True)
    assert file_check.check().faults == {
        "0" * 32: f"{case_no} 有一个附件（00000000）在日志里没有记录。"
    }
    assert file_check.check().good == 1


def test_no_more_than_a_day_before_or_a_minute_too_many(hall: Hall) -> None:
    """The door asks for the files of this moment, whatever time the act says it was done at."""
    case_no = hall.register("2026-11-23 09:00")
    file_id = sent("chen", when="2026-11-23 10:00")
    late = at("2026-11-24 10:00") - timedelta(minutes=1)
    hall.do("chen", case_no, "attach", f"{late:%Y-%m-%d %H:%M}", files=[file_id])
    assert [one.id for one in files(hall, "chen", case_no)] == [file_id]
