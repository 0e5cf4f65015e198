"""A package holds the case whole, passes its own check, and is made once for one touch."""

from __future__ import annotations

import json

import pytest

from bancheng.archive import keeping
from bancheng.archive.checking.checking import check
from bancheng.archive.gathering import gathered
from bancheng.archive.layout import ENTRIES, TEXTS
from bancheng.archive.making import make_package
from bancheng.archive.package_row import Package
from bancheng.casework.access import NotFound
from bancheng.casework.look import look
from bancheng.casework.reveal_row import Reveal
from bancheng.core.refusal import Refusal
from bancheng.journal.keys import public_keys
from tests.archive.conftest import NOW
from tests.archive.damaging import Good
from tests.casework.hall import Hall, at
from tests.papers import reading

pytestmark = pytest.mark.database


@pytest.mark.clause("XF-12", "SC-7.4")
def test_a_package_holds_papers_attachments_journal_and_metadata_and_is_sound(good: Good) -> None:
    report = check(good.content, public_keys())
    assert [fault.sentence for fault in report.faults] == []
    assert report.vouched
    files = good.files
    papers = [name for name in files if name.startswith("papers/")]
    told = [reading.text_of(files[name]) for name in papers]
    assert "卷内目录" in told[0]
    assert any("登记表" in text for text in told)
    assert any("办理经过" in text and "归档" in text for text in told)
    assert any("台账登记" in text and "秦桂芳" in text for text in told)
    assert "住建和规划的说法不一样".encode() in files.values()
    metadata = files["metadata.xml"].decode()
    assert "<档号>2026-D10-0001</档号>" in metadata
    assert "<到期日>2036-12-31</到期日>" in metadata
    assert "情况说明.txt" in metadata


def test_the_excerpt_shows_no_other_case_and_still_stands_under_the_signed_root(
    good: Good, archived: str
) -> None:
    rows = [json.loads(line) for line in good.files[ENTRIES].splitlines()]
    assert {json.loads(row["sealed"])["case"] for row in rows} == {archived}
    assert rows[0]["position"] > 1
    said = good.files[TEXTS].decode()
    assert "装电梯的材料" in said
    assert "别人的事" not in b"".join(good.files.values()).decode(errors="ignore")


@pytest.mark.clause("XF-12")
def test_making_is_on_record_as_showing_the_names_is_and_a_second_touch_makes_no_second(
    hall: Hall, archived: str
) -> None:
    chen = hall.people["chen"]
    first = make_package(chen, archived, "once", NOW)
    assert make_package(chen, archived, "once", NOW) == first
    told = Reveal.objects.filter(reason__startswith="做归档包 2026-D10-0001")
    assert set(told.values_list("user", "field")) == {("chen", "name"), ("chen", "phone")}
    again = make_package(chen, archived, "again", at("2026-11-27 10:00"))
    assert (again.number, again.made) == (first.number, 2)
    assert Package.objects.count() == 2
    assert keeping.content(first) != keeping.content(again)


def test_a_case_not_yet_archived_has_no_package(hall: Hall) -> None:
    case_no = hall.ended()
    with pytest.raises(Refusal) as refused:
        make_package(hall.people["chen"], case_no, "early", NOW)
    assert refused.value.code == "not_archived"


def test_neither_a_department_nor_a_stranger_makes_one(hall: Hall, archived: str) -> None:
    with pytest.raises(Refusal) as refused:
        make_package(hall.people["mo"], archived, "mo", NOW)
    assert refused.value.code == "not_your_act"
    with pytest.raises(NotFound):
        make_package(hall.people["rao"], archived, "rao", NOW)


def test_nothing_of_the_case_lies_on_the_disk_in_plain(good: Good, hall: Hall) -> None:
    package = Package.objects.get()
    from bancheng.archive import shelf

    stored = shelf.path_of(package.file_id).read_bytes()
    assert b"PK\x03\x04" not in stored[:64]
    assert "秦桂芳".encode() not in stored


@pytest.mark.clause("SC-7.4", "XF-12")
def test_minutes_and_supervision_slips_are_among_the_papers_whoever_wrote_them(hall: Hall) -> None:
    when = "2026-11-23 09:00"
    case_no = hall.register(when, kind="complex", complex_because="several")
    hall.do("chen", case_no, "confirm", when, signing="spoken")
    hall.do("jiang", case_no, "screen", when)
    hall.do("jiang", case_no, "refer", when, question="哪个部门牵头")
    decided = {"lead": "housing", "minutes": "由区住建局牵头，三天办结", "opinion": "按纪要办"}
    hall.do("li", case_no, "determine", when, **decided)
    told = {"opinion": "请办理", "signature": "顾清和"}
    hall.do("gu", case_no, "transfer", when, lead="housing", **told)
    hall.do("jiang", case_no, "supervise", when, text="抓紧办理")
    look_at = look(hall.people["chen"], case_no, NOW)
    found = gathered(hall.people["chen"], look_at)
    texts = [reading.text_of(found.files[one.name]) for one in found.materials]
    assert any("纪要" in text and "三天办结" in text for text in texts)
    assert any("抓紧办理" in text and "督办" in text for text in texts)
