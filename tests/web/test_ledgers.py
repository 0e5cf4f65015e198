"""The ledgers' pages: read, sifted, taken out with a reason, brought in all or none."""

from __future__ import annotations

import csv
import re
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import Client

from bancheng.casework.case_row import CaseRow
from bancheng.casework.reveal_row import Reveal
from bancheng.journal import read
from bancheng.ledgers.export_row import Export
from bancheng.ledgers.memory_row import ColumnMemory
from bancheng.ledgers.upload_row import KEPT, Upload, forget_old
from bancheng.people.appoint import appoint, create_user
from bancheng.people.seats import unit_by_code
from tests.casework.hall import PASSWORD, Hall
from tests.ledgers.book import rows_of
from tests.web.clerk import Clerk
from tests.web.conftest import NOW

pytestmark = pytest.mark.database
OLD = """某中心 2019 年办件登记台账,,,,,
受理时间,诉求人姓名,联系电话,反映事项,来源,类型,处理结果
2019/4/25 9:32:09,韦月桂,13900001111,装电梯跑了三趟，说法不一样,“办不成事”反映专窗,一般问题类,已答复
2019/4/26,白天明,13900002222,=1+1 办证没人收,“办不成事”反映专窗,,
"""


def _file(text: str = OLD, name: str = "旧台账.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode("utf-8-sig"), "text/csv")


def _taken(who: Clerk, name: str = "cases", **fields: Any) -> bytes:
    answer = who.client.post(f"/ledgers/{name}/export", {"at": "hall", "format": "csv", **fields})
    assert answer.status_code == 200
    return answer.getvalue()


@pytest.mark.clause("XF-9.4", "SC-6.1.3", "SC-8.1")
def test_the_window_reads_its_ledgers_and_each_case_opens(hall: Hall, chen: Clerk) -> None:
    case_no = hall.ended("2026-11-23 09:00")
    page = chen.get("/ledgers/")
    for words in ("办件台账", "承办窗口部门", "区住建局", "秦*芳", "139****5512", "已办好"):
        assert words in page
    assert "13900005512" not in page
    assert f'href="/cases/{case_no}/"' in chen.raw("/ledgers/").content.decode()
    for name, words in (
        ("feedback", "反馈台账"),
        ("callback", "回访台账"),
        ("enquiry", "咨询台账"),
    ):
        assert words in chen.get(f"/ledgers/{name}/")
    chen.get("/ledgers/nothing/", 404)
    chen.get("/ledgers/cases/?at=housing", 404)


def test_a_ledger_is_sifted_by_period_stage_and_department(hall: Hall, chen: Clerk) -> None:
    closed, open_one = hall.ended("2026-11-20 09:00"), hall.placed("2026-11-23 09:00", lead="land")
    page = chen.get("/ledgers/cases/?stage=ended&stage=archived")
    assert closed in page
    assert open_one not in page
    assert "阶段：已办结" in page
    page = chen.get("/ledgers/cases/?since_on=2026-11-23&unit=land")
    assert closed not in page
    assert open_one in page
    assert "登记日期从 2026-11-23" in page
    assert "不是日期" in chen.get("/ledgers/cases/?since_on=soon")


def test_the_administrator_has_no_ledger(hall: Hall) -> None:
    keeper = create_user("keeper", "保管员", PASSWORD, must_change_password=False)
    appoint(keeper, unit_by_code("district"), "administrator")
    clerk = Clerk("keeper")
    hall.register("2026-11-23 09:00")
    for address in ("/ledgers/", "/ledgers/exports/", "/ledgers/import/"):
        clerk.get(address, 404)
    assert clerk.client.post("/ledgers/cases/export", {"at": "hall"}).status_code == 404
    assert not Export.objects.exists()


@pytest.mark.clause("XF-9.4")
def test_a_file_is_the_whole_ledger_under_the_same_conditions(hall: Hall, chen: Clerk) -> None:
    closed, open_one = hall.ended("2026-11-20 09:00"), hall.placed("2026-11-23 09:00")
    told = _taken(chen, stage="ended").decode("utf-8-sig")
    assert closed in told
    assert open_one not in told
    assert "条件：阶段：已办结" in told
    answer = chen.client.post("/ledgers/cases/export", {"at": "hall", "kind": "general"})
    assert len(rows_of(answer.getvalue())) == 2
    assert "filename*=utf-8''" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]


def test_unmasked_needs_a_reason_and_what_was_typed_stays(hall: Hall, chen: Clerk) -> None:
    hall.register("2026-11-23 09:00")
    page = chen.post(
        "/ledgers/cases/export", 422, at="hall", format="csv", whole="1", stage="accepted"
    )
    words = page.content.decode()
    assert "请写明用来做什么" in words
    assert re.search(r'name="whole" value="1" checked', words)
    assert 'name="stage" value="accepted"' in words
    assert not Export.objects.exists()
    told = _taken(chen, whole="1", reason="全量回访").decode()
    assert "13900005512" in told
    assert Reveal.objects.count() == 2


@pytest.mark.clause("SC-8.1")
def test_the_office_sees_who_took_what_out_and_a_colleague_does_not(
    hall: Hall, chen: Clerk
) -> None:
    hall.ended("2026-11-23 09:00")
    _taken(chen, stage="ended", whole="1", reason="全量回访")
    told = Clerk("jiang").get("/ledgers/exports/")
    for words in ("陈晓岚", "办件台账", "阶段：已办结", "全量回访", "没有遮盖"):
        assert words in told
    assert "1 条" not in told  # how many is told to whoever took it out
    assert "1 条" in chen.get("/ledgers/exports/")
    assert "还没有人导出过" in Clerk("lin").get("/ledgers/exports/")


def test_an_enquiry_s_phone_is_masked_and_the_day_sifts(hall: Hall, chen: Clerk) -> None:
    asked: dict[str, Any] = {
        "asked": "医保转移要带什么",
        "answered": "请到二楼",
        "phone": "13900001234",
    }
    chen.fill_in("/enquiries/", then="note", **asked)
    page = chen.get("/ledgers/enquiry/")
    assert "医保转移要带什么" in page
    assert "13900001234" not in page
    assert "139****1234" in _taken(chen, "enquiry").decode()
    assert "还没有内容" not in page
    assert "没有符合条件的" in chen.get("/ledgers/enquiry/?since_on=2027-01-01")
    Clerk("mo").get("/ledgers/enquiry/", 404)


def _uploaded(who: Clerk, file: SimpleUploadedFile) -> str:
    answer = who.post("/ledgers/import/", centre="hall", file=file)
    return str(answer["Location"])


@pytest.mark.clause("XF-9.4", "SC-6.1.3")
def test_an_old_ledger_is_tried_first_and_comes_in_as_late_entries(hall: Hall, chen: Clerk) -> None:
    place = _uploaded(chen, _file(OLD.replace("一般问题类", "")))
    page = chen.get(place)
    assert "按栏名猜的" in page
    assert "现在还没有导入" in page
    stored = bytes(Upload.objects.get().content)
    assert "韦月桂".encode() not in stored
    columns = _columns(chen, place)
    assert list(columns.values()) == [
        "submitted_at",
        "name",
        "phone",
        "matter",
        "channel",
        "",
        "reply",
    ]
    tried = chen.post(place, 200, then="look", **columns)
    assert "2 件都能导入" in " ".join(tried.content.decode().split())
    assert not CaseRow.objects.exists()
    chen.post(place, 303, then="load", **columns)
    rows = list(CaseRow.objects.order_by("pk"))
    assert [row.stage for row in rows] == ["registered", "registered"]
    first = read.case(rows[0].case_no)[0]
    assert f"{first.done_at:%Y-%m-%d %H:%M:%S}" == "2019-04-25 01:32:09"
    assert "'late_allowed_by': 'chen'" in str(first.body["data"])
    assert "=1+1 办证没人收" in chen.get(f"/cases/{rows[1].case_no}/")
    assert not Upload.objects.exists()
    # the same titles again: remembered by the centre, for a colleague too; the same file: nothing
    lin = Clerk("lin")
    again = _uploaded(lin, _file(OLD.replace("一般问题类", "")))
    assert "以前导入过，照那一次选好了" in lin.get(again)
    lin.post(again, 303, then="load", **_columns(lin, again))
    assert CaseRow.objects.count() == 2


def _columns(who: Clerk, place: str) -> dict[str, str]:
    page = who.raw(place).content.decode()
    found = {}
    for name, inner in re.findall(r'<select[^>]*name="(column-\d+)">(.*?)</select>', page, re.S):
        chosen = re.search(r'value="(\w*)" selected', inner)
        found[name] = chosen[1] if chosen else ""
    return found


def test_one_wrong_row_keeps_everything_out_and_is_named(hall: Hall, chen: Clerk) -> None:
    place = _uploaded(chen, _file(OLD.replace("2019/4/26", "二月三十")))
    columns = _columns(chen, place) | {"column-5": "kind"}
    page = " ".join(chen.post(place, 422, then="load", **columns).content.decode().split())
    assert "一件也没有导入" in page
    assert re.search(r"旧台账.csv</td><td class=\"num\">4</td><td>受理时间</td>", page)
    assert "读不懂" in page
    assert "请改文件第 4 行“受理时间”一栏" in page
    assert not CaseRow.objects.exists()
    assert not ColumnMemory.objects.exists()


def test_a_missing_column_is_asked_for_and_can_be_chosen(hall: Hall, chen: Clerk) -> None:
    place = _uploaded(chen, _file("什么时候,说了啥,谁\n2019-4-25,办证没人收,韦月桂\n"))
    columns = _columns(chen, place)
    page = chen.post(place, 422, then="look", **columns).content.decode()
    assert "缺少" in page
    columns |= {"column-0": "submitted_at", "column-1": "matter", "column-2": "name"}
    page = chen.post(place, 422, then="look", **columns).content.decode()
    assert "来源渠道" in page
    page = chen.post(place, 200, then="look", channel="counter", **columns).content.decode()
    assert "1 件都能导入" in page


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("台账.pdf", b"%PDF-1.7", "不是 XLSX 或 CSV"),
        ("台账.xlsx", b"PK\x03\x04 no archive", "打不开"),
        ("台账.csv", b"", "是空的"),
        ("台账.csv", "时间,内容\n".encode(), "只有表头"),
        ("台账.csv", b"\xff\xfe1\x00", "UTF-16"),
        ("台账.csv", ("时间,内容\n" + "2019-1-1,一\n" * 501).encode(), "一次最多 500 行"),
    ],
)
def test_a_file_that_will_not_do_is_refused_with_the_reason(
    hall: Hall, chen: Clerk, name: str, content: bytes, said: str
) -> None:
    page = chen.post("/ledgers/import/", 422, centre="hall", file=SimpleUploadedFile(name, content))
    assert said in page.content.decode()
    assert not Upload.objects.exists()


def test_only_who_registers_imports_and_only_their_own_file(hall: Hall, chen: Clerk) -> None:
    place = _uploaded(chen, _file())
    Clerk("lin").get(place, 404)
    Clerk("mo").get("/ledgers/import/", 404)
    Clerk("gu").get("/ledgers/import/", 404)
    assert Client().get(place).status_code == 302


def test_what_nobody_brought_in_is_gone_after_a_day(hall: Hall, chen: Clerk) -> None:
    place = _uploaded(chen, _file())
    forget_old(NOW + KEPT / 2)
    chen.get(place)
    forget_old(NOW + KEPT * 2)
    chen.get(place, 404)


def test_our_own_export_can_be_read_in_again(hall: Hall, chen: Clerk) -> None:
    hall.register("2026-11-23 09:00", matter="-1 楼办事，+号写在前面")
    told = _taken(chen, whole="1", reason="搬到另一个中心")
    rows = list(csv.reader(StringIO(told.decode("utf-8-sig"), newline="")))[:-1]
    assert rows[2][5] == "'-1 楼办事，+号写在前面"
    out = StringIO()
    csv.writer(out).writerows(rows)
    place = _uploaded(chen, _file(out.getvalue(), "导出.csv"))
    assert "-1 楼办事" in chen.get(place)
    assert "'-1 楼办事" not in chen.get(place)
    assert "matter" in _columns(chen, place).values()
    assert BytesIO(told).read(3) == b"\xef\xbb\xbf"
