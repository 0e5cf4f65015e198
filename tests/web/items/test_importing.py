"""事项库·导入: a list looked at, corrected and brought in at the desk."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bancheng.items.importing.upload_row import Upload
from bancheng.items.models import ItemVersion
from tests.casework.hall import Hall
from tests.web.clerk import Clerk
from tests.web.items.stocked import FOOD, current

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def _file(*rows: dict[str, Any], name: str = "清单.json") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, json.dumps(rows, ensure_ascii=False).encode())


def _uploads(clerk: Clerk, file: SimpleUploadedFile, unit: str = "district") -> str:
    return str(clerk.post("/items/import/", unit=unit, file=file)["Location"])


@pytest.mark.clause("SC-8.3.2", "SC-4.2")
def test_a_list_is_looked_at_corrected_and_brought_in(hall: Hall) -> None:
    guan = Clerk("guan")
    plan = _uploads(guan, _file({"号": "A-01", "名": FOOD.name, "打给": "0773-2"}))
    asked = guan.raw(plan, 422).content.decode()
    assert "没有哪一栏是“事项名称”" in asked
    columns = {"column-0": "code", "column-1": "name", "column-2": "phone"}
    looked = guan.post(plan, 200, then="look", **columns).content.decode()
    assert "会调整的 1 项" in looked
    assert current("A-01").number == 1
    done = guan.post(plan, 302, then="load", **columns)
    assert "调整 1 项" in guan.get(done["Location"])
    assert (current("A-01").phone, current("A-01").why) == ("0773-2", "从 清单.json 导入")
    assert current("A-02").active
    assert not Upload.objects.exists()
    again = _uploads(guan, _file({"号": "A-01", "名": FOOD.name, "打给": "0773-2"}))
    assert "没变" in guan.get(again)  # the columns are remembered


@pytest.mark.clause("SC-8.3.2")
def test_wrong_rows_are_named_and_nothing_is_half_loaded(hall: Hall) -> None:
    guan = Clerk("guan")
    rows = (
        {"code": "N-1", "name": "新事"},
        {"code": "N-2", "name": ""},
        {"code": "坏", "name": "x"},
    )
    plan = _uploads(guan, _file(*rows))
    page = guan.get(plan)
    assert "没有事项名称" in page
    assert "只用字母、数字" in page
    columns = {"column-0": "code", "column-1": "name"}
    refused = guan.post(plan, 422, then="load", **columns).content.decode()
    assert "一项也没有导入" in refused
    assert not ItemVersion.objects.filter(item__code="N-1").exists()
    retiring = guan.post(plan, 422, then="load", leave_out="1", retire="1", **columns)
    assert "不能停用" in retiring.content.decode()
    assert not ItemVersion.objects.filter(item__code="N-1").exists()
    guan.post(plan, 302, then="load", leave_out="1", **columns)
    assert current("N-1").active
    assert current("A-01").active


@pytest.mark.clause("SC-4.2")
def test_what_a_list_lacks_is_retired_when_its_keeper_says_so(hall: Hall) -> None:
    guan = Clerk("guan")
    plan = _uploads(guan, _file({"code": "A-01", "name": FOOD.name}))
    assert "消防安全检查" in guan.get(plan)
    columns = {"column-0": "code", "column-1": "name"}
    done = guan.post(plan, 302, then="load", retire="1", **columns)
    assert "停用 1 项" in guan.get(done["Location"])
    assert not current("A-02").active
    assert current("A-01").active


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("清单.pdf", b"%PDF", "不是 CSV"),
        ("清单.json", b"[{", "不是完整的 JSON"),
        ("清单.xlsx", b"PK not really", "不是完好的电子表格"),
        ("清单.csv", b"", "空的"),
        ("清单.csv", b'a,b\n"x', "引号"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    hall: Hall, name: str, content: bytes, says: str
) -> None:
    guan = Clerk("guan")
    sent = SimpleUploadedFile(name, content)
    answer = guan.post("/items/import/", 422, unit="district", file=sent)
    assert says in answer.content.decode()
    assert not Upload.objects.exists()
    assert "请选择" in guan.post("/items/import/", 422, unit="district").content.decode()


def test_an_upload_is_nobody_else_s(hall: Hall) -> None:
    plan = _uploads(Clerk("guan"), _file({"code": "N-1", "name": "新事"}))
    Clerk("chen").get(plan, 404)
    Clerk("mo").get(plan, 404)
