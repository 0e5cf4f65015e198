"""bancheng import cases: all of a table or nothing, as late entries through the write door."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from bancheng.casework import rebuild
from bancheng.casework.case_row import CaseRow
from bancheng.casework.facts import event_of
from bancheng.journal import read
from bancheng.journal.entry_row import Entry
from tests.casework.hall import Hall, establish_hall
from tests.cli.conftest import Bancheng, Ran

pytestmark = pytest.mark.django_db

HEAD = ("编号", "反映时间", "反映内容", "姓名", "联系电话", "来源渠道")
GOOD = ("7", "2019/3/2 9:32:09", "跑了三趟没办成", "秦桂芳", "13900005512", "counter")


@pytest.fixture
def hall() -> Hall:
    return establish_hall()


def _csv(folder: Path, *rows: tuple[str, ...], head: tuple[str, ...] = HEAD) -> Path:
    file = folder / "ledger.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([head, *rows])
    return file


def _import(bancheng: Bancheng, file: Path, *more: str) -> Ran:
    return bancheng("import", "cases", file, "--user", "chen", *more)


def test_a_row_becomes_a_case_with_both_its_times(
    bancheng: Bancheng, hall: Hall, tmp_path: Path
) -> None:
    ran = _import(bancheng, _csv(tmp_path, GOOD))
    assert ran.code == 0, ran.err
    assert "已导入 1 件" in ran.out
    assert "UTF-8" in ran.out
    row = CaseRow.objects.get()
    (entry,) = read.case(row.case_no)
    assert f"{row.registered_at:%Y-%m-%d %H:%M:%S}" == "2019-03-02 01:32:09"  # in UTC
    assert entry.recorded_at > entry.done_at
    assert event_of(entry).text("late_allowed_by") == "chen"
    texts = {field: text for (_, field), text in read.details(row.case_no).items()}
    assert texts["late_reason"] == "从 ledger.csv 第 2 行导入"
    assert texts["name"] == "秦桂芳"
    assert rebuild.compare() == []


def test_with_ground_and_kind_it_is_accepted_as_well(
    bancheng: Bancheng, hall: Hall, tmp_path: Path
) -> None:
    head = (*HEAD, "受理情形", "问题类别")
    first = next(iter(_labels("grounds")))
    row = (*GOOD, first, "求助投诉类·一般问题")
    assert _import(bancheng, _csv(tmp_path, row, head=head)).code == 0
    case = CaseRow.objects.get()
    assert (case.stage, case.kind) == ("accepted", "general")


def _labels(section: str) -> list[str]:
    from bancheng.library import standards

    return [rule.label for rule in getattr(standards.standard("guilin-xiufeng"), section).values()]


def test_an_earlier_answer_is_kept_as_a_note(
    bancheng: Bancheng, hall: Hall, tmp_path: Path
) -> None:
    head = ("id", "subject", "submitted_at", "text", "reply", "replied_at")
    row = ("7", "电梯", "2019/4/25 9:32:09", "装不了", "已协调", "2019/4/26")
    file = _csv(tmp_path, row, head=head)
    ran = _import(bancheng, file, "--set", "name=来信人", "--set", "channel=counter")
    assert ran.code == 0, ran.err
    case_no = CaseRow.objects.get().case_no
    texts = {field: text for (_, field), text in read.details(case_no).items()}
    assert texts["text"] == "导入前已作的答复（2019-04-26 09:00）：已协调"
    assert texts["matter"] == "电梯\n装不了"


def test_one_bad_row_and_nothing_is_loaded(bancheng: Bancheng, hall: Hall, tmp_path: Path) -> None:
    file = _csv(
        tmp_path,
        GOOD,
        ("8", "下周二", "事", "甲", "13900005513", "counter"),
        ("9", "2019/3/3", "事", "乙", "12", "counter"),
        ("10", "2019/3/3", "事", "丙", "13900005514", "pigeon"),
        ("11", "2019/3/3", "", "丁", "13900005515", "counter"),
        ("12", "2099/1/1", "事", "戊", "13900005516", "counter"),
        ("13", "", "事", "己", "13900005517", "counter"),
    )
    ran = _import(bancheng, file)
    assert ran.code == 1
    told = [line for line in ran.err.splitlines() if line.startswith("ledger.csv")]
    assert len(told) == 6
    assert told[0].startswith("ledger.csv 第 3 行“反映时间”：时间“下周二”读不懂")
    assert told[1].startswith("ledger.csv 第 4 行“联系电话”：“12”不像电话号码")
    assert told[2].startswith("ledger.csv 第 5 行“来源渠道”：“来源渠道”没有“pigeon”这一项")
    assert told[3].startswith("ledger.csv 第 6 行“反映内容”")
    assert "不能晚于现在" in told[4]
    assert "没有填时间" in told[5]
    assert "一件也没有导入" in ran.err
    assert not CaseRow.objects.exists()
    assert not Entry.objects.exists()


def test_a_dry_run_says_what_would_be_and_keeps_nothing(
    bancheng: Bancheng, hall: Hall, tmp_path: Path
) -> None:
    ran = _import(bancheng, _csv(tmp_path, GOOD), "--dry-run")
    assert ran.code == 0
    assert "1 件都能导入" in ran.out
    assert not Entry.objects.exists()


def test_the_same_file_again_does_no_harm(bancheng: Bancheng, hall: Hall, tmp_path: Path) -> None:
    file = _csv(tmp_path, GOOD)
    assert _import(bancheng, file).code == 0
    ran = _import(bancheng, file)
    assert ran.code == 0
    assert "另有 1 件以前导入过" in ran.out
    assert CaseRow.objects.count() == 1


def test_a_spreadsheet_with_true_dates_and_numbers_is_taken(
    bancheng: Bancheng, hall: Hall, tmp_path: Path
) -> None:
    file = tmp_path / "ledger.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, list(HEAD))
        when = book.add_format({"num_format": "yyyy/m/d h:mm"})
        sheet.write_number(1, 0, 7)
        sheet.write_datetime(1, 1, datetime(2019, 3, 2, 9, 32), when)  # noqa: DTZ001
        sheet.write_row(1, 2, ["跑了三趟", "秦桂芳", 13900005512, "counter"])
    ran = _import(bancheng, file)
    assert ran.code == 0, ran.err
    texts = {f: text for (_, f), text in read.details(CaseRow.objects.get().case_no).items()}
    assert texts["phone"] == "13900005512"
    assert texts["origin_no"] == "7"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--user", "nobody"), 1, "没有登录名为“nobody”的人员"),
        (("--user", "mo"), 1, "没有登记办件的职责"),
        (("--user", "chen", "--centre", "nowhere"), 1, "没有代码为“nowhere”的中心"),
        (("--user", "chen", "--set", "channel"), 2, "应写成 栏=值"),
        ((), 2, "缺少选项 --user"),
    ],
)
def test_who_and_where_must_be_right(
    bancheng: Bancheng,
    hall: Hall,
    tmp_path: Path,
    arguments: tuple[str, ...],
    code: int,
    said: str,
) -> None:
    ran = bancheng("import", "cases", _csv(tmp_path, GOOD), *arguments)
    assert ran.code == code
    assert said in ran.err
    assert not Entry.objects.exists()


def test_missing_columns_are_named(bancheng: Bancheng, hall: Hall, tmp_path: Path) -> None:
    file = _csv(tmp_path, ("甲", "乙"), head=("姓名", "备注"))
    ran = _import(bancheng, file)
    assert ran.code == 2
    assert "submitted_at" in ran.err
    assert "现有：姓名、备注" in ran.err
