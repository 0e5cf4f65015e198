"""bancheng import items: a list of service items, tried first, with every wrong row named."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from bancheng.items.models import ItemVersion
from bancheng.people.appoint import appoint, create_user
from bancheng.people.unit import Unit
from tests.casework.hall import Hall, establish_hall
from tests.cli.conftest import Bancheng, Ran

pytestmark = [pytest.mark.django_db, pytest.mark.clause("SC-8.3.2")]

HEAD = ("事项编码", "事项名称", "部门")
ROWS = (("A-01", "居住证办理", "区住建局"), ("A-02", "施工许可", "某局"))


@pytest.fixture
def hall() -> Hall:
    hall = establish_hall()
    keeper = create_user("keeper", "管信达")
    appoint(keeper, Unit.objects.get(code="district"), "administrator")
    return hall


def _file(folder: Path, *rows: tuple[str, ...], head: tuple[str, ...] = HEAD) -> Path:
    file = folder / "items.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([head, *rows])
    return file


def _import(bancheng: Bancheng, file: Path, *more: str, by: str = "keeper") -> Ran:
    return bancheng("import", "items", file, "--user", by, *more)


def test_a_list_is_tried_and_then_brought_in(
    bancheng: Bancheng, hall: Hall, tmp_path: Path
) -> None:
    file = _file(tmp_path, *ROWS)
    tried = _import(bancheng, file, "--list", "district", "--dry-run")
    assert tried.code == 0, tried.err
    assert "新增 2 项" in tried.out
    assert not ItemVersion.objects.exists()
    ran = _import(bancheng, file, "--list", "district")
    assert ran.code == 0, ran.err
    assert "已导入：新增 2 项" in ran.out
    version = ItemVersion.objects.get(item__code="A-01")
    assert (version.department, version.made_by) == ("housing", "keeper")
    assert version.why == "从 items.csv 导入"
    assert "没变 2 项" in _import(bancheng, file, "--list", "district").out


def test_every_wrong_row_is_named_and_none_is_brought_in(
    bancheng: Bancheng, hall: Hall, tmp_path: Path
) -> None:
    file = _file(tmp_path, *ROWS, ("A-03", "", ""), ("A 4", "什么", ""))
    ran = _import(bancheng, file, "--list", "district")
    assert ran.code == 1
    assert "第 4 行“事项名称”" in ran.err
    assert "第 5 行“事项编码”" in ran.err
    assert "一项也没有导入" in ran.err
    assert not ItemVersion.objects.exists()
    ran = _import(bancheng, file, "--list", "district", "--leave-out-wrong")
    assert ran.code == 0
    assert "跳过 第 4 行“事项名称”" in ran.out
    assert ItemVersion.objects.count() == 2


def test_columns_can_be_named_and_are_remembered(
    bancheng: Bancheng, hall: Hall, tmp_path: Path
) -> None:
    file = _file(tmp_path, ("A-01", "居住证办理", "区住建局"), head=("甲", "乙", "丙"))
    asked = _import(bancheng, file, "--list", "district")
    assert asked.code == 2
    assert "事项名称" in asked.err
    named = ("--column", "甲=code", "--column", "乙=name", "--set", "level=县级")
    assert _import(bancheng, file, "--list", "district", *named).code == 0
    assert ItemVersion.objects.get().level == "county"
    ran = _import(bancheng, file, "--list", "district", "--json")
    told = json.loads(ran.out)
    assert (told["columns"], told["untouched"]) == ({"甲": "code", "乙": "name"}, 1)
    for wrong in (("--column", "丁=name"), ("--column", "甲=人名"), ("--set", "人名=1")):
        assert _import(bancheng, file, "--list", "district", *wrong).code == 2


def test_only_who_keeps_a_list_brings_one_in(
    bancheng: Bancheng, hall: Hall, tmp_path: Path
) -> None:
    file = _file(tmp_path, *ROWS)
    assert _import(bancheng, file, "--list", "district", by="mo").code == 1
    assert _import(bancheng, file, "--list", "elsewhere").code == 1
    several = _import(bancheng, file)
    assert several.code == 1
    assert "--list" in several.err
    assert not ItemVersion.objects.exists()
    assert _import(bancheng, file, "--list", "hall", by="chen").code == 0
    assert _import(bancheng, file, "--retire-missing", "--list", "hall", by="jiang").code == 0


def test_what_is_missing_is_named_and_retired_if_asked(
    bancheng: Bancheng, hall: Hall, tmp_path: Path
) -> None:
    assert _import(bancheng, _file(tmp_path, *ROWS), "--list", "district").code == 0
    fewer = _file(tmp_path, ROWS[0])
    told = _import(bancheng, fewer, "--list", "district")
    assert "A-02" in told.out
    assert ItemVersion.objects.get(item__code="A-02", current=True).active
    gone = _import(bancheng, fewer, "--list", "district", "--retire-missing")
    assert "停用 1 项" in gone.out
    assert not ItemVersion.objects.get(item__code="A-02", current=True).active
