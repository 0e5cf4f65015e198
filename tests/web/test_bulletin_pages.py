"""The pages of the bulletin: written by the office, read by whoever reads the centre whole."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from bancheng.bulletin.issue_row import Issue
from bancheng.casework import rebuild
from tests.casework.hall import Hall, establish_hall
from tests.web.clerk import Clerk

pytestmark = pytest.mark.database


@pytest.fixture
def hall(db: None) -> Hall:
    """The hall with one case, ended on its first morning."""
    hall = establish_hall()
    hall.ended("2026-10-20 09:00")
    assert rebuild.compare() == []
    return hall


def begun(clerk: Clerk, day: str = "2026-10", rhythm: str = "month") -> str:
    """The address of a draft just begun."""
    return clerk.post("/bulletins/", centre="hall", rhythm=rhythm, day=day)["Location"]


def saves(clerk: Clerk, address: str, section: str, text: str) -> None:
    """Words of the office's own, kept."""
    fields: dict[str, Any] = {"do": "save", f"own-{section}": text}
    clerk.post(address, **fields)


@pytest.mark.clause("SC-9.1", "XF-13")
def test_the_office_begins_writes_and_issues_and_the_file_says_so(hall: Hall) -> None:
    del hall
    jiang = Clerk("jiang")
    assert "2026年10月的通报还没有印发" in jiang.get("/bulletins/")
    address = begun(jiang)
    page = jiang.get(address)
    assert "草稿" in page
    assert "本月共受理诉求 1 件" in page
    saves(jiang, address, "problems", "材料清单不清楚。")
    assert "材料清单不清楚。" in jiang.get(address)
    jiang.post(address, do="issue", signed_by="江望舒")
    assert "2026年第1期" in jiang.get(address)
    assert "还没有印发" not in jiang.get("/bulletins/")
    pdf = jiang.client.get(f"{address}file.pdf")
    assert pdf.content.startswith(b"%PDF")
    assert "attachment" in pdf["Content-Disposition"]
    assert jiang.client.get(f"{address}file.docx").content.startswith(b"PK")
    assert jiang.client.get(f"{address}file.exe").status_code == 404


@pytest.mark.clause("SC-9.1")
def test_what_is_wrong_is_said_and_what_was_typed_stays(hall: Hall) -> None:
    del hall
    jiang = Clerk("jiang")
    assert (
        "看不懂"
        in jiang.client.post(
            "/bulletins/", {"centre": "hall", "rhythm": "month", "day": "上个月"}
        ).content.decode()
    )
    address = begun(jiang)
    sent = {"do": "tell", "case_no": "MQ20261020-001", "text": "秦桂芳跑了四趟"}
    answer = jiang.client.post(address, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "秦桂芳跑了四趟" in page
    assert "一位群众" in page
    jiang.post(address, do="tell", case_no="MQ20261020-001", text="一位群众跑了四趟，办成了。")
    assert "一位群众跑了四趟，办成了。" in jiang.get(address)
    [which] = re.findall(r'name="which" value="(\d+)"', jiang.raw(address).content.decode())
    jiang.post(address, do="untell", which=which)
    assert "一位群众跑了四趟，办成了。" not in jiang.get(address)


@pytest.mark.clause("SC-9.1")
def test_a_draft_is_for_its_writers_and_an_issue_for_who_reads_the_centre(hall: Hall) -> None:
    del hall
    jiang, gu, mo, chen = (Clerk(name) for name in ("jiang", "gu", "mo", "chen"))
    address = begun(jiang)
    gu.get(address)
    for other in (mo, chen):
        other.raw(address, 404)
        other.post("/bulletins/", 404, centre="hall", rhythm="month", day="2026-10")
    jiang.post(address, do="issue", signed_by="江望舒")
    mo.raw(address, 404)
    mo.raw(f"{address}file.pdf", 404)
    assert "印发" in chen.get(address)
    chen.post(address, 404, do="erase", which="basics")
    mo.raw("/bulletins/", 404)


@pytest.mark.clause("SC-9.1")
def test_words_that_should_not_stand_there_are_erased_also_after_issuing(hall: Hall) -> None:
    del hall
    jiang = Clerk("jiang")
    address = begun(jiang)
    saves(jiang, address, "next", "找老王解决。")
    saves(jiang, address, "next", "尽快解决。")
    jiang.post(address, do="issue", signed_by="江望舒")
    jiang.post(address, do="erase", which="next")
    page = jiang.get(address)
    assert "尽快解决。" not in page
    assert "补充的话已依法删除" in page
    rows = Issue.objects.get().remarks.order_by("pk")
    assert [bytes(row.hidden) for row in rows] == [b"", b"", b""]
    assert [row.by for row in rows] == ["jiang"] * 3


@pytest.mark.clause("SC-9.1")
def test_quarter_and_year_are_told_as_well(hall: Hall) -> None:
    del hall
    jiang = Clerk("jiang")
    begun(jiang, "2026-11", "quarter")
    begun(jiang, "2026-11", "year")
    found = set(Issue.objects.values_list("first", "last"))
    assert found == {
        (date(2026, 10, 1), date(2026, 12, 31)),
        (date(2026, 1, 1), date(2026, 12, 31)),
    }
    page = jiang.get("/bulletins/")
    assert "2026年第四季度通报" in page
    assert "2026年通报" in page
