"""The list on paper: what the page shows and no more, on record, and nothing in it can act."""

from __future__ import annotations

import csv
import re
import zipfile
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.http import StreamingHttpResponse

from bancheng.casework.case_row import CaseRow
from bancheng.casework.reveal_row import Reveal
from bancheng.journal import read
from bancheng.revisit import calling, taking_out
from bancheng.revisit.campaign_row import Campaign
from bancheng.revisit.list_export_row import ListExport
from bancheng.web.revisit.paper_list import cells_of, sheet_of
from tests.casework.hall import at
from tests.ledgers.book import rows_of, rows_of_csv
from tests.revisit.city import COMMANDS, NOW, City
from tests.web.clerk import Clerk

pytestmark = [pytest.mark.database, pytest.mark.clause("XF-15")]
BAD = {"solved": "unsolved", "satisfaction": "dissatisfied", "answered_by": "agent"}


def taken(campaign: Campaign, who: str = "gan", kind: str = "csv", **fields: str) -> bytes:
    sent = {"format": kind, **fields}
    answer = Clerk(who).client.post(f"/revisit/{campaign.pk}/export", sent)
    assert isinstance(answer, StreamingHttpResponse)
    return bytes(answer.getvalue())


def asked(city: City, campaign: Campaign, case_no: str) -> None:
    gan = city.people["gan"]
    entry = calling.entry_for(gan, campaign, case_no)
    calling.note_result(gan, entry, BAD, f"paper-{next(COMMANDS)}", NOW)


def test_the_list_is_masked_says_who_took_it_and_is_on_record(city: City) -> None:
    done, waiting = city.closed("hall", grade="satisfied"), city.closed("town-hall", grade="fairly")
    campaign = city.opens()
    asked(city, campaign, done)
    content = taken(campaign)
    kept = ListExport.objects.get()
    assert (kept.user, kept.kind, kept.rows, kept.revealed) == ("gan", "csv", 2, False)
    assert kept.until == {code: read.head(code)[0] for code in ("hall", "town-hall")}
    line = next(csv.reader(StringIO(content.decode("utf-8-sig"))))[0]
    for words in ("甘棠（gan）", "2026-11-24 14:30", "条件：全部", kept.number, "已遮盖"):
        assert words in line
    assert f"某区政务服务中心第 {kept.until['hall']} 条" in line
    mine, other = rows_of_csv(content)
    assert (mine["工单"], other["工单"]) == (done, waiting)
    assert (mine["诉求人"], mine["电话"]) == ("秦*芳", "139****5512")
    assert (mine["现在"], other["现在"]) == ("已回访", "待回访")
    grades = next(name for name in mine if name.startswith("满意程度（满意／"))
    assert (mine[grades], mine["窗口问到的"]) == ("不满意", "是，满意（不一致）")
    assert (other[grades], other["窗口问到的"]) == ("", "")  # asked before it is told
    assert not Reveal.objects.exists()
    assert "秦桂芳" not in content.decode()


def test_whole_names_need_a_reason_which_each_case_keeps(city: City) -> None:
    case_no = city.closed("hall")
    city.closed("town-hall")
    campaign = city.opens()
    page = Clerk("gan").post(f"/revisit/{campaign.pk}/export", 422, format="csv", whole="1")
    assert "请写明用来做什么" in page.content.decode()
    assert not ListExport.objects.exists()
    content = taken(campaign, kind="xlsx", whole="1", reason="打印出来打电话", centre="hall")
    row = rows_of(content)[0]
    assert (row["工单"], row["诉求人"], row["电话"]) == (case_no, "秦桂芳", "13900005512")
    kept = ListExport.objects.get()
    assert (kept.rows, kept.reason, kept.asked) == (1, "打印出来打电话", "centre=hall")
    shown = Reveal.objects.filter(case_no=case_no, user="gan")
    assert set(shown.values_list("field", flat=True)) == {"name", "phone"}
    assert {one.reason for one in shown} == {f"导出回访名单 {kept.number}：打印出来打电话"}
    assert Reveal.objects.count() == 2  # none of the cases that were not asked for
    page_of_another = Clerk("yue").get(f"/revisit/{campaign.pk}/export")
    assert "没有遮盖：打印出来打电话" in page_of_another
    assert "别人导出的，不显示" in page_of_another


def test_what_somebody_wrote_is_no_formula_in_either_file(city: City) -> None:
    matter = '=HYPERLINK("http://a.example","点我")\u202e😀䶮<script>'
    case_no = city.closed("hall", matter=matter)
    campaign = city.opens()
    content = taken(campaign, kind="xlsx")
    with zipfile.ZipFile(BytesIO(content)) as opened:
        xml = opened.read("xl/worksheets/sheet1.xml").decode()
    assert not re.search(r"<f[ >]", xml)
    assert 'gridLines="1"' in xml  # people write on it
    assert rows_of(content)[0]["反映的事"] == matter
    row = rows_of_csv(taken(campaign))[0]
    assert row["工单"] == case_no
    assert row["反映的事"] == f"'{matter}"


def test_what_is_written_down_behind_the_export_is_not_in_it(city: City) -> None:
    case_no = city.closed("hall", grade="satisfied")
    campaign = city.opens()
    gan = city.people["gan"]
    export = taking_out.begin(gan, campaign, "csv", "", None, NOW - timedelta(minutes=1))
    lines = taking_out.every_line(gan, export, calling.entries_for(gan, campaign))
    asked(city, campaign, case_no)
    cells = dict(
        zip([c.heading for c in sheet_of(campaign).columns], cells_of(next(lines)), strict=True)
    )
    assert cells["现在"] == "待回访"
    assert cells["窗口问到的"] is None


def test_a_complaint_about_the_citys_own_body_is_in_no_file_of_its_people(city: City) -> None:
    case_no = city.hall.register(
        "2026-10-12 09:00", ground="conduct", accused_units=["city-supervision"]
    )
    CaseRow.objects.filter(case_no=case_no).update(stage="ended", ended_at=at("2026-10-12 10:00"))
    campaign = city.opens()
    assert rows_of_csv(taken(campaign, whole="1", reason="打电话")) == []
    assert not Reveal.objects.filter(case_no=case_no).exists()
    CaseRow.objects.filter(case_no=case_no).update(stage="accepted", ended_at=None)


def test_nobody_but_the_callers_takes_the_list_out(city: City) -> None:
    city.closed("hall")
    campaign = city.opens()
    for somebody in ("chen", "gu", "jiang"):
        Clerk(somebody).post(f"/revisit/{campaign.pk}/export", 404, format="csv")
    assert not ListExport.objects.exists()
