"""Every file that leaves is on record, says so itself, and shows no more than its maker may."""

from __future__ import annotations

import csv
import os
import re
import zipfile
from dataclasses import replace
from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path

import pytest

from bancheng.casework.reveal_row import Reveal
from bancheng.core.refusal import Refusal
from bancheng.journal import read
from bancheng.journal.data_folder import folder
from bancheng.ledgers import exporting, gathering
from bancheng.ledgers.export_row import Export
from bancheng.ledgers.line_row import Gathered, Line
from bancheng.ledgers.overseeing import exports_seen
from tests.casework.hall import Hall, at
from tests.ledgers.book import NOW, asked, csv_file, last_export, sheet_xml, workbook

pytestmark = pytest.mark.database


@pytest.mark.clause("XF-9.4", "SC-7.4")
def test_an_export_says_who_when_what_and_as_at_which_entry(hall: Hall) -> None:
    hall.ended("2026-11-23 09:00")
    told = list(csv.reader(StringIO(csv_file(asked(hall)).decode("utf-8-sig"), newline="")))
    position, _ = read.head("hall")
    line = told[0][0]
    for words in ("某区政务服务中心办件台账", "陈晓岚（chen）", "2026-11-26 10:00", "条件：全部"):
        assert words in line
    assert f"截至日志 第 {position} 条" in line
    kept = last_export()
    assert kept.number in line
    assert told[-1] == told[0]
    assert (kept.user, kept.ledger, kept.kind, kept.rows) == ("chen", "cases", "csv", 1)
    assert kept.until == {"hall": position}
    assert kept.finished_at is not None


@pytest.mark.clause("XF-9.4")
def test_a_workbook_is_made_for_paper(hall: Hall) -> None:
    hall.register("2026-11-23 09:00")
    content = workbook(asked(hall))
    xml = sheet_xml(content)
    assert 'orientation="landscape"' in xml
    assert 'paperSize="9"' in xml
    assert 'fitToHeight="0"' in xml
    assert '<pane xSplit="1" ySplit="2"' in xml
    assert last_export().number in xml  # in the first line, and in head and foot of each page
    assert re.search(r"<oddHeader>.*陈晓岚.*</oddHeader>", xml)
    assert re.search(r"<oddFooter>.*陈晓岚.*第 &amp;P 页.*</oddFooter>", xml)
    with zipfile.ZipFile(BytesIO(content)) as opened:
        assert "_xlnm.Print_Titles" in opened.read("xl/workbook.xml").decode()


@pytest.mark.clause("XF-9.4")
def test_names_and_phones_stay_masked_without_a_reason(hall: Hall) -> None:
    hall.register("2026-11-23 09:00")
    plain = csv_file(asked(hall)).decode()
    assert "13900005512" not in plain
    assert "秦桂芳" not in plain
    assert not Reveal.objects.exists()
    whole = replace(asked(hall), revealed=True)
    before = Export.objects.count()
    with pytest.raises(Refusal) as refused:
        exporting.begin(whole, "csv", "", " ")
    assert refused.value.field == "reason"
    assert Export.objects.count() == before


def test_with_a_reason_every_case_s_own_record_says_so(hall: Hall) -> None:
    case_no = hall.register("2026-11-23 09:00")
    whole = replace(asked(hall), revealed=True)
    assert "13900005512" in csv_file(whole, "年度全量回访").decode()
    kept = last_export()
    assert (kept.revealed, kept.reason) == (True, "年度全量回访")
    noted = {(r.case_no, r.field, r.user, r.reason) for r in Reveal.objects.all()}
    reason = f"导出台账 {kept.number}：年度全量回访"
    assert noted == {(case_no, field, "chen", reason) for field in ("name", "phone")}


def test_a_petitioner_s_signature_is_masked_like_their_name(hall: Hall) -> None:
    case_no = hall.register("2026-11-23 09:00")
    hall.do("chen", case_no, "confirm", "2026-11-23 09:05", signing="here", signature="秦桂芳")
    assert "秦桂芳" not in csv_file(asked(hall)).decode()


def test_an_export_that_was_broken_off_stays_on_record_as_such(hall: Hall) -> None:
    hall.register("2026-11-23 09:00")
    wish = asked(hall)
    pieces = exporting.as_csv(wish, exporting.begin(wish, "csv", "", ""), "")
    pieces.close()
    assert (last_export().rows, last_export().finished_at) == (None, None)


def test_a_kind_of_file_nobody_knows_is_refused(hall: Hall) -> None:
    with pytest.raises(Refusal):
        exporting.begin(asked(hall), "pdf", "", "")


def test_those_who_inspect_see_every_export_and_others_their_own(hall: Hall) -> None:
    hall.register("2026-11-23 09:00")
    csv_file(asked(hall))
    csv_file(asked(hall, "mo"))
    seen = {who: {e.user for e in exports_seen(hall.people[who])} for who in hall.people}
    assert seen["jiang"] == seen["gu"] == {"chen", "mo"}
    assert seen["chen"] == {"chen"}
    assert seen["mo"] == {"mo"}
    assert seen["li"] == set()


def test_nothing_of_a_workbook_stays_in_the_data_folder(hall: Hall) -> None:
    hall.register("2026-11-23 09:00")
    wish = asked(hall)
    workbook(wish)
    assert not list(folder("passing").iterdir())
    pieces = exporting.as_workbook(wish, exporting.begin(wish, "xlsx", "", ""), "")
    next(pieces)
    left = list(folder("passing").iterdir())
    assert len(left) == 1
    pieces.close()
    assert not list(folder("passing").iterdir())


def test_what_a_power_cut_left_is_swept(hall: Hall) -> None:
    left: Path = folder("passing") / "ledger-left"
    left.mkdir()
    (left / "ledger.xlsx").write_bytes(b"x")
    now = at(NOW)
    os.utime(left, (now.timestamp(), now.timestamp()))
    exporting.sweep(now + timedelta(hours=5))
    assert left.exists()
    exporting.sweep(now + timedelta(hours=7))
    assert not left.exists()


def test_gathering_twice_or_after_an_older_copy_makes_no_row_twice(hall: Hall) -> None:
    hall.ended("2026-11-23 09:00")
    gathering.gather(at(NOW))
    lines = set(Line.objects.values_list("ledger", "position"))
    assert lines
    gathering.gather(at(NOW))
    assert set(Line.objects.values_list("ledger", "position")) == lines
    Gathered.objects.update(position=10_000)  # as if entries behind had been read once
    gathering.gather(at(NOW))
    assert Gathered.objects.get(chain="hall").position == read.head("hall")[0]
    Gathered.objects.update(position=0)
    gathering.gather(at(NOW))
    assert set(Line.objects.values_list("ledger", "position")) == lines
