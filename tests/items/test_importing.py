"""导入事项: what a file says becomes versions; what is wrong with it is told row by row."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from bancheng.casework.importing.encoded_text import UnreadableFileError
from bancheng.items import keeping
from bancheng.items.content import ItemContent, MaterialContent, content_of
from bancheng.items.errors import ItemError
from bancheng.items.importing.columns import guess
from bancheng.items.importing.memory_row import columns_for, remember
from bancheng.items.importing.plan import Job, Plan, carry_out, plan
from bancheng.items.importing.source import read_source
from bancheng.items.keeping import Signed
from bancheng.items.models import ItemVersion, ServiceItem
from tests.people.county import County

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.clause("SC-8.3.2", "SC-4.2"),
]

HEAD = ("事项编码", "事项名称", "主管部门", "行使层级", "法定时限", "申请材料", "备注")
ROWS = (
    (
        "A-01",
        "食品经营许可",
        "青山县人社局",
        "县级",
        "20(工作日)",
        "申请表\n消防意见（由A-02出具）",
        "",
    ),
    ("A-02", "消防安全检查", "县消防大队", "县", "无", "1. 申请表；2. 平面图", "x"),
    ("A-03", "居住证办理", "", "", "15(自然日)", "身份证；租房合同（由村委会出具）", ""),
)


def _csv(folder: Path, *rows: tuple[str, ...], head: tuple[str, ...] = HEAD) -> Path:
    file = folder / "list.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([head, *rows])
    return file


def _plan(file: Path, unit: str = "county", **given: str) -> Plan:
    source = read_source(file)
    return plan(Job(unit, source, guess(source.header), given))


def _said(code: str) -> ItemContent:
    version = ItemVersion.objects.get(item__code=code, current=True)
    return content_of(version, version.materials.all())


def test_a_table_becomes_items(county: County, signed: Signed, tmp_path: Path) -> None:
    found = _plan(_csv(tmp_path, *ROWS))
    assert (len(found.new), found.faults, found.strangers) == (3, (), ("县消防大队",))
    done = carry_out(found, signed)
    assert (done.added, done.changed, done.untouched) == (3, 0, 0)
    food = _said("A-01")
    assert (food.level, food.department, food.statutory_limit) == (
        "county",
        "county-labour",
        "20 个工作日",
    )
    assert food.materials == (
        MaterialContent("申请表"),
        MaterialContent("消防意见", issued_by_item="A-02"),
    )
    assert _said("A-02").department == ""
    assert [m.name for m in _said("A-02").materials] == ["申请表", "平面图"]
    assert _said("A-03").materials[1] == MaterialContent("租房合同", issuer="村委会")


def _xlsx(folder: Path) -> Path:
    file = folder / "list.xlsx"
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet()
    for n, row in enumerate((HEAD, *ROWS)):
        sheet.write_row(n, 0, row)
    book.close()
    return file


def _json(folder: Path) -> Path:
    file = folder / "list.json"
    rows = [dict(zip(HEAD, row, strict=True)) for row in ROWS]
    file.write_text(json.dumps({"data": rows}, ensure_ascii=False, indent=1), encoding="utf-8")
    return file


def _jsonl(folder: Path) -> Path:
    file = folder / "list.jsonl"
    rows: list[dict[str, Any]] = [dict(zip(HEAD, row, strict=True)) for row in ROWS]
    rows[0]["申请材料"] = ["申请表", {"name": "消防意见", "issuer": "A-02"}]
    file.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows), encoding="gb18030")
    return file


@pytest.mark.parametrize("written", [_xlsx, _json, _jsonl])
def test_every_kind_of_file_says_the_same(
    county: County, signed: Signed, tmp_path: Path, written: Any
) -> None:
    carry_out(_plan(_csv(tmp_path, *ROWS)), signed)
    again = _plan(written(tmp_path))
    assert (len(again.new), len(again.changed), again.untouched) == (0, 0, 3)


def test_unchanged_items_stay_untouched_and_changed_ones_get_a_version(
    county: County, signed: Signed, tmp_path: Path
) -> None:
    carry_out(_plan(_csv(tmp_path, *ROWS)), signed)
    cut = (*ROWS[0][:5], "申请表", "")
    found = _plan(_csv(tmp_path, cut, ROWS[1]))
    assert [p.change.code for p in found.changed] == ["A-01"]
    told = found.changed[0].difference
    assert told is not None
    assert told.cut_materials == ("消防意见",)
    assert [v.item.code for v in found.missing] == ["A-03"]
    done = carry_out(found, replace(signed, why="精简材料"))
    assert (done.changed, done.untouched, done.retired) == (1, 1, 0)
    numbers = dict(ItemVersion.objects.filter(current=True).values_list("item__code", "number"))
    assert numbers == {"A-01": 2, "A-02": 1, "A-03": 1}
    assert ItemVersion.objects.get(item__code="A-03").active


def test_what_is_missing_is_retired_only_if_asked(
    county: County, signed: Signed, tmp_path: Path
) -> None:
    carry_out(_plan(_csv(tmp_path, *ROWS)), signed)
    done = carry_out(_plan(_csv(tmp_path, *ROWS[:2])), signed, retire_missing=True)
    assert done.retired == 1
    gone = ItemVersion.objects.get(item__code="A-03", current=True)
    assert (gone.number, gone.active, gone.name) == (2, False, "居住证办理")
    back = carry_out(_plan(_csv(tmp_path, *ROWS)), signed)
    assert back.changed == 1
    assert ItemVersion.objects.get(item__code="A-03", current=True).active


def test_what_the_file_does_not_speak_of_stays(
    county: County, signed: Signed, tmp_path: Path
) -> None:
    first = keeping.add(
        "county",
        "A-02",
        ItemContent("消防安全检查", phone="0800-1", materials=(MaterialContent("平面图", "2 份"),)),
        signed,
    )
    found = _plan(_csv(tmp_path, ("A-02", "消防安全检查", "平面图"), head=("编码", "名称", "材料")))
    assert (found.changed, found.untouched) == ((), 1)
    assert first.phone == "0800-1"


def test_every_wrong_row_is_named_and_nothing_is_brought_in(
    county: County, signed: Signed, tmp_path: Path
) -> None:
    file = _csv(
        tmp_path,
        ROWS[0],
        ("A-02", "", "县消防大队", "县级", "", "", ""),
        ("A 3", "居住证", "", "星球级", "", "", ""),
        ROWS[0],
        ("A-05", "长" * 301, "", "", "", "", ""),
    )
    found = _plan(file)
    told = [(f.line, f.field) for f in found.faults]
    assert sorted(told) == [
        (4, "事项名称"),
        (5, "事项编码"),
        (5, "行使层级"),
        (6, "事项编码"),
        (8, "事项名称"),
    ]
    assert "第 2 行" in next(f.why for f in found.faults if f.line == 6)
    assert all(f.why for f in found.faults)
    with pytest.raises(ItemError, match="一项也没有导入"):
        carry_out(found, signed)
    assert not ServiceItem.objects.exists()


def test_wrong_rows_are_left_out_only_if_asked(
    county: County, signed: Signed, tmp_path: Path
) -> None:
    found = _plan(_csv(tmp_path, *ROWS, ("A-09", "", "", "", "", "", "")))
    done = carry_out(found, signed, leave_out_wrong=True)
    assert (done.added, done.left_out) == (3, 1)


def test_nothing_is_retired_while_it_may_stand_in_a_wrong_row(
    county: County, signed: Signed, tmp_path: Path
) -> None:
    carry_out(_plan(_csv(tmp_path, *ROWS)), signed)
    found = _plan(_csv(tmp_path, *ROWS[:2], ("A-03", "", "", "", "", "", "")))
    with pytest.raises(ItemError, match="不能停用"):
        carry_out(found, signed, retire_missing=True, leave_out_wrong=True)
    assert ItemVersion.objects.filter(active=False).count() == 0


def test_a_broken_line_is_a_wrong_row_and_a_broken_file_is_not_read(tmp_path: Path) -> None:
    lines = tmp_path / "list.jsonl"
    lines.write_text('{"name": "甲"}\n{"name": \n[1]\n{"name": "乙"}\n', encoding="utf-8")
    source = read_source(lines)
    assert [f.line for f in source.faults] == [2, 3]
    assert [row.line for row in source.rows] == [1, 4]
    array = tmp_path / "list.json"
    for text in ('[{"name": "甲"},', '[{"name": "甲"} {', "{}", "没有"):
        array.write_text(text, encoding="utf-8")
        with pytest.raises(UnreadableFileError, match=r"list\.json"):
            read_source(array)


def test_rows_of_json_know_their_line(tmp_path: Path) -> None:
    array = tmp_path / "list.json"
    array.write_text('[\n{\n"name": "甲"\n},\n{"name": ""}\n]', encoding="utf-8")
    assert [row.line for row in read_source(array).rows] == [2, 5]


def test_an_item_without_a_code_gets_the_same_one_every_time(
    county: County, signed: Signed, tmp_path: Path
) -> None:
    head = ("名称", "部门", "电话")
    carry_out(_plan(_csv(tmp_path, ("居住证办理", "派出所", "1"), head=head)), signed)
    found = _plan(_csv(tmp_path, ("居住证办理", "派出所", "2"), head=head))
    assert (len(found.new), len(found.changed)) == (0, 1)
    twice = _plan(_csv(tmp_path, *[("居住证办理", "派出所", "1")] * 2, head=head))
    assert [f.line for f in twice.faults] == [3]


def test_a_list_that_changed_meanwhile_is_not_written_over(
    county: County, signed: Signed, tmp_path: Path
) -> None:
    carry_out(_plan(_csv(tmp_path, *ROWS)), signed)
    found = _plan(_csv(tmp_path, (*ROWS[0][:5], "申请表", "")))
    stood = ItemVersion.objects.get(item__code="A-01")
    keeping.change(stood, replace(_said("A-01"), phone="1"), signed)
    with pytest.raises(ItemError, match="重新上传"):
        carry_out(found, signed)
    assert _said("A-01").phone == "1"


def test_columns_are_remembered_as_they_were_corrected(county: County) -> None:
    header = ("编号", "叫什么", "谁管")
    assert columns_for("county", header) == {"编号": "code"}
    remember("county", header, {"编号": "", "叫什么": "name", "谁管": "department_name"})
    assert columns_for("county", header) == {"叫什么": "name", "谁管": "department_name"}
    assert columns_for("east", header) == {"编号": "code"}


def test_a_file_without_a_column_of_names_is_asked_for_one(county: County, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="事项名称"):
        _plan(_csv(tmp_path, ("a", "b"), head=("第一栏", "第二栏")))


def test_a_value_for_all_rows_fills_what_the_file_lacks(county: County, tmp_path: Path) -> None:
    found = _plan(_csv(tmp_path, *ROWS), level="township")
    levels = {p.change.code: p.change.content.level for p in found.new}
    assert levels == {"A-01": "county", "A-02": "county", "A-03": "township"}


@pytest.mark.parametrize(
    ("area", "level"),
    [
        ("110000000000", "province"),
        ("110100", "city"),
        ("110101", "county"),
        ("110101001000", "township"),
        ("110101001001", "village"),
        ("北京", ""),
    ],
)
def test_an_area_s_code_tells_the_level(
    county: County, tmp_path: Path, area: str, level: str
) -> None:
    found = _plan(_csv(tmp_path, ("居住证办理", area), head=("名称", "行政区划代码")))
    assert found.new[0].change.content.level == level
