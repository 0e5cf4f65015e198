"""Reading tables as offices have them: odd times, odd encodings, broken files."""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from bancheng.casework.importing.columns import find_columns
from bancheng.casework.importing.encoded_text import UnreadableFileError, read_text
from bancheng.casework.importing.odd_times import OddTimeError, read_time
from bancheng.casework.importing.table_file import read_table
from bancheng.core.calendar import CHINA
from bancheng.library import standards


@pytest.mark.parametrize(
    ("written", "read", "has_clock"),
    [
        ("2019/4/25 9:32:09", "2019-04-25 09:32:09", True),
        ("2018/4/24", "2018-04-24 00:00:00", False),
        ("2018-04-24T09:30", "2018-04-24 09:30:00", True),
        ("2018.4.24 9:5", "2018-04-24 09:05:00", True),
        ("2018年4月24日", "2018-04-24 00:00:00", False),
        ("2018年4月24日 9时32分", "2018-04-24 09:32:00", True),
        ("2018年4月24日9点32分05秒", "2018-04-24 09:32:05", True),
        ("2026-01-02 03:04:05.678", "2026-01-02 03:04:05", True),
        ("  2018/4/24  ", "2018-04-24 00:00:00", False),
        (datetime(2018, 4, 24, 9, 32), "2018-04-24 09:32:00", True),  # noqa: DTZ001
        (date(2018, 4, 24), "2018-04-24 00:00:00", False),
    ],
)
def test_a_time_is_read_as_people_write_it(written: object, read: str, has_clock: bool) -> None:
    found = read_time(written, CHINA)
    assert f"{found.at:%Y-%m-%d %H:%M:%S}" == read
    assert found.at.tzinfo is CHINA
    assert found.has_clock is has_clock


@pytest.mark.parametrize(
    "written",
    ["明天", "2019/2/30", "19/4/25", "2019/13/1", "2019/4/25 25:00", "4/25/2019", "43580", "2019"],
)
def test_a_time_that_is_none_is_refused_and_never_guessed(written: str) -> None:
    with pytest.raises(OddTimeError, match=written[:4]):
        read_time(written, CHINA)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)))  # noqa: DTZ001
def test_every_instant_comes_back_from_the_shape_of_the_letters(at: datetime) -> None:
    at = at.replace(microsecond=0)
    written = f"{at.year}/{at.month}/{at.day} {at.hour}:{at.minute}:{at.second}"
    assert read_time(written, CHINA).at == at.replace(tzinfo=CHINA)


@given(st.text(max_size=30))
def test_no_text_whatever_makes_it_stumble(text: str) -> None:
    with contextlib.suppress(OddTimeError):
        assert read_time(text, CHINA).at.tzinfo is not None


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8（带 BOM）"), ("gb18030", "GB18030")],
)
def test_the_encoding_is_found_and_said(tmp_path: Path, encoding: str, said: str) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes("时间,内容\r\n2019/1/1,𬭎与䶮\r\n".encode(encoding))
    found = read_text(file)
    assert found.encoding == said
    table = read_table(file)
    assert table.header == ("时间", "内容")
    assert table.rows[0].cells == {"时间": "2019/1/1", "内容": "𬭎与䶮"}


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("时间".encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04\x00\x00", "不是文本文件"),
        (b"\xff\xff\xff,", "编码认不出来"),
        (b"", "是空的"),
        ("时间,时间\n".encode(), "两栏都叫“时间”"),
        ('时间,内容\n2019/1/1,"没有收尾\n'.encode(), "第 2 行起不是完整的 CSV"),
        ('时间,内容\n2019/1/1,"引号"后\n'.encode(), "引号后面多了文字"),
        ("时间,内容\n2019/1/1,多,一栏\n".encode(), "第 2 行有 3 栏，表头只有 2 栏"),
    ],
)
def test_a_broken_file_is_told_and_not_half_read(tmp_path: Path, raw: bytes, said: str) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(raw)
    with pytest.raises(UnreadableFileError, match=said):
        read_table(file)


def test_lines_are_counted_as_an_editor_shows_them(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text('时间,内容\n2019/1/1,"两\n行"\n\n2019/1/2,一行\n', encoding="utf-8")
    assert [row.line for row in read_table(file).rows] == [2, 5]


def test_a_spreadsheet_gives_its_first_sheet_with_true_times(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet("台账")
        sheet.write_row(0, 0, ["反映时间", "反映内容", "联系电话"])
        when = book.add_format({"num_format": "yyyy/m/d h:mm"})
        sheet.write_datetime(1, 0, datetime(2019, 4, 25, 9, 32), when)  # noqa: DTZ001
        sheet.write_string(1, 1, "办不成")
        sheet.write_number(1, 2, 13900001234)
    table = read_table(file)
    assert "台账" in table.written_as
    assert read_time(table.rows[0].cells["反映时间"], CHINA).at.hour == 9


def test_a_file_that_only_says_it_is_a_spreadsheet_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(b"not a workbook")
    with pytest.raises(UnreadableFileError, match="不是完好的电子表格"):
        read_table(file)


def test_columns_are_known_by_their_titles_and_the_others_are_named() -> None:
    rules = standards.standard("guilin-xiufeng")
    header = ("编号", "反映时间", "反映内容", "诉求人姓名", "受理情形", "备注栏")
    found = find_columns(header, rules)
    assert found.titles["origin_no"] == "编号"
    assert found.titles["submitted_at"] == "反映时间"
    assert found.titles["matter"] == "反映内容"
    assert found.titles["name"] == "诉求人姓名"
    assert found.titles["ground"] == "受理情形"
    assert found.unknown == ("备注栏",)


def test_midnight_in_another_zone_is_another_day() -> None:
    assert read_time("2018/4/24", CHINA).at.astimezone(UTC).day == 23
