"""The pages of the score: points that open their cases, exemptions, objections, fixing, files."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from django.db import connection
from django.http import StreamingHttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

from bancheng.casework import rebuild
from bancheng.people.models import Unit
from bancheng.scoring.export_row import ScoreExport
from bancheng.scoring.score_row import Score
from tests.casework.hall import at, establish_hall
from tests.scoring.conftest import NEXT_YEAR, Year, ended, lived
from tests.web.clerk import Clerk

pytestmark = pytest.mark.database
HOUSING = "/scores/hall/2026/department/housing/"
PLACE = "/scores/hall/2026/exempt?unit=housing&indicator=answers&case="


@pytest.fixture
def year(db: None, monkeypatch: pytest.MonkeyPatch) -> Year:
    """November's cases, looked at in January."""
    monkeypatch.setattr(timezone, "now", lambda: at(NEXT_YEAR))
    found = lived(establish_hall())
    assert rebuild.compare() == []
    return found


@pytest.mark.clause("XF-15", "SC-9.2")
def test_the_supervision_opens_each_point_exempts_a_case_and_fixes_the_year(year: Year) -> None:
    gu = Clerk("gu")
    page = gu.get("/scores/?centre=hall&year=2026")
    assert "区住建局 88.69 / 100" in page
    assert "预看" in page
    assert "不排名" in page
    assert "文本没有写怎么算分" in page
    sheet = gu.get(HOUSING)
    assert "到期的 7 项（答复诉求），超时 1 项" in sheet
    assert f"{year.late} 1 7.14" in sheet
    assert year.late in gu.get("/scores/hall/2026/cases/housing/late")
    refused = gu.post(PLACE + year.late, 422, reason="", basis="通知").content.decode()
    assert "请写明理由" in refused
    assert 'value="通知"' in refused
    gu.post(PLACE + year.late, reason="系统停机两天", basis="停机通知")
    sheet = gu.get(HOUSING)
    assert "免予扣分：系统停机两天；依据：停机通知" in sheet
    assert "顾清和" in sheet
    gu.post("/scores/", centre="hall", year="2026")
    assert "95.83 / 100" in gu.get("/scores/?centre=hall&year=2026")
    assert "已定稿" in gu.get(HOUSING)
    gu.post(PLACE + year.late, do="take_back", reason="停的是别的系统")
    assert "95.83 / 100" in gu.get("/scores/?centre=hall&year=2026")
    assert "88.69 / 100" in gu.get("/scores/?centre=hall&year=2026&view=now")
    refused = gu.post("/scores/", 422, centre="hall", year="2026", view="now").content.decode()
    assert "请写明为什么" in refused
    gu.post("/scores/", centre="hall", year="2026", view="now", reason="收回了一件")
    assert "88.69 / 100" in gu.get("/scores/?centre=hall&year=2026")
    first = Score.objects.order_by("pk")[0]
    assert "95.83 / 100" in gu.get(f"/scores/?centre=hall&year=2026&view={first.key}")
    assert "重新定稿：收回了一件" in gu.get("/scores/?centre=hall&year=2026")


@pytest.mark.clause("XF-15")
def test_a_department_sees_its_own_and_says_its_word(year: Year) -> None:
    mo = Clerk("mo")
    page = mo.get("/scores/?year=2026")
    assert "区住建局" in page
    for other in ("税务局", "自然资源分局", "政务服务中心（中心）", "定稿 按"):
        assert other not in page
    mo.get("/scores/hall/2026/centre/hall/", 404)
    mo.get("/scores/hall/2026/department/tax/", 404)
    mo.get("/scores/hall/2026/cases/tax/late", 404)
    mo.get(PLACE + year.late, 404)
    mo.post("/scores/", 404, centre="hall", year="2026")
    mo.post("/scores/hall/2026/export", 404, format="csv")
    mo.post(HOUSING, 422, case_no=year.good[0] + "9", text="不服")
    mo.post(HOUSING, case_no=year.late, text="那两天系统停机")
    assert "那两天系统停机" in mo.get(HOUSING)
    assert "那两天系统停机" in Clerk("gu").get(HOUSING)
    assert "区住建局 88.69 / 100 5 好 2 次 有" in Clerk("gu").get("/scores/?year=2026")
    rao = Clerk("rao")
    rao.get(HOUSING, 404)
    rao.post(HOUSING, 404, text="替他说")
    assert "没有件，不评" in rao.get("/scores/?year=2026")
    Clerk("li").get("/scores/", 404)


@pytest.mark.clause("XF-9.2.3", "SC-5.1.c")
def test_a_complaint_is_behind_no_number_and_a_case_that_left_is_only_counted(year: Year) -> None:
    for who in ("gu", "chen", "mo"):
        clerk = Clerk(who)
        pages = [clerk.get("/scores/?year=2026"), clerk.get(HOUSING)]
        assert not any(year.complaint in page for page in pages), who
    place = PLACE + year.complaint
    Clerk("gu").get(place, 404)


@pytest.mark.clause("SC-9.2")
def test_a_quarter_is_only_looked_at(year: Year) -> None:
    gu = Clerk("gu")
    fourth = gu.get("/scores/?year=2026&quarter=4")
    assert "2026年第四季度评分" in fourth
    assert "88.69 / 100" in fourth
    assert "没有件，不评" in gu.get("/scores/?year=2026&quarter=1")
    assert "/exempt" not in gu.raw(f"{HOUSING}?quarter=4").content.decode()
    for wrong in ("?year=1999", "?year=2031", "?quarter=5&year=2026", "?view=nosuch&year=2026"):
        gu.get(f"/scores/{wrong}", 404)
    assert year.bad in gu.get(HOUSING)


def taken_out(clerk: Clerk, kind: str) -> bytes:
    """The file somebody takes out."""
    answer = clerk.client.post("/scores/hall/2026/export", {"format": kind})
    assert isinstance(answer, StreamingHttpResponse)
    return answer.getvalue()


@pytest.mark.clause("SC-9.2", "XF-15")
def test_the_files_hold_each_case_and_every_taking_is_on_record(year: Year) -> None:
    gu = Clerk("gu")
    lines = list(csv.reader(io.StringIO(taken_out(gu, "csv").decode("utf-8-sig"))))
    assert "预看，还没有定稿" in lines[0][0]
    assert next(x for x in lines if x[0] == "区住建局")[:3] == ["区住建局", "部门", "合计"]
    taken = [x for x in lines if len(x) > 8 and x[8] == year.late and x[0] == "区住建局"]
    assert [x[9] for x in taken if x[3] == "按期答复"] == ["7.14"]
    found = CalamineWorkbook.from_filelike(io.BytesIO(taken_out(gu, "xlsx")))
    rows = found.get_sheet_by_index(0).to_python()
    mine = [row for row in rows if year.late in row and row[0] == "区住建局"]
    assert 7.14 in next(row for row in mine if "按期答复" in row)
    assert ScoreExport.objects.count() == 2
    assert ScoreExport.objects.order_by("pk")[0].number in lines[0][0]
    assert "导出记录" in gu.get("/scores/?year=2026")
    gu.post("/scores/hall/2026/export", 404, format="exe")


@pytest.mark.clause("SC-9.2")
def test_a_name_that_looks_like_a_formula_stays_a_name(year: Year) -> None:
    unit = Unit.objects.get(code="housing")
    unit.name = unit.short_name = "=1+1"
    unit.save()
    gu = Clerk("gu")
    lines = list(csv.reader(io.StringIO(taken_out(gu, "csv").decode("utf-8-sig"))))
    assert {line[0][:1] for line in lines} & set("=+-@") == set()
    assert any(line[0] == "'=1+1" for line in lines)
    with zipfile.ZipFile(io.BytesIO(taken_out(gu, "xlsx"))) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
    assert year.late


@pytest.mark.clause("XF-15")
def test_a_page_costs_as_much_however_many_cases(year: Year) -> None:
    gu = Clerk("gu")
    pages = ("/scores/?year=2026", HOUSING, "/scores/hall/2026/cases/housing/done")
    before = [cost(gu, page) for page in pages]
    for _ in range(3):
        ended(year.hall, "2026-12-02 09:00", "2026-12-09 10:00")
    assert [cost(gu, page) for page in pages] == before


def cost(clerk: Clerk, page: str) -> int:
    """How many statements a page asks, once the journal has been read."""
    clerk.get(page)
    with CaptureQueriesContext(connection) as asked:
        clerk.get(page)
    return len(asked)
