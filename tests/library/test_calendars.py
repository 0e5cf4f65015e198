"""Layers from disk: national, regional, a hall's own; and files that are refused."""

from datetime import date, datetime
from pathlib import Path

import pytest

from bancheng.core.calendar import CHINA, DEFAULT, DayMark, Layer, Limit, due_time
from bancheng.core.standard.source import StandardFaults
from bancheng.library.calendars import (
    CalendarFileError,
    forget,
    import_year,
    keep_year,
    national,
    region,
    work_calendar,
)

STATUTORY = "law: 某办法\nrules:\n  - {since: 2000, order: 第1号, rest: {元旦: [01-01]}}\n"
YEAR = "year: 2030\nnotice: [https://example.gov.cn/1]\nrest: {元旦: [2030-01-01]}\nwork: {}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    forget()
    (tmp_path / "statutory.yaml").write_text(STATUTORY, encoding="utf-8")
    (tmp_path / "2030.yaml").write_text(YEAR, encoding="utf-8")
    (tmp_path / "regions").mkdir()
    return tmp_path


def test_national_days_carry_name_and_notice() -> None:
    layer, _ = national()
    assert layer.days[date(2026, 10, 10)].works
    assert layer.days[date(2026, 10, 10)].name == "国庆节调休"
    assert layer.days[date(2026, 10, 1)] == DayMark(
        False, "国庆节", "https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm"
    )


def test_a_regions_festival_overrides_a_national_make_up_day_and_a_hall_overrides_both() -> None:
    day = date(2023, 4, 23)
    late_opening = Layer("本中心", {day: DayMark(True, "延时服务", "中心公告")})
    calendars = (
        work_calendar(DEFAULT),
        work_calendar(DEFAULT, ["guangxi"]),
        work_calendar(DEFAULT, ["guangxi"], late_opening),
    )
    assert [calendar.works(day) for calendar in calendars] == [True, False, True]


def test_a_region_without_this_years_notice_says_provisional() -> None:
    start = datetime(2026, 4, 15, 10, tzinfo=CHINA)
    limit = Limit.parse("5 working days")
    assert not due_time(limit, start, work_calendar(DEFAULT)).provisional
    found = due_time(limit, start, work_calendar(DEFAULT, ["guangxi"]))
    assert found.provisional
    assert found.explain("分办").endswith("尚未公布，此时间为暂定，公布后再核。")


def test_an_unknown_region_is_answered_with_the_nearest() -> None:
    with pytest.raises(CalendarFileError, match="是否想写 guangxi"):
        region("guangx")
    with pytest.raises(CalendarFileError, match=r"没有名为“\.\./2026”的地方日历"):
        region("../2026")


def test_a_folder_named_in_the_environment_is_used(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BANCHENG_CALENDARS", str(folder))
    assert national()[1] == frozenset({2030})
    assert national()[0].days[date(2031, 1, 1)].cites == "《某办法》（第1号）"


def test_a_year_kept_is_found_at_once(folder: Path) -> None:
    assert national(folder)[1] == frozenset({2030})
    text = YEAR.replace("2030", "2031").replace("元旦", "元旦: 与#其他")
    (folder / "new.yaml").write_text(text.replace("元旦: 与#其他:", "'元旦: 与#其他':"), "utf-8")
    book = import_year(folder / "new.yaml")
    assert import_year(keep_year(book, folder)) == book
    assert national(folder)[1] == frozenset({2030, 2031})


def test_a_folder_without_any_year_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CalendarFileError, match="没有放假安排"):
        national(tmp_path)


def test_a_file_named_after_another_year_is_refused(folder: Path) -> None:
    (folder / "2031.yaml").write_text(YEAR, encoding="utf-8")
    with pytest.raises(StandardFaults, match=r"文件名是 2031\.yaml，写的却是 2030 年"):
        national(folder)


@pytest.mark.parametrize(
    ("wrong", "right", "told"),
    [
        ("rset: {}", "rest: {元旦: [2030-01-01]}",
         "2030.yaml 第 3 行 rset：没有这个键；是否想写 rest"),
        ("rest: {元旦: [2030-13-01]}", "rest: {元旦: [2030-01-01]}",
         "2030.yaml 第 3 行 rest.元旦 第1项：“2030-13-01”不是日期，应写成 2026-01-01 这样"),
        ("rest: {元旦: [1893456000]}", "rest: {元旦: [2030-01-01]}",
         "2030.yaml 第 3 行 rest.元旦 第1项：“1893456000”不是日期，应写成 2026-01-01 这样"),
        ("rest: {元旦: [2031-07-01]}", "rest: {元旦: [2030-01-01]}",
         "2030.yaml 第 3 行 rest.元旦 第1项：2031-07-01 不在本年，也不紧邻本年"),
        ("work: {元旦: [2030-01-02]}", "work: {}",
         "2030.yaml 第 4 行 work.元旦 第1项：2030-01-02 不是周末，调休上班日应在周末"),
        ("work: {元旦: [2030-01-01]}", "work: {}",
         "2030.yaml 第 4 行 work.元旦 第1项：2030-01-01 已列在 rest.元旦，一天只能列一次"),
        ("notice: []", "notice: [https://example.gov.cn/1]",
         "2030.yaml 第 2 行 notice：写成了 列表；应为 至少 1 项"),
    ],
)  # fmt: skip
def test_a_bad_year_is_refused_with_file_line_and_key(
    wrong: str, right: str, told: str, folder: Path
) -> None:
    (folder / "2030.yaml").write_text(YEAR.replace(right, wrong), encoding="utf-8")
    with pytest.raises(StandardFaults) as raised:
        national(folder)
    assert told in str(raised.value)


def holiday_cn(days: str, papers: str = '"https://example.gov.cn/1"') -> str:
    return f'{{"$schema": "s", "$id": "i", "year": 2030, "papers": [{papers}],\n"days": [{days}]}}'


def test_a_holiday_cn_file_is_read_and_an_ordinary_weekday_left_out(tmp_path: Path) -> None:
    file = tmp_path / "2030.json"
    file.write_text(
        holiday_cn(
            '{"name": "元旦", "date": "2030-01-01", "isOffDay": true},'
            '{"name": "元旦", "date": "2030-01-05", "isOffDay": false},'
            '{"name": "元旦", "date": "2030-01-07", "isOffDay": false}'
        ),
        encoding="utf-8",
    )
    book = import_year(file)
    assert book.notice == ("https://example.gov.cn/1",)
    assert book.rest == {date(2030, 1, 1): "元旦"}
    assert book.work == {date(2030, 1, 5): "元旦"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (holiday_cn(""), "2030.json 第 2 行 days：没有列出任何一天"),
        (holiday_cn('{"name": "元旦", "date": "2030-01-01"}'), "days 第1项.isOffDay：缺少这个键"),
        (
            holiday_cn('{"name": "元旦", "date": "2030-01-01", "isOffDay": true}', papers=""),
            "2030.json 第 1 行 papers：写成了 列表；应为 至少 1 项",
        ),
        (
            holiday_cn(", ".join(['{"name": "元旦", "date": "2030-01-01", "isOffDay": true}'] * 2)),
            "days 第2项.date：2030-01-01 列了两次",
        ),
        ("{", "2030.json 第 1 行：YAML 写法有误"),
    ],
)
def test_a_bad_holiday_cn_file_is_refused_with_line_and_key(
    text: str, told: str, tmp_path: Path
) -> None:
    (tmp_path / "2030.json").write_text(text, encoding="utf-8")
    with pytest.raises(StandardFaults) as raised:
        import_year(tmp_path / "2030.json")
    assert told in str(raised.value)


def test_a_missing_or_garbled_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CalendarFileError, match="打不开"):
        import_year(tmp_path / "none.yaml")
    (tmp_path / "gbk.yaml").write_bytes("元旦".encode("gbk"))
    with pytest.raises(CalendarFileError, match="不是 UTF-8"):
        import_year(tmp_path / "gbk.yaml")
